// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace platform {

// When a version 7 UUID was made (RFC 9562, section 5.7); nullopt for anything else.
std::optional<std::chrono::system_clock::time_point> timeOfUuid7(std::string_view uuid);

// Where an event id is remembered. Decided before the statement: one row without a partition aborts all of it.
// Foreign: not version 7, or ahead of the clocks. TooOld: it may have been handled and forgotten, nobody can say.
enum class EventIdPlace { Invalid, Partitioned, Foreign, TooOld };
EventIdPlace placeOfEventId(std::string_view id, std::chrono::system_clock::time_point now);

inline constexpr std::chrono::hours inboxRetention{7 * 24};

} // namespace platform
