// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/url.h"

#include <algorithm>

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

// "http://host/path" as a proxy would send it: the authority is not ours to judge, Host is checked elsewhere.
std::string_view withoutAuthority(std::string_view text)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (text.starts_with(scheme)) {
            text.remove_prefix(scheme.size());
            text.remove_prefix(std::min(text.find_first_of("/?"), text.size()));
            return text.empty() ? "/" : text;
        }
    }
    return text;
}

} // namespace

std::optional<std::string> percentDecode(std::string_view text, PlusSign plus)
{
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

std::optional<RequestTarget> parseTarget(std::string_view text)
{
    if (text == "*")
        return RequestTarget{"*", "*", {}};
    text = withoutAuthority(text);
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
