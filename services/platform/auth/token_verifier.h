// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/auth/jwks_source.h"
#include "platform/auth/jwt_verifier.h"
#include "platform/http/request_pipeline.h"

namespace platform {

// What a server asks for each bearer token. With a key that is not known yet, the request waits a moment for the
// issuer's keys to be read again, without holding its thread. All arguments outlive the verifier.
TokenVerifier jwksVerifier(JwtVerifier& verifier, JwksSource& source);

} // namespace platform
