// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace platform {

enum class PlusSign { Literal, Space };

// RFC 3986, 2.1. nullopt: a broken escape or an encoded NUL.
std::optional<std::string> percentDecode(std::string_view text, PlusSign plus = PlusSign::Literal);

bool isTargetText(std::string_view text); // not empty, and only what a URI may have (RFC 3986, 2) or "%"
bool isAuthority(std::string_view text);  // host [ ":" port ], as in a Host field (RFC 9110, 7.2): not empty, no user

// What a request asks for, still encoded where the router has to split it.
struct RequestTarget
{
    std::string rawPath; // "/a%2Fb/c", or "*"
    std::string path;    // decoded
    std::vector<std::pair<std::string, std::string>> query;
};

// Origin form, absolute form or "*" (RFC 9112, 3.2); nullopt: none of them.
std::optional<RequestTarget> parseTarget(std::string_view text);

} // namespace platform
