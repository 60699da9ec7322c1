// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/valid_body.h"

#include "platform/idempotency/record.h"
#include "platform/idempotency/strict_json.h"

#include <nlohmann/json.hpp>

namespace platform {

tl::expected<nlohmann::json, HttpResponse>
readValidBody(const HttpRequest& request, const JsonSchema& schema, std::string_view mediaType)
{
    // Without a type it is taken for JSON, but never for a patch: what a patch does is in its type.
    const std::string type = mediaTypeOf(request);
    if (type != mediaType && !(type.empty() && mediaType == "application/json"))
        return tl::unexpected(problem(415,
                                      "unsupported-media-type",
                                      "Unsupported media type",
                                      "The body has to be of type " + std::string(mediaType) + "."));
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
