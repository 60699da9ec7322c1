// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/admin_handler.h"

#include "auth/answers.h"
#include "auth/embedded.h"
#include "auth/failure_of.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace auth {
namespace {

using platform::HttpRequest;
using platform::HttpResponse;
using platform::problem;

enum class AdminFailure { Unavailable, Failed };

HttpResponse adminFailure(const platform::DatabaseError& error)
{
    return failureOf<AdminFailure>(error) == AdminFailure::Unavailable ? databaseAway() : failed();
}

HttpResponse noSuchUser()
{
    return problem(404, "not-found", "Not found", "There is no user with this id.");
}

HttpResponse refusalOf(ChangeOutcome outcome)
{
    switch (outcome) {
    case ChangeOutcome::NotPermitted:
        return problem(403,
                       "forbidden",
                       "Not permitted",
                       "Roles, and users with more than the role \"user\", are changed with the permission \"root\".");
    case ChangeOutcome::OwnAccount:
        return problem(409, "own-account", "Own account", "Role and access of one's own account stay as they are.");
    case ChangeOutcome::NoSuchUser:
    case ChangeOutcome::Done: break;
    }
    return noSuchUser();
}

UserChange changeOf(const nlohmann::json& body)
{
    UserChange change;
    if (const auto role = body.find("role"); role != body.end())
        change.role = role->get<std::string>();
    if (const auto disabled = body.find("disabled"); disabled != body.end())
        change.disabled = disabled->get<bool>();
    return change;
}

Occasion adminOccasion(const HttpRequest& request)
{
    return {request.trace, platform::causeOf(request, {})};
}

std::string userIdOf(const HttpRequest& request)
{
    return request.pathParameters.at("id");
}

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

} // namespace

AdminHandler::AdminHandler(Parts parts)
    : m_parts(parts)
{
}

std::vector<platform::HttpRoute> AdminHandler::routes()
{
    const auto to = [this](std::string method, const std::string& path, Answer (AdminHandler::*handle)(HttpRequest&)) {
        platform::HttpRoute route{std::move(method), "/api/v1/auth/users" + path, [this, handle](HttpRequest& request) {
                                      return (this->*handle)(request);
                                  }};
        route.permission = platform::Permission::Management;
        return route;
    };
    return {to("GET", "", &AdminHandler::list),
            to("GET", "/{id}", &AdminHandler::find),
            to("PATCH", "/{id}", &AdminHandler::change),
            to("POST", "/{id}/sessions/revoke", &AdminHandler::endSessions)};
}

std::vector<platform::HttpRoute> AdminHandler::internalRoutes()
{
    return {{"GET", "/revocations", [this](HttpRequest& request) { return revocations(request); }, false, false}};
}

AdminHandler::Answer AdminHandler::list(HttpRequest& request)
{
    const platform::Page page = platform::pageOf(request);
    platform::DatabaseResult<std::vector<User>> users;
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        users = m_parts.administration.list(request.trace, page);
    };
    if (!co_await m_parts.database.run(work))
        co_return overloaded();
    if (!users)
        co_return adminFailure(users.error());
    std::vector<std::string> items, ids;
    for (const User& user : *users) {
        items.push_back(adminUserBody(user));
        ids.push_back(user.id);
    }
    co_return platform::pageAnswer(page, items, ids);
}

AdminHandler::Answer AdminHandler::find(HttpRequest& request)
{
    platform::DatabaseResult<std::optional<User>> user;
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        user = m_parts.users.findById(request.trace, userIdOf(request));
    };
    if (!co_await m_parts.database.run(work))
        co_return overloaded();
    if (!user)
        co_return adminFailure(user.error());
    co_return user->has_value() ? HttpResponse::json(200, adminUserBody(**user)) : noSuchUser();
}

AdminHandler::Answer AdminHandler::change(HttpRequest& request)
{
    platform::DatabaseResult<UserAdministration::Result> result;
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        result = m_parts.administration.change(
            adminOccasion(request), request.principal.subject, userIdOf(request), changeOf(*request.json));
    };
    if (!co_await m_parts.database.run(work))
        co_return overloaded();
    if (!result)
        co_return adminFailure(result.error());
    co_return result->outcome == ChangeOutcome::Done ? HttpResponse::json(200, adminUserBody(result->user))
                                                     : refusalOf(result->outcome);
}

AdminHandler::Answer AdminHandler::endSessions(HttpRequest& request)
{
    platform::DatabaseResult<UserAdministration::Result> result;
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        result =
            m_parts.administration.endSessions(adminOccasion(request), request.principal.subject, userIdOf(request));
    };
    if (!co_await m_parts.database.run(work))
        co_return overloaded();
    if (!result)
        co_return adminFailure(result.error());
    if (result->outcome != ChangeOutcome::Done)
        co_return refusalOf(result->outcome);
    const nlohmann::json answer{{"revoked", result->endedSessions}};
    co_return HttpResponse::json(200, answer.dump());
}

AdminHandler::Answer AdminHandler::revocations(HttpRequest& request)
{
    const auto after = numberOf(request.queryValue("after").value_or("0"));
    if (!after)
        co_return problem(400, "invalid-query", "Invalid query", "after must be a number.");
    tl::expected<std::string, std::string> page;
    const auto work = [&] { page = m_parts.revocations.after(*after); };
    if (!co_await m_parts.database.run(work))
        co_return overloaded();
    co_return page ? HttpResponse::json(200, std::move(*page)) : databaseAway();
}

boost::asio::awaitable<void> AdminHandler::recordDenial(const HttpRequest& request)
{
    const auto work = [&] {
        const auto recorded =
            m_parts.audit.record(request.trace, AuditEvent::PermissionDenied, request.principal.subject);
        if (!recorded)
            platform::logError("a denial could not be recorded", {{"error", recorded.error().message}});
    };
    if (!co_await m_parts.database.run(work))
        platform::logError("a denial could not be recorded", {{"error", std::string("too much to do")}});
}

} // namespace auth
