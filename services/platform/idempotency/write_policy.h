// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/json_schema.h"

#include <memory>
#include <string>
#include <string_view>

namespace platform {

// What an operation's description in the API document says about its writes: whether it takes a key, a precondition, a
// body.
struct WritePolicy
{
    enum class Key { Ignored, Optional, Required };

    Key key = Key::Ignored;                 // header parameter Idempotency-Key: absent, required false, required true
    bool needsIfMatch = false;              // header parameter If-Match with required true
    std::string mediaType;                  // of the body; empty: there is none
    std::shared_ptr<const JsonSchema> body; // null when there is none
};

// `path` is the public one, "/api/v1/orders/{id}". Throws std::invalid_argument when the document has no such
// operation: a contract of ours is broken.
WritePolicy writePolicyOf(std::string_view openapi, std::string_view method, std::string_view path);

} // namespace platform
