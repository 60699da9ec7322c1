// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/answers.h"

#include <nlohmann/json.hpp>

namespace auth {
namespace {

using platform::HttpResponse;

HttpResponse busy(std::string_view detail)
{
    HttpResponse response = platform::problem(503, "unavailable", "Try again", detail);
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

nlohmann::ordered_json userJson(const User& user)
{
    nlohmann::ordered_json body{{"id", user.id}, {"email", user.email}};
    if (user.username)
        body["username"] = *user.username;
    body["role"] = user.role;
    return body;
}

} // namespace

HttpResponse databaseAway()
{
    return busy("The service cannot reach its database at the moment.");
}

HttpResponse overloaded()
{
    return busy("The service has too much to do at the moment.");
}

HttpResponse keysNotRead()
{
    return busy("The signing keys have not been read yet.");
}

HttpResponse failed()
{
    return platform::problem(500, "internal-error", "Something went wrong", "The request could not be handled.");
}

std::string userBody(const User& user)
{
    auto body = userJson(user);
    body["created_at"] = user.createdAt;
    return body.dump();
}

std::string adminUserBody(const User& user)
{
    auto body = userJson(user);
    body["disabled"] = user.disabled;
    body["created_at"] = user.createdAt;
    return body.dump();
}

} // namespace auth
