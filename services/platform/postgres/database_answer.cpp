// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/database_answer.h"

#include "platform/log.h"

namespace platform {
namespace {

HttpResponse unavailable(std::string_view slug, std::string_view detail)
{
    HttpResponse response = problem(503, slug, "Service unavailable", detail);
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

} // namespace

HttpResponse databaseAnswer(const DatabaseError& error)
{
    if (error.kind == DatabaseError::Kind::Unavailable) {
        logWarn("database unavailable", {{"sql_state", error.sqlState}, {"error", error.message}});
        return unavailable("database-unavailable", "The database cannot be reached at the moment. Try again shortly.");
    }
    logError("database error", {{"sql_state", error.sqlState}, {"error", error.message}});
    return problem(500, "internal-error", "Internal error", "The request could not be carried out.");
}

HttpResponse overloadAnswer()
{
    return unavailable("overloaded", "The service has more requests than it can take. Try again shortly.");
}

} // namespace platform
