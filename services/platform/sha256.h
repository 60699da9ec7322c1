// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace platform {

// The 32 bytes of it (FIPS 180-4).
std::string sha256(std::string_view text);

} // namespace platform
