// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/bus.h"

#include <algorithm>

namespace platform {

std::string_view Message::header(std::string_view name) const
{
    const auto it = std::find_if(headers.begin(), headers.end(), [name](const auto& h) { return h.first == name; });
    return it == headers.end() ? std::string_view() : std::string_view(it->second);
}

void Message::setHeader(std::string_view name, std::string value)
{
    const auto it = std::find_if(headers.begin(), headers.end(), [name](const auto& h) { return h.first == name; });
    if (it == headers.end())
        headers.emplace_back(std::string(name), std::move(value));
    else
        it->second = std::move(value);
}

} // namespace platform
