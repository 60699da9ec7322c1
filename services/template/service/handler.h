// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/executor.h"
#include "platform/http/http.h"
#include "platform/postgres/database.h"

#include <vector>

namespace servicename {

// The HTTP edge of servicename. Outlives the requests; I/O threads call it.
class Handler
{
public:
    Handler(platform::Database& database, platform::Executor& executor);

    std::vector<platform::HttpRoute> routes();

private:
    boost::asio::awaitable<platform::HttpResponse> list(platform::HttpRequest& request);

    platform::Database& m_database;
    platform::Executor& m_executor;
};

} // namespace servicename
