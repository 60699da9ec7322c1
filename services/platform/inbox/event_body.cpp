// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_body.h"

#include "platform/http/http.h"
#include "platform/idempotency/strict_json.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

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
    for (const char* name : ids) {
        auto& id = body->at(name).get_ref<std::string&>();
        if (!isUuid(id))
            return tl::unexpected(invalidBody({std::string("/") + name, "The value is no UUID."}));
        std::transform(id.begin(), id.end(), id.begin(), [](unsigned char c) { return std::tolower(c); });
    }
    return std::move(*body);
}

} // namespace platform
