// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace platform {

// RFC 9562, version 7: Unix milliseconds first, so ids made later sort later and indexes grow at their end. Two ids of
// one process never sort against the order in which they were made.
std::string uuidV7();
bool isUuid(std::string_view text); // any version, lower or upper case, with hyphens

} // namespace platform
