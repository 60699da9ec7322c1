// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/json_body.h"

#include <algorithm>
#include <cctype>

namespace platform {
namespace {

using Json = nlohmann::json;

bool saysJson(const HttpRequest& request)
{
    const auto type = request.header("Content-Type");
    if (!type)
        return true;
    std::string media(type->substr(0, type->find(';')));
    media.erase(media.find_last_not_of(" \t") + 1);
    std::transform(media.begin(), media.end(), media.begin(), [](unsigned char c) { return std::tolower(c); });
    return media == "application/json";
}

std::string typeProblem(const Json& value, BodyField::Type type)
{
    switch (type) {
    case BodyField::Type::Text:
        if (!value.is_string())
            return "must be a string";
        return value.get_ref<const std::string&>().find('\0') == std::string::npos ? "" : "must not contain NUL";
    case BodyField::Type::Integer: return value.is_number_integer() ? "" : "must be an integer";
    case BodyField::Type::Array: return value.is_array() ? "" : "must be an array";
    }
    return "";
}

std::string pointerTo(std::string_view key)
{
    return (Json::json_pointer() / std::string(key)).to_string();
}

std::vector<FieldProblem> fieldProblems(const Json& object, std::span<const BodyField> fields)
{
    std::vector<FieldProblem> problems;
    for (const BodyField& field : fields) {
        const auto found = object.find(field.name);
        if (found == object.end()) {
            if (field.required)
                problems.push_back({pointerTo(field.name), "is required"});
            continue;
        }
        std::string detail = typeProblem(*found, field.type);
        if (!detail.empty())
            problems.push_back({pointerTo(field.name), std::move(detail)});
    }
    for (const auto& item : object.items()) {
        const auto isIt = [&](const BodyField& field) { return field.name == item.key(); };
        if (std::none_of(fields.begin(), fields.end(), isIt))
            problems.push_back({pointerTo(item.key()), "is not known here"});
    }
    return problems;
}

} // namespace

tl::expected<Json, HttpResponse> readJsonObject(const HttpRequest& request, std::span<const BodyField> fields)
{
    if (!saysJson(request)) {
        return tl::unexpected(problem(
            415, "unsupported-media-type", "Unsupported media type", "The body has to be of type application/json."));
    }
    Json body = Json::parse(request.body, nullptr, false);
    if (body.is_discarded())
        return tl::unexpected(problem(400, "invalid-json", "Invalid JSON", "The body is not valid JSON."));
    if (!body.is_object())
        return tl::unexpected(
            problem(400, "invalid-body", "Invalid body", "The body is not valid.", {{"", "must be a JSON object"}}));
    const auto problems = fieldProblems(body, fields);
    if (!problems.empty())
        return tl::unexpected(problem(400, "invalid-body", "Invalid body", "The body is not valid.", problems));
    return body;
}

} // namespace platform
