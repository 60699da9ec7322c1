// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace platform {

// The value of one Idempotency-Key field: a String of RFC 9651, section 3.3.3 ("…", printable ASCII, \" and \\ escaped)
// of 1 to 255 characters, without parameters. With `bareKeys` also [A-Za-z0-9._~-]{1,255} without quotes, as some
// clients send it: k and "k" are the same key. The error is a sentence.
tl::expected<std::string, std::string> parseIdempotencyKey(std::string_view field, bool bareKeys = false);

// The key of a request: nullopt when it has none, a 400 problem when it is malformed or given twice.
tl::expected<std::optional<std::string>, HttpResponse> idempotencyKeyOf(const HttpRequest& request,
                                                                        bool bareKeys = false);

} // namespace platform
