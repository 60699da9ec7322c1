// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/http.h"

#include "platform/http/field_line.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace platform {
std::optional<std::string_view> HttpRequest::header(std::string_view name) const
{
    for (const auto& [field, value] : headers) {
        if (sameIgnoringCase(field, name))
            return value;
    }
    return std::nullopt;
}

std::size_t HttpRequest::headerCount(std::string_view name) const
{
    return static_cast<std::size_t>(std::count_if(
        headers.begin(), headers.end(), [&](const auto& field) { return sameIgnoringCase(field.first, name); }));
}

std::optional<std::string_view> HttpRequest::queryValue(std::string_view name) const
{
    for (const auto& [key, value] : query) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

HttpResponse HttpResponse::json(int status, std::string body)
{
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

HttpResponse problem(int status,
                     std::string_view slug,
                     std::string_view title,
                     std::string_view detail,
                     const std::vector<FieldProblem>& errors)
{
    nlohmann::ordered_json body{{"type", "https://signalbox.dev/problems/" + std::string(slug)},
                                {"title", title},
                                {"status", status},
                                {"detail", detail}};
    for (const FieldProblem& error : errors)
        body["errors"].push_back({{"pointer", error.pointer}, {"detail", error.detail}});
    HttpResponse response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/problem+json");
    if (status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    response.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return response;
}

} // namespace platform
