// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace platform {

bool isToken(std::string_view text);                // RFC 9110, 5.6.2
bool isFieldContent(std::string_view text);         // VCHAR, obs-text, space and tab: no control character
std::string_view trimBlanks(std::string_view text); // optional white space (RFC 9110, 5.6.3) at both ends
bool sameIgnoringCase(std::string_view a, std::string_view b);
std::vector<std::string_view> listMembers(std::string_view text); // of a comma-separated list, without empty ones

// Name and value of "Name: value", without its line end; nullopt: not a field line (RFC 9112, 5). A folded line is
// none, and neither is one with a blank before the colon: others read those in another way than we would.
std::optional<std::pair<std::string_view, std::string_view>> parseFieldLine(std::string_view line);

} // namespace platform
