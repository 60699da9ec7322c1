// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace platform {

// JSON written straight into a text, for what is written with every request: a tree of values costs more there than
// all the rest of a log line.
void appendJsonString(std::string& json, std::string_view text); // quoted; bytes that are no UTF-8 become U+FFFD
void appendJsonMember(std::string& json, std::string_view name); // ',' unless it is the first, then "name":

} // namespace platform
