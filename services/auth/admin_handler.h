// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/audit_log.h"
#include "auth/revocation_list.h"
#include "auth/user_administration.h"
#include "auth/user_store.h"
#include "platform/executor.h"
#include "platform/http/http.h"

#include <vector>

namespace auth {

// What administrators ask over HTTP, and what the other services ask on the internal port.
class AdminHandler
{
public:
    struct Parts
    {
        UserAdministration& administration;
        UserStore& users;
        RevocationList& revocations;
        AuditLog& audit;
        platform::Executor& database;
    };

    explicit AdminHandler(Parts parts);

    std::vector<platform::HttpRoute> routes(); // the handler outlives them
    std::vector<platform::HttpRoute> internalRoutes();
    // For the audit: somebody was refused for want of a permission.
    boost::asio::awaitable<void> recordDenial(const platform::HttpRequest& request);

private:
    using Answer = boost::asio::awaitable<platform::HttpResponse>;

    Answer list(platform::HttpRequest& request);
    Answer find(platform::HttpRequest& request);
    Answer change(platform::HttpRequest& request);
    Answer endSessions(platform::HttpRequest& request);
    Answer revocations(platform::HttpRequest& request);

    Parts m_parts;
};

} // namespace auth
