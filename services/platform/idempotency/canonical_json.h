// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace platform {

// The JSON Canonicalization Scheme (RFC 8785): no white space, members sorted by UTF-16 code units, numbers as
// ECMAScript prints them, so that equal values have equal bytes.
std::string canonicalJson(const nlohmann::json& value);

// One number as ECMAScript's Number::toString prints it (ECMA-262, 6.1.6.1.20), which RFC 8785, 3.2.2.3 asks for.
std::string canonicalNumber(double number);

} // namespace platform
