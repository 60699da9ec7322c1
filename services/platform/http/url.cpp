// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/url.h"

#include "platform/http/field_line.h"

#include <algorithm>
#include <charconv>

namespace platform {
namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::optional<std::vector<std::pair<std::string, std::string>>> parseQuery(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> query;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty())
            continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto key = percentDecode(pair.substr(0, equals), PlusSign::Space);
        auto value = percentDecode(pair.substr(std::min(equals + 1, pair.size())), PlusSign::Space);
        if (!key || !value)
            return std::nullopt;
        query.emplace_back(std::move(*key), std::move(*value));
    }
    return query;
}

// "http://host/path" as a proxy would send it (RFC 9112, 3.2.2); nullopt: without a sound host.
std::optional<std::string_view> withoutAuthority(std::string_view text)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!sameIgnoringCase(text.substr(0, scheme.size()), scheme))
            continue;
        text.remove_prefix(scheme.size());
        const auto end = std::min(text.find_first_of("/?"), text.size());
        if (!isAuthority(text.substr(0, end)))
            return std::nullopt;
        text.remove_prefix(end);
        return text.empty() ? "/" : text;
    }
    return text;
}

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool areAll(std::string_view text, std::string_view more)
{
    return std::all_of(
        text.begin(), text.end(), [&](char c) { return isAlphanumeric(c) || more.find(c) != std::string_view::npos; });
}

bool isPort(std::string_view text)
{
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port <= 65'535;
}

} // namespace

std::optional<std::string> percentDecode(std::string_view text, PlusSign plus)
{
    if (text.find_first_of("%+") == std::string_view::npos)
        return std::string(text);
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == PlusSign::Space) {
            decoded += ' ';
            continue;
        }
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const int high = text.size() - i > 2 ? hexDigit(text[i + 1]) : -1;
        const int low = text.size() - i > 2 ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0 || high + low == 0)
            return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

bool isTargetText(std::string_view text)
{
    return !text.empty() && areAll(text, "-._~:/?#[]@!$&'()*+,;=%");
}

bool isAuthority(std::string_view text)
{
    const bool literal = text.starts_with('[');
    const auto end = literal ? text.find(']') : std::min(text.find(':'), text.size());
    if (end == std::string_view::npos)
        return false;
    const auto host = literal ? text.substr(1, end - 1) : text.substr(0, end);
    const auto rest = text.substr(literal ? end + 1 : end);
    return !host.empty() && areAll(host, literal ? ":." : "-._~!$&'()*+;=%") &&
           (rest.empty() || (rest.front() == ':' && isPort(rest.substr(1))));
}

std::optional<RequestTarget> parseTarget(std::string_view whole)
{
    if (whole == "*")
        return RequestTarget{"*", "*", {}};
    const auto relative = withoutAuthority(whole);
    if (!relative)
        return std::nullopt;
    const std::string_view text = *relative;
    if (!text.starts_with('/') || text.find('#') != std::string_view::npos)
        return std::nullopt;
    const auto mark = std::min(text.find('?'), text.size());
    const auto rawPath = text.substr(0, mark);
    auto path = percentDecode(rawPath);
    auto query = parseQuery(text.substr(std::min(mark + 1, text.size())));
    if (!path || !query)
        return std::nullopt;
    return RequestTarget{std::string(rawPath), std::move(*path), std::move(*query)};
}

} // namespace platform
