// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/documentation.h"

#include "platform/openapi/documentation_files.h"
#include "platform/openapi/html.h"
#include "platform/openapi/problem_page.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace platform {
namespace {

using boost::asio::awaitable;

// Styles may be written into the page: both programs do, and a style runs nothing.
constexpr const char* contentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' "
    "data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr const char* alwaysAsk = "no-cache";
constexpr const char* aDay = "public, max-age=86400";

HttpResponse fileAnswer(std::string_view type, std::string_view caching, std::string body)
{
    return {200,
            {{"Content-Type", std::string(type)},
             {"Cache-Control", std::string(caching)},
             {"Content-Security-Policy", contentPolicy},
             {"X-Content-Type-Options", "nosniff"}},
            std::move(body)};
}

HttpRoute openRoute(std::string path, HttpHandler handler)
{
    return {"GET", std::move(path), std::move(handler), false, false};
}

HttpRoute fileRoute(std::string path, std::string_view type, std::string body)
{
    const auto answer = std::make_shared<const HttpResponse>(fileAnswer(type, alwaysAsk, std::move(body)));
    return openRoute(std::move(path), [answer](HttpRequest&) -> awaitable<HttpResponse> { co_return *answer; });
}

// Of a file of the program: it is copied when somebody asks, not before.
HttpRoute staticRoute(std::string path, std::string_view type, std::string_view body)
{
    return openRoute(std::move(path), [type, body](HttpRequest&) -> awaitable<HttpResponse> {
        co_return fileAnswer(type, aDay, std::string(body));
    });
}

std::string documentPath(const ServiceDescription& description, const ApiDocument& document)
{
    return document.base() + "/" + description.name + "/openapi.json";
}

std::string viewerPage(const ServiceDescription& description, std::string_view head, std::string_view scripts)
{
    nlohmann::ordered_json paths;
    std::string links;
    for (const ApiDocument& document : description.documents) {
        paths[document.version()] = documentPath(description, document);
        links += " <a href=\"?version=" + document.version() + "\">" + document.version() + "</a>";
    }
    const std::string attributes = "data-newest=\"" + description.documents.back().version() + "\" data-documents=\"" +
                                   htmlEscaped(paths.dump()) + "\"";
    const std::string body = "<nav>" + htmlEscaped(description.name) + links +
                             " <a href=\"problems\">problems</a></nav>" + "<main id=\"page\"></main>" +
                             std::string(scripts);
    return htmlPage(description.name + " API", head, body, attributes);
}

void addPages(const ServiceDescription& description, std::vector<HttpRoute>& routes)
{
    const std::string docs = "/" + description.name + "/docs";
    const std::string redoc = "/" + description.name + "/redoc";
    constexpr std::string_view html = "text/html; charset=utf-8";
    constexpr std::string_view script = "text/javascript; charset=utf-8";
    routes.push_back(fileRoute(
        docs,
        html,
        viewerPage(description,
                   R"(<link rel="stylesheet" href="docs/swagger-ui.css">)",
                   R"(<script src="docs/swagger-ui-bundle.js"></script><script src="docs/page.js"></script>)")));
    routes.push_back(staticRoute(docs + "/swagger-ui.css", "text/css; charset=utf-8", swaggerStyle()));
    routes.push_back(staticRoute(docs + "/swagger-ui-bundle.js", script, swaggerProgram()));
    routes.push_back(staticRoute(docs + "/page.js", script, swaggerPageScript()));
    routes.push_back(fileRoute(
        redoc,
        html,
        viewerPage(description,
                   {},
                   R"(<script src="redoc/redoc.standalone.js"></script><script src="redoc/page.js"></script>)")));
    routes.push_back(staticRoute(redoc + "/redoc.standalone.js", script, redocProgram()));
    routes.push_back(staticRoute(redoc + "/page.js", script, redocPageScript()));
}

std::string versionBody(const ServiceDescription& description)
{
    nlohmann::ordered_json body{{"service", description.name}, {"version", description.version}};
    body["api"] = nlohmann::ordered_json::array();
    for (const ApiDocument& document : description.documents)
        body["api"].push_back(document.version());
    return body.dump();
}

std::string firstSegment(const std::string& path)
{
    return path.substr(0, path.find('/', 1));
}

} // namespace

std::vector<HttpRoute> documentationRoutes(ServiceDescription description)
{
    constexpr std::string_view type = "application/json";
    const std::string own = "/" + description.name;
    std::vector<HttpRoute> routes;
    for (const ApiDocument& document : description.documents)
        routes.push_back(staticRoute(documentPath(description, document), type, document.text()));
    if (!description.documents.empty())
        routes.push_back(staticRoute(own + "/openapi.json", type, description.documents.back().text()));
    if (description.hasPages && !description.documents.empty())
        addPages(description, routes);
    routes.push_back(fileRoute(own + "/problems", "text/html; charset=utf-8", problemPage(description.name)));
    for (const std::string& path : {own + "/utils/version", std::string("/utils/version")})
        routes.push_back(fileRoute(path, type, versionBody(description)));
    return routes;
}

PathAliases newestVersionAliases(const std::vector<ApiDocument>& documents)
{
    PathAliases aliases;
    if (documents.empty())
        return aliases;
    const std::string& base = documents.back().base(); // "/api/v2"
    const std::string unversioned = base.substr(0, base.rfind('/'));
    for (const ApiOperation& operation : documents.back().operations()) {
        const std::string collection = firstSegment(operation.path.substr(base.size())); // "/orders"
        const std::pair alias(unversioned + collection, base + collection);
        if (std::find(aliases.begin(), aliases.end(), alias) == aliases.end())
            aliases.push_back(alias);
    }
    return aliases;
}

bool showsPages(std::string_view environment)
{
    return environment == "local" || environment == "staging";
}

} // namespace platform
