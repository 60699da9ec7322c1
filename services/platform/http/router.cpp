// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/router.h"

#include "platform/http/url.h"

#include <algorithm>
#include <optional>

namespace platform {
namespace {

using Parameters = std::map<std::string, std::string>;

template<typename Text>
std::vector<Text> split(std::string_view path)
{
    std::vector<Text> segments;
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    while (true) {
        const auto slash = path.find('/');
        segments.emplace_back(path.substr(0, slash));
        if (slash == std::string_view::npos)
            return segments;
        path.remove_prefix(slash + 1);
    }
}

bool isParameter(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// Literals before parameters at the first place where two paths differ.
bool moreSpecific(const HttpRoute& a, const HttpRoute& b)
{
    const auto left = split<std::string_view>(a.path);
    const auto right = split<std::string_view>(b.path);
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        if (isParameter(left[i]) != isParameter(right[i]))
            return isParameter(right[i]);
    }
    return false;
}

std::optional<Parameters> matchSegments(const std::vector<std::string>& pattern,
                                        const std::vector<std::string_view>& segments)
{
    if (pattern.size() != segments.size())
        return std::nullopt;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (!isParameter(pattern[i]) && pattern[i] != segments[i])
            return std::nullopt;
    }
    Parameters parameters;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (!isParameter(pattern[i]))
            continue;
        auto value = percentDecode(segments[i]);
        if (!value || value->empty())
            return std::nullopt;
        parameters.emplace(pattern[i].substr(1, pattern[i].size() - 2), std::move(*value));
    }
    return parameters;
}

void allow(std::vector<std::string>& methods, const std::string& method)
{
    if (std::find(methods.begin(), methods.end(), method) == methods.end())
        methods.push_back(method);
}

} // namespace

Router::Router(std::vector<HttpRoute> routes)
    : m_routes(std::move(routes))
{
    std::stable_sort(m_routes.begin(), m_routes.end(), moreSpecific);
    for (const HttpRoute& route : m_routes)
        m_segments.push_back(split<std::string>(route.path));
}

Router::Match Router::match(std::string_view method, std::string_view rawPath) const
{
    const auto segments = split<std::string_view>(rawPath);
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    Match result;
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        auto parameters = matchSegments(m_segments[i], segments);
        if (!parameters)
            continue;
        if (m_routes[i].method == wanted)
            return {&m_routes[i], i, std::move(*parameters), {}};
        allow(result.allowed, m_routes[i].method);
        if (m_routes[i].method == "GET")
            allow(result.allowed, "HEAD");
    }
    if (!result.allowed.empty())
        allow(result.allowed, "OPTIONS");
    return result;
}

} // namespace platform
