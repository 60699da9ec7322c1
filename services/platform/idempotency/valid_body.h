// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/json_schema.h"
#include "platform/http/http.h"

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

namespace platform {

// The body of a request as the API document describes it, of the media type that it names; else 415 for another media
// type, or 400 with a problem for each member that is wrong.
tl::expected<nlohmann::json, HttpResponse>
readValidBody(const HttpRequest& request, const JsonSchema& schema, std::string_view mediaType = "application/json");

} // namespace platform
