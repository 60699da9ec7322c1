// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace platform {

struct FieldProblem;

// JSON as services accept it (I-JSON, RFC 7493): valid UTF-8, no member twice, at most 64 levels, and no U+0000, which
// PostgreSQL cannot store. The problem says where.
tl::expected<nlohmann::json, FieldProblem> parseStrictJson(std::string_view text);

// `token` as a segment of a JSON Pointer (RFC 6901).
std::string pointerSegment(std::string_view token);

} // namespace platform
