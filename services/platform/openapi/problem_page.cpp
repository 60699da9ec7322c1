// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/problem_page.h"

#include "platform/openapi/html.h"

#include <nlohmann/json.hpp>

namespace platform {

std::string problemPage(std::string_view service)
{
    std::string body =
        "<h1>Problems of " + htmlEscaped(service) +
        "</h1><p>What <code>type</code> of an <code>application/problem+json</code> means (RFC 9457).</p>";
    for (const auto& problem : nlohmann::json::parse(problemCatalogue())) {
        const auto slug = htmlEscaped(problem.at("slug").get<std::string>());
        body.append("<section id=\"").append(slug).append("\"><h2>");
        body.append(htmlEscaped(problem.at("title").get<std::string>())).append("</h2><p>");
        body.append(std::to_string(problem.at("status").get<int>()));
        body.append(" <code>https://signalbox.dev/problems/").append(slug).append("</code></p><p>");
        body.append(htmlEscaped(problem.at("meaning").get<std::string>())).append("</p></section>");
    }
    return htmlPage("Problems of " + std::string(service), {}, body);
}

} // namespace platform
