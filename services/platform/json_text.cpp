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
    const std::size_t start = json.size();
    json += '"';
    for (std::string_view rest = text; !rest.empty();) {
        const auto special = std::find_if(rest.begin(), rest.end(), [](char c) { return !standsForItself(c); });
        const auto plain = static_cast<std::size_t>(special - rest.begin());
        json.append(rest.substr(0, plain));
        rest.remove_prefix(plain);
        if (rest.empty())
            break;
        if (rest.front() != '"' && rest.front() != '\\') { // control characters and what is not ASCII, or no UTF-8
            json.resize(start);
            json += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
            return;
        }
        json.append(1, '\\').append(1, rest.front());
        rest.remove_prefix(1);
    }
    json += '"';
}

void appendJsonMember(std::string& json, std::string_view name)
{
    if (!json.ends_with('{'))
        json += ',';
    appendJsonString(json, name);
    json += ':';
}

} // namespace platform
