// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicename/handler.h"

#include "platform/postgres/database_answer.h"
#include "platform/postgres/page.h"
#include "servicename/store.h"

#include <nlohmann/json.hpp>

namespace servicename {
namespace {

std::string toJson(const Record& record)
{
    return nlohmann::json{{"id", record.id}, {"subject", record.subject}, {"created_at", record.createdAt}}.dump();
}

} // namespace

Handler::Handler(platform::Database& database, platform::Executor& executor)
    : m_database(database)
    , m_executor(executor)
{
}

std::vector<platform::HttpRoute> Handler::routes()
{
    return {{"GET", "/api/v1/servicename", [this](platform::HttpRequest& request) { return list(request); }}};
}

boost::asio::awaitable<platform::HttpResponse> Handler::list(platform::HttpRequest& request)
{
    const platform::Page page = platform::pageOf(request);
    platform::DatabaseResult<std::vector<Record>> records;
    const auto read = [&] { records = listRecords(m_database, request.principal.subject, page, request.trace); };
    if (!co_await m_executor.run(read))
        co_return platform::overloadAnswer();
    if (!records)
        co_return platform::databaseAnswer(records.error());
    std::vector<std::string> items, ids;
    for (const Record& record : *records) {
        items.push_back(toJson(record));
        ids.push_back(record.id);
    }
    co_return platform::pageAnswer(page, items, ids);
}

} // namespace servicename
