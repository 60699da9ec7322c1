// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include <span>

namespace platform {

// One field that a body may have. A text is valid UTF-8 without NUL, which PostgreSQL cannot store.
struct BodyField
{
    enum class Type { Text, Integer, Array };

    std::string_view name;
    Type type = Type::Text;
    bool required = true;
};

// The body as a JSON object that has the required fields, no unknown ones, and the right types; else the response:
// 415 for another media type, 400 with one error per field. What the values mean is checked by whoever asks.
tl::expected<nlohmann::json, HttpResponse> readJsonObject(const HttpRequest& request,
                                                          std::span<const BodyField> fields);

} // namespace platform
