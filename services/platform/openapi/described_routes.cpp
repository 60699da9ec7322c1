// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/described_routes.h"

#include "platform/openapi/operation_check.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace platform {
namespace {

std::invalid_argument disagreement(const std::string& method, const std::string& path, const std::string& what)
{
    return std::invalid_argument(method + " " + path + " " + what);
}

void describe(HttpRoute& route, const std::vector<ApiDocument>& documents)
{
    for (const ApiDocument& document : documents) {
        const ApiOperation* operation = document.find(route.method, route.path);
        if (!operation)
            continue;
        if (operation->needsUser != route.needsUser)
            throw disagreement(
                route.method, route.path, "and the API document disagree on whether one has to sign in.");
        const auto check = std::make_shared<const OperationCheck>(document, *operation);
        route.checkContent = [check](HttpRequest& request) { return check->refusal(request); };
        return;
    }
    throw disagreement(route.method, route.path, "is in no API document.");
}

void requireRoute(const ApiOperation& operation, const std::vector<HttpRoute>& routes)
{
    const bool there = std::any_of(routes.begin(), routes.end(), [&](const HttpRoute& route) {
        return route.method == operation.method && route.path == operation.path;
    });
    if (!there)
        throw disagreement(operation.method, operation.path, "is in the API document, and nothing answers it.");
}

} // namespace

std::vector<HttpRoute> describedRoutes(std::vector<HttpRoute> routes, const std::vector<ApiDocument>& documents)
{
    for (HttpRoute& route : routes)
        describe(route, documents);
    for (const ApiDocument& document : documents) {
        for (const ApiOperation& operation : document.operations())
            requireRoute(operation, routes);
    }
    return routes;
}

} // namespace platform
