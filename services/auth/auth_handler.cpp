// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/auth_handler.h"

#include "auth/answers.h"
#include "auth/embedded.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace auth {
namespace {

using platform::HttpRequest;
using platform::HttpResponse;
using platform::problem;
using Json = nlohmann::ordered_json;

std::optional<std::string> text(const nlohmann::json& body, const char* name)
{
    const auto found = body.find(name);
    return found == body.end() ? std::nullopt : std::optional(found->get<std::string>());
}

Occasion occasionOf(const HttpRequest& request)
{
    return {request.trace, platform::causeOf(request, {})};
}

HttpResponse toResponse(RegisterFailure failure)
{
    switch (failure) {
    case RegisterFailure::EmailTaken:
        return problem(409,
                       "email-taken",
                       "Already registered",
                       "There is already a user with this address.",
                       {{"/email", "is taken"}});
    case RegisterFailure::UsernameTaken:
        return problem(409,
                       "username-taken",
                       "Name taken",
                       "There is already a user with this name.",
                       {{"/username", "is taken"}});
    case RegisterFailure::Unavailable: return databaseAway();
    case RegisterFailure::Failed: break;
    }
    return failed();
}

HttpResponse tooManyAttempts(std::chrono::seconds retryAfter)
{
    HttpResponse response = problem(429,
                                    "too-many-attempts",
                                    "Too many attempts",
                                    "There were too many attempts to sign in with this address or name.");
    response.headers.emplace_back("Retry-After", std::to_string(retryAfter.count()));
    return response;
}

HttpResponse toResponse(const LoginRefusal& refusal)
{
    switch (refusal.failure) {
    case LoginFailure::WrongCredentials:
        return problem(401, "wrong-credentials", "Wrong credentials", "Address, name or password is wrong.");
    case LoginFailure::Disabled:
        return problem(403, "account-disabled", "Account disabled", "This account has been disabled.");
    case LoginFailure::Locked: return tooManyAttempts(refusal.retryAfter);
    case LoginFailure::Unavailable: return databaseAway();
    case LoginFailure::Failed: break;
    }
    return failed();
}

HttpResponse toResponse(SessionFailure failure)
{
    switch (failure) {
    case SessionFailure::Refused:
        return problem(401, "refresh-token-refused", "Sign in again", "The refresh token is not valid, or no longer.");
    case SessionFailure::Unavailable: return databaseAway();
    case SessionFailure::Failed: break;
    }
    return failed();
}

HttpResponse tokenResponse(const TokenPair& tokens)
{
    const Json body{{"access_token", tokens.access},
                    {"token_type", "Bearer"},
                    {"expires_in", TokenIssuer::lifetimeSeconds},
                    {"refresh_token", tokens.refresh}};
    HttpResponse response = HttpResponse::json(200, body.dump());
    response.headers.emplace_back("Cache-Control", "no-store"); // RFC 6749, 5.1
    return response;
}

} // namespace

AuthHandler::AuthHandler(Parts parts)
    : m_parts(parts)
{
}

std::vector<platform::HttpRoute> AuthHandler::routes()
{
    const auto to = [this](Answer (AuthHandler::*method)(HttpRequest&)) {
        return [this, method](HttpRequest& request) { return (this->*method)(request); };
    };
    const std::string base = "/api/v1/auth";
    return {{"POST", base + "/register", to(&AuthHandler::registerUser), false},
            {"POST", base + "/login", to(&AuthHandler::login), false},
            {"POST", base + "/refresh", to(&AuthHandler::refresh), false},
            {"POST", base + "/logout", to(&AuthHandler::logout), false},
            {"GET", base + "/validate", to(&AuthHandler::validate), true},
            {"GET", base + "/me", to(&AuthHandler::me), true},
            {"GET", base + "/.well-known/jwks.json", to(&AuthHandler::keySet), false}};
}

