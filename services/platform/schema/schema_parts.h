// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace platform {

// The schema at `pointer` of a document, as the validator needs it: what `$ref` points to stands in its place,
// annotations are gone, `pattern` and `format` have the names below, under which our own rules check them. Throws
// std::invalid_argument: there is no such schema, or it contains itself.
nlohmann::json preparedSchema(const nlohmann::json& document, const std::string& pointer);
inline constexpr const char* patternKeyword = "x-checked-pattern";
inline constexpr const char* formatKeyword = "x-checked-format";

// What is written in a schema of the document and is not checked by anybody, a sentence each: the validator is silent
// about keywords that it does not know. `pointer` selects the schema.
std::vector<std::string> uncheckedKeywords(const nlohmann::json& document, const std::string& pointer);

// The part of a document that "#/…" names. Throws std::invalid_argument.
const nlohmann::json& resolvedReference(const nlohmann::json& document, std::string_view reference);

} // namespace platform
