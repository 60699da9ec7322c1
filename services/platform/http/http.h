// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/auth/permission.h"
#include "platform/tracing.h"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace platform {

// Who asks, from a verified token. Empty subject = nobody signed in.
struct Principal
{
    std::string issuer;
    std::string subject;   // user id
    std::string role;      // "user", "admin", "root"
    std::string session{}; // the sign-in that the token came of; may be empty
};

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest
{
    std::string method;
    std::string path;                                       // percent-decoded
    std::vector<std::pair<std::string, std::string>> query; // decoded, in order
    HeaderFields headers;
    std::string body;
    std::shared_ptr<const nlohmann::json> json; // of the body, valid by the API document; null when there is none
    std::map<std::string, std::string> pathParameters; // "{id}" → value
    std::string route;                                 // template that matched: "/api/v1/orders/{id}"
    Principal principal;
    TraceContext trace; // of the server span
    std::string requestId;

    // First field of that name, case-insensitive; nullopt when absent.
    std::optional<std::string_view> header(std::string_view name) const;
    std::size_t headerCount(std::string_view name) const;
    std::optional<std::string_view> queryValue(std::string_view name) const;
};

struct HttpResponse
{
    int status = 200;
    HeaderFields headers;
    std::string body;

    static HttpResponse json(int status, std::string body);
};

// RFC 9457. `type` is absolute: "https://signalbox.dev/problems/<slug>".
struct FieldProblem
{
    std::string pointer; // JSON Pointer into the body, "" = the whole
    std::string detail;
};
HttpResponse problem(int status,
                     std::string_view slug,
                     std::string_view title,
                     std::string_view detail,
                     const std::vector<FieldProblem>& errors = {});

using HttpHandler = std::function<boost::asio::awaitable<HttpResponse>(HttpRequest&)>;

struct HttpRoute
{
    std::string method;
    std::string path; // "/api/v1/orders/{id}"
    HttpHandler handler;
    bool needsUser = true;                       // 401 without a valid token
    bool traced = true;                          // span and metrics; probes would drown the rest
    Permission permission = Permission::General; // of the user: 403 without it
    // Called after the user is known and before the body is looked at: an answer refuses the request.
    std::function<std::optional<HttpResponse>(const HttpRequest&)> checkHeader = {};
    // Called after that, before the handler: parameters and body, see openapi/described_routes.h.
    std::function<std::optional<HttpResponse>(HttpRequest&)> checkContent = {};
};

} // namespace platform
