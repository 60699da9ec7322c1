// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace platform {

bool isDate(std::string_view text);     // RFC 3339 full-date that is in the calendar
bool isDateTime(std::string_view text); // RFC 3339, 5.6, with a zone; a leap second only where there can be one
// What can be delivered is only known by delivering; this refuses what cannot be an address (RFC 5321, 4.5.3.1).
bool isEmail(std::string_view text);
bool isUri(std::string_view text); // RFC 3986 with a scheme

// A `format` of JSON Schema that is really checked.
struct TextFormat
{
    std::string_view name;
    std::string_view description; // "a UUID"
    bool (*accepts)(std::string_view);
};
const TextFormat* findTextFormat(std::string_view name); // null: unknown

} // namespace platform
