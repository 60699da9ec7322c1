// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/user.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace auth {

// Only ASCII: what case means elsewhere depends on the mail server, and two spellings would be two accounts at worst.
std::string normalizedEmail(const std::string& email)
{
    std::string lower = email;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

// What can be delivered is only known by delivering; this refuses what cannot be an address (RFC 5321, 4.5.3.1: 254).
bool isEmail(const std::string& text)
{
    constexpr std::size_t longest = 254;
    constexpr std::size_t longestLocal = 64;
    const auto at = text.find('@');
    if (text.size() > longest || at == std::string::npos || at == 0 || at > longestLocal ||
        text.find('@', at + 1) != std::string::npos)
        return false;
    const auto isBad = [](unsigned char c) {
        return c <= ' ' || c == 0x7f || c == ',' || c == ';' || c == '<' || c == '>';
    };
    if (std::any_of(text.begin(), text.end(), isBad))
        return false;
    const std::string_view domain = std::string_view(text).substr(at + 1);
    return !domain.empty() && !domain.starts_with('.') && !domain.ends_with('.') &&
           domain.find("..") == std::string_view::npos;
}

bool isUsername(const std::string& text)
{
    constexpr std::size_t shortest = 3;
    constexpr std::size_t longest = 32;
    return text.size() >= shortest && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) {
               return (c < 0x80 && std::isalnum(c)) || c == '_' || c == '-' || c == '.';
           });
}

} // namespace auth
