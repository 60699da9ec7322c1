// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

// Finds the route of a request. A path is compared segment by segment, still encoded, so that "%2F" in a parameter
// does not make two segments; a literal segment wins over a parameter. HEAD is answered by the route of GET.
class Router
{
public:
    struct Match
    {
        const HttpRoute* route = nullptr;              // null: see allowed
        std::size_t index = 0;                         // of the route, for whoever counts per route
        std::map<std::string, std::string> parameters; // decoded
        std::vector<std::string> allowed;              // methods of that path; empty: nothing is there
    };

    explicit Router(std::vector<HttpRoute> routes);
    Match match(std::string_view method, std::string_view rawPath) const;
    const std::vector<HttpRoute>& routes() const { return m_routes; }

private:
    std::vector<HttpRoute> m_routes;
    std::vector<std::vector<std::string>> m_segments; // of each route's path
};

} // namespace platform
