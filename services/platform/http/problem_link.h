// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <string>

namespace platform {

// Says where a problem is explained: `Link: <page#slug>; rel="describedby"`, relative to the request (RFC 8288), so it
// is right through the edge and past it. Its `type` stays the same wherever the service runs. Other answers stay as
// they are.
void linkProblem(HttpResponse& response, const std::string& page);

} // namespace platform
