// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"
#include "platform/openapi/documentation.h"

#include <string>
#include <string_view>
#include <vector>

namespace platform {

// What a service answers on its first port: its own routes, held to its documents, and what every service has beside
// them.
struct PublicInterface
{
    std::vector<HttpRoute> routes;
    PathAliases aliases;
    std::string problemsPage; // "/orders/problems"
};

struct ServiceIdentity
{
    std::string name;
    std::string version;
    std::string environment; // DEPLOYMENT_ENVIRONMENT
};

// `documents` are the texts of the API documents, oldest version first; without any the routes are held to nothing.
// Throws std::invalid_argument when routes and documents do not belong together.
PublicInterface publicInterface(const ServiceIdentity& service,
                                std::vector<HttpRoute> routes,
                                const std::vector<std::string_view>& documents);

} // namespace platform