AuthHandler::Answer AuthHandler::registerUser(HttpRequest& request)
{
    const nlohmann::json& body = *request.json;
    const Registration registration{
        text(body, "email").value_or(""), text(body, "username"), text(body, "password").value_or("")};
    const auto problems = registrationProblems(registration, m_parts.passwordMin);
    if (!problems.empty())
        co_return problem(400, "invalid-body", "Invalid body", "The body is not valid.", problems);

    tl::expected<User, RegisterFailure> result = tl::unexpected(RegisterFailure::Failed);
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        result = m_parts.accounts.registerUser(occasionOf(request), registration);
    };
    if (!co_await m_parts.hashing.run(work))
        co_return overloaded();
    if (!result)
        co_return toResponse(result.error());
    co_return HttpResponse::json(201, userBody(*result));
}

AuthHandler::Answer AuthHandler::login(HttpRequest& request)
{
    const nlohmann::json& body = *request.json;
    const auto email = text(body, "email");
    const auto username = text(body, "username");
    const Credentials credentials{email ? *email : *username, text(body, "password").value_or("")};

    HttpResponse response = failed();
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        const auto user = m_parts.accounts.signIn(request.trace, credentials);
        if (!user) {
            response = toResponse(user.error());
            return;
        }
        const auto tokens = m_parts.sessions.open(request.trace, *user);
        response = tokens ? tokenResponse(*tokens) : toResponse(tokens.error());
    };
    if (!co_await m_parts.hashing.run(work))
        co_return overloaded();
    co_return response;
}

AuthHandler::Answer AuthHandler::refresh(HttpRequest& request)
{
    const nlohmann::json& body = *request.json;
    tl::expected<TokenPair, SessionFailure> result = tl::unexpected(SessionFailure::Failed);
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        result = m_parts.sessions.refresh(occasionOf(request), text(body, "refresh_token").value_or(""));
    };
    if (!co_await m_parts.database.run(work))
        co_return overloaded();
    co_return result ? tokenResponse(*result) : toResponse(result.error());
}

// Says 204 to any token: whoever asks wants to be signed out, and is.
AuthHandler::Answer AuthHandler::logout(HttpRequest& request)
{
    const nlohmann::json& body = *request.json;
    tl::expected<void, SessionFailure> result = tl::unexpected(SessionFailure::Failed);
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        result = m_parts.sessions.close(occasionOf(request), text(body, "refresh_token").value_or(""));
    };
    if (!co_await m_parts.database.run(work))
        co_return overloaded();
    co_return result ? HttpResponse{204, {}, {}} : toResponse(result.error());
}

// For the edge, before it forwards a request: the token was verified on the way here.
AuthHandler::Answer AuthHandler::validate(HttpRequest& request)
{
    co_return HttpResponse{
        200, {{"X-User-Id", request.principal.subject}, {"X-User-Role", request.principal.role}}, {}};
}

AuthHandler::Answer AuthHandler::me(HttpRequest& request)
{
    platform::DatabaseResult<std::optional<User>> result = std::nullopt;
    const auto work = [&] {
        const platform::LogScope scope(request.trace, request.requestId);
        result = m_parts.store.findById(request.trace, request.principal.subject);
    };
    if (!co_await m_parts.database.run(work))
        co_return overloaded();
    if (!result)
        co_return result.error().kind == platform::DatabaseError::Kind::Unavailable ? databaseAway() : failed();
    if (!result->has_value())
        co_return problem(404, "not-found", "Not found", "The user of this token does not exist any more.");
    co_return HttpResponse::json(200, userBody(**result));
}

AuthHandler::Answer AuthHandler::keySet(HttpRequest&)
{
    // Before the keys are read an empty set would be believed for as long as it is cached.
    if (!m_parts.keys.problem().empty())
        co_return keysNotRead();
    HttpResponse response = HttpResponse::json(200, m_parts.keys.document());
    response.headers.emplace_back("Cache-Control", "public, max-age=300");
    co_return response;
}

} // namespace auth
