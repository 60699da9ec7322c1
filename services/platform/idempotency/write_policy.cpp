// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/write_policy.h"

#include "platform/idempotency/strict_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace platform {
namespace {

using nlohmann::json;

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

// Paths of the document are relative to its first server's.
std::string operationPointer(const json& document, std::string_view method, std::string_view path)
{
    const json::json_pointer server("/servers/0/url");
    const std::string base = document.contains(server) ? document.at(server).get<std::string>() : std::string();
    if (!path.starts_with(base))
        return {};
    return "/paths" + pointerSegment(path.substr(base.size())) + pointerSegment(lowerCase(method));
}

const json& resolved(const json& document, const json& object)
{
    const auto reference = object.find("$ref");
    return reference == object.end() ? object
                                     : document.at(json::json_pointer(reference->get<std::string>().substr(1)));
}

void readParameters(const json& document, const json& operation, WritePolicy& policy)
{
    for (const json& entry : operation.value("parameters", json::array())) {
        const json& parameter = resolved(document, entry);
        if (parameter.value("in", "") != "header")
            continue;
        const std::string name = lowerCase(parameter.value("name", ""));
        const bool required = parameter.value("required", false);
        if (name == "idempotency-key")
            policy.key = required ? WritePolicy::Key::Required : WritePolicy::Key::Optional;
        else if (name == "if-match")
            policy.needsIfMatch = required;
    }
}

void readBody(std::string_view text, const json& operation, std::string pointer, WritePolicy& policy)
{
    const json::json_pointer content("/requestBody/content");
    if (!operation.contains(content))
        return;
    policy.mediaType = operation.at(content).begin().key();
    pointer += "/requestBody/content" + pointerSegment(policy.mediaType) + "/schema";
    const json& schema = operation.at(content).begin().value().at("schema");
    if (const auto reference = schema.find("$ref"); reference != schema.end())
        pointer = reference->get<std::string>().substr(1);
    policy.body = std::make_shared<const JsonSchema>(text, pointer.c_str());
}

} // namespace

WritePolicy writePolicyOf(std::string_view openapi, std::string_view method, std::string_view path)
{
    const json document = json::parse(openapi, nullptr, false);
    const std::string pointer = operationPointer(document, method, path);
    if (pointer.empty() || !document.contains(json::json_pointer(pointer)))
        throw std::invalid_argument("The API document does not have " + std::string(method) + " " + std::string(path) +
                                    ".");
    WritePolicy policy;
    const json& operation = document.at(json::json_pointer(pointer));
    readParameters(document, operation, policy);
    readBody(openapi, operation, pointer, policy);
    return policy;
}

} // namespace platform
