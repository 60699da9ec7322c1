// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

// The value of If-Match (RFC 9110, 13.1.1): "*", or a list of entity tags.
struct IfMatch
{
    bool any = false;
    std::vector<std::string> tags; // with their quotes; weak ones are left out, as they never match strongly

    bool matches(std::string_view etag) const;
};

// Empty when it is malformed.
std::optional<IfMatch> parseIfMatch(std::string_view value);

// Of all If-Match fields of the request together; empty when there is none or one is malformed.
std::optional<IfMatch> ifMatchOf(const HttpRequest& request);

HttpResponse preconditionFailed();   // 412
HttpResponse preconditionRequired(); // 428 (RFC 6585, 3)
HttpResponse malformedIfMatch();     // 400

} // namespace platform
