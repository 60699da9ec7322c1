// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_body.h"

#include "platform/http/http.h"
#include "platform/idempotency/strict_json.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

namespace platform {
namespace {

Refusal invalidBody(const FieldProblem& problem)
{
    return {"invalid-body", (problem.pointer.empty() ? "body" : problem.pointer) + ": " + problem.detail};
}

} // namespace

tl::expected<nlohmann::json, Refusal>
readEventBody(const Message& message, const JsonSchema& schema, std::initializer_list<const char*> ids)
{
    const std::string_view version = message.header("schema_version");
    if (!version.empty() && version != "1")
        return tl::unexpected(
            Refusal{"unknown-version", "This service reads version 1 of the event, not " + std::string(version) + "."});
    auto body = parseStrictJson(message.body);
    if (!body)
        return tl::unexpected(invalidBody(body.error()));
    if (const auto problems = schema.check(*body); !problems.empty())
        return tl::unexpected(invalidBody(problems.front()));
    for (const char* id : ids)
        if (!isUuid(body->at(id).get<std::string>()))
            return tl::unexpected(invalidBody({std::string("/") + id, "The value is no UUID."}));
    return std::move(*body);
}

} // namespace platform
