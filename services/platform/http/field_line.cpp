// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/field_line.h"

#include <algorithm>
#include <array>

namespace platform {
namespace {

constexpr std::array<bool, 256> makeTokenTable()
{
    std::array<bool, 256> table{};
    for (unsigned char c = '0'; c <= '9'; ++c)
        table[c] = true;
    for (unsigned char c = 'a'; c <= 'z'; ++c)
        table[c] = table[c - 'a' + 'A'] = true;
    for (const char c : std::string_view("!#$%&'*+-.^_`|~"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}

constexpr std::array<bool, 256> tokenCharacters = makeTokenTable();

constexpr bool isFieldCharacter(unsigned char c)
{
    return c == '\t' || (c >= 0x20 && c != 0x7f);
}

constexpr char lowerCase(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return tokenCharacters[c]; });
}

bool isFieldContent(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return isFieldCharacter(c); }); // inlined so
}

std::string_view trimBlanks(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

bool sameIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lowerCase(x) == lowerCase(y); });
}

std::vector<std::string_view> listMembers(std::string_view text)
{
    std::vector<std::string_view> members;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (const auto member = trimBlanks(text.substr(0, comma)); !member.empty())
            members.push_back(member);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return members;
}

std::optional<std::pair<std::string_view, std::string_view>> parseFieldLine(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto name = line.substr(0, colon);
    const auto value = line.substr(colon + 1);
    if (!isToken(name) || !isFieldContent(value))
        return std::nullopt;
    return std::pair(name, trimBlanks(value));
}

} // namespace platform
