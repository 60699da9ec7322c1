// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string_view>
#include <vector>

namespace platform {

// A contract of `contracts/` that values are held to: bodies of requests, payloads of events. The validator behind it
// ignores formats and 2020-12's newer keywords silently; contracts use none of them for rules that matter. Safe from
// any thread once made.
class JsonSchema
{
public:
    // `pointer` selects a part of the document (RFC 6901), such as "/components/schemas/NewOrder". Throws
    // std::invalid_argument: a contract of ours is broken.
    explicit JsonSchema(std::string_view document, const char* pointer = "");
    ~JsonSchema();

    // Empty when the value is valid.
    std::vector<FieldProblem> check(const nlohmann::json& value) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
