// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/valid_body.h"

#include "platform/idempotency/record.h"
#include "platform/idempotency/strict_json.h"

#include <nlohmann/json.hpp>

namespace platform {

tl::expected<nlohmann::json, HttpResponse> readValidBody(const HttpRequest& request, const JsonSchema& schema)
{
    const std::string type = mediaTypeOf(request);
    if (!type.empty() && type != "application/json")
        return tl::unexpected(problem(
            415, "unsupported-media-type", "Unsupported media type", "The body has to be of type application/json."));
    auto body = parseStrictJson(request.body);
    if (!body)
        return tl::unexpected(
            problem(400, "invalid-json", "Invalid JSON", "The body cannot be read.", {std::move(body.error())}));
    const std::vector<FieldProblem> problems = schema.check(*body);
    if (!problems.empty())
        return tl::unexpected(problem(400, "invalid-body", "Invalid body", "The body is not valid.", problems));
    return std::move(*body);
}

} // namespace platform
