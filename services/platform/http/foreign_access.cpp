// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/foreign_access.h"

#include "platform/log.h"

namespace platform {

void auditForeignAccess(const HttpRequest& request)
{
    const LogScope scope(request.trace, request.requestId);
    logWarn("asked for what belongs to somebody else",
            {{"audit", true},
             {"user_id", request.principal.subject},
             {"method", request.method},
             {"route", request.route},
             {"path", request.path}});
}

} // namespace platform
