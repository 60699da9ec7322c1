// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

namespace platform {

// A line of the audit: somebody asked for what belongs to somebody else. The answer is the caller's, who says that
// there is no such thing, or that it is not theirs to change.
void auditForeignAccess(const HttpRequest& request);

} // namespace platform
