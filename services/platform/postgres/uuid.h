// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace platform {

// UUID version 7 (RFC 9562, section 5.7) in its lower-case text form: 48 bits of Unix milliseconds, a counter that
// keeps ids of one process in order within a millisecond, and random bits.
std::string newUuid7();

// Lower-case form of a UUID of any version; nullopt when it is none.
std::optional<std::string> normalizedUuid(std::string_view text);

// When a version 7 id was made; nullopt for anything else.
std::optional<std::chrono::system_clock::time_point> timeOfUuid7(std::string_view uuid);

} // namespace platform
