// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_id.h"

#include "platform/uuid.h"

#include <charconv>
#include <cstdint>
#include <string>

namespace platform {

std::optional<std::chrono::system_clock::time_point> timeOfUuid7(std::string_view uuid)
{
    if (!isUuid(uuid) || uuid[14] != '7' || std::string_view("89abAB").find(uuid[19]) == std::string_view::npos)
        return std::nullopt;
    const std::string digits = std::string(uuid.substr(0, 8)) + std::string(uuid.substr(9, 4));
    std::int64_t milliseconds = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), milliseconds, 16);
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds));
}

EventIdPlace placeOfEventId(std::string_view id, std::chrono::system_clock::time_point now)
{
    if (!isUuid(id))
        return EventIdPlace::Invalid;
    const auto made = timeOfUuid7(id);
    if (!made || *made > now + std::chrono::hours(24))
        return EventIdPlace::Foreign;
    return *made < now - inboxRetention ? EventIdPlace::TooOld : EventIdPlace::Partitioned;
}

} // namespace platform
