// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace platform {
namespace {

bool standsForItself(char c)
{
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

} // namespace

void appendJsonString(std::string& json, std::string_view text)
{
    if (std::all_of(text.begin(), text.end(), standsForItself))
        json.append(1, '"').append(text).append(1, '"');
    else
        json += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void appendJsonMember(std::string& json, std::string_view name)
{
    if (!json.ends_with('{'))
        json += ',';
    appendJsonString(json, name);
    json += ':';
}

} // namespace platform
