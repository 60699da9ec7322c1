// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

// A contract of `contracts/` that values are held to: bodies of requests, payloads of events. Patterns and formats are
// checked by TextRule. The validator behind it ignores keywords that it does not know silently: uncheckedKeywords() of
// schema/schema_parts.h finds them. Safe from any thread once made.
class JsonSchema
{
public:
    // `pointer` selects a part of the document (RFC 6901), such as "/components/schemas/NewOrder". Throws
    // std::invalid_argument: a contract of ours is broken.
    explicit JsonSchema(std::string_view document, const char* pointer = "");
    JsonSchema(const nlohmann::json& document, const std::string& pointer);
    ~JsonSchema();
    JsonSchema(JsonSchema&& other) noexcept;

    // Empty when the value is valid.
    std::vector<FieldProblem> check(const nlohmann::json& value) const;
    // The same by the validator alone: what check() asks when its quick way does not say yes.
    std::vector<FieldProblem> explain(const nlohmann::json& value) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
