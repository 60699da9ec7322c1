// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/public_interface.h"

#include "platform/health/health_routes.h"
#include "platform/openapi/described_routes.h"

#include <iterator>

namespace platform {

PublicInterface publicInterface(const ServiceIdentity& service,
                                std::vector<HttpRoute> routes,
                                const std::vector<std::string_view>& texts)
{
    std::vector<ApiDocument> documents;
    documents.reserve(texts.size());
    for (const std::string_view text : texts)
        documents.emplace_back(text);
    PublicInterface result;
    result.routes = documents.empty() ? std::move(routes) : describedRoutes(std::move(routes), documents);
    result.aliases = newestVersionAliases(documents);
    result.problemsPage = "/" + service.name + "/problems";
    auto own = documentationRoutes({.name = service.name,
                                    .version = service.version,
                                    .hasPages = showsPages(service.environment),
                                    .documents = std::move(documents)});
    std::move(own.begin(), own.end(), std::back_inserter(result.routes));
    result.routes.push_back(plainHealthRoute());
    result.routes.push_back(plainHealthRoute());
    result.routes.back().path = "/" + service.name + "/health";
    return result;
}

} // namespace platform
