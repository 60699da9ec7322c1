// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/schema/text_formats.h"

#include "platform/http/url.h"
#include "platform/uuid.h"

#include <algorithm>
#include <array>

namespace platform {
namespace {

constexpr std::size_t dateLength = 10; // 2026-01-31
constexpr std::size_t timeLength = 8;  // 23:59:59

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The number that `digits` characters from `at` on make; -1: they are no digits.
int numberAt(std::string_view text, std::size_t at, std::size_t digits)
{
    if (at + digits > text.size())
        return -1;
    int number = 0;
    for (const char c : text.substr(at, digits)) {
        if (!isDigit(c))
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

bool isWithin(int number, int least, int most)
{
    return number >= least && number <= most;
}

int daysIn(int year, int month)
{
    static constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

// "Z" or "+hh:mm".
bool isZone(std::string_view text)
{
    if (text == "Z" || text == "z")
        return true;
    return text.size() == 6 && (text[0] == '+' || text[0] == '-') && isWithin(numberAt(text, 1, 2), 0, 23) &&
           text[3] == ':' && isWithin(numberAt(text, 4, 2), 0, 59);
}

// "23:59:59"; the second 60 is one that some days have (RFC 3339, 5.7).
bool isClock(std::string_view text)
{
    return text.size() == timeLength && isWithin(numberAt(text, 0, 2), 0, 23) && text[2] == ':' &&
           isWithin(numberAt(text, 3, 2), 0, 59) && text[5] == ':' && isWithin(numberAt(text, 6, 2), 0, 60);
}

bool isScheme(std::string_view text)
{
    return !text.empty() && isAlpha(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return isAlpha(c) || isDigit(c) || c == '+' || c == '-' || c == '.';
    });
}

// A form shows it as dots; there is nothing to check.
bool isPassword(std::string_view)
{
    return true;
}

constexpr std::array knownFormats{
    TextFormat{"date", "a date such as 2026-01-31", isDate},
    TextFormat{"date-time", "a time of RFC 3339 such as 2026-01-31T12:00:00.000Z", isDateTime},
    TextFormat{"email", "an e-mail address", isEmail},
    TextFormat{"password", "a password", isPassword},
    TextFormat{"uri", "an absolute URI", isUri},
    TextFormat{"uuid", "a UUID", isUuid},
};

} // namespace

bool isDate(std::string_view text)
{
    if (text.size() != dateLength || text[4] != '-' || text[7] != '-')
        return false;
    const int year = numberAt(text, 0, 4);
    const int month = numberAt(text, 5, 2);
    return year >= 0 && isWithin(month, 1, 12) && isWithin(numberAt(text, 8, 2), 1, daysIn(year, month));
}

bool isDateTime(std::string_view text)
{
    if (text.size() <= dateLength + 1 + timeLength || !isDate(text.substr(0, dateLength)))
        return false;
    if (text[dateLength] != 'T' && text[dateLength] != 't')
        return false;
    if (!isClock(text.substr(dateLength + 1, timeLength)))
        return false;
    std::string_view rest = text.substr(dateLength + 1 + timeLength);
    if (rest.front() == '.') {
        const auto end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
        if (end == 1)
            return false;
        rest.remove_prefix(end);
    }
    return isZone(rest);
}

bool isEmail(std::string_view text)
{
    constexpr std::size_t longest = 254;
    constexpr std::size_t longestLocal = 64;
    const auto at = text.find('@');
    if (text.size() > longest || at == std::string_view::npos || at == 0 || at > longestLocal ||
        text.find('@', at + 1) != std::string_view::npos)
        return false;
    const auto isBad = [](unsigned char c) {
        return c <= ' ' || c == 0x7f || c == ',' || c == ';' || c == '<' || c == '>';
    };
    if (std::any_of(text.begin(), text.end(), isBad))
        return false;
    const std::string_view domain = text.substr(at + 1);
    return !domain.empty() && !domain.starts_with('.') && !domain.ends_with('.') &&
           domain.find("..") == std::string_view::npos;
}

bool isUri(std::string_view text)
{
    const auto colon = text.find(':');
    return colon != std::string_view::npos && isScheme(text.substr(0, colon)) && isTargetText(text);
}

const TextFormat* findTextFormat(std::string_view name)
{
    const auto* found =
        std::find_if(knownFormats.begin(), knownFormats.end(), [&](const TextFormat& f) { return f.name == name; });
    return found == knownFormats.end() ? nullptr : found;
}

} // namespace platform
