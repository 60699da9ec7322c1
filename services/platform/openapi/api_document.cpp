// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/api_document.h"

#include "platform/idempotency/strict_json.h"
#include "platform/schema/schema_parts.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace platform {
namespace {

using nlohmann::json;

constexpr std::array operationMethods{"get", "put", "post", "delete", "options", "head", "patch", "trace"};

std::invalid_argument broken(const std::string& what)
{
    return std::invalid_argument("The API document cannot be used: " + what);
}

ApiParameter::Place placeOf(const std::string& in)
{
    if (in == "path")
        return ApiParameter::Place::Path;
    if (in == "query")
        return ApiParameter::Place::Query;
    if (in == "header")
        return ApiParameter::Place::Header;
    throw broken("a parameter in \"" + in + "\" is not checked.");
}

std::string upperCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

bool sameField(std::string_view a, std::string_view b)
{
    return upperCase(std::string(a)) == upperCase(std::string(b));
}

bool isJsonMediaType(std::string_view type)
{
    return type == "application/json" || (type.starts_with("application/") && type.ends_with("+json"));
}

// A parameter is one text, so its type has to say how that is read.
bool isScalarType(const json& schema)
{
    static constexpr std::array types{"string", "integer", "number", "boolean"};
    const auto type = schema.find("type");
    return type != schema.end() && type->is_string() &&
           std::find(types.begin(), types.end(), type->get_ref<const std::string&>()) != types.end();
}

} // namespace

const ApiParameter* ApiOperation::header(std::string_view name) const
{
    const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const ApiParameter& parameter) {
        return parameter.place == ApiParameter::Place::Header && sameField(parameter.name, name);
    });
    return found == parameters.end() ? nullptr : &*found;
}

ApiDocument::ApiDocument(std::string_view text)
    : m_text(text)
    , m_json(json::parse(text, nullptr, false))
{
    if (!m_json.is_object())
        throw broken("it is not JSON.");
    try {
        m_base = m_json.at("servers").at(0).at("url").get<std::string>();
        for (const auto& [path, item] : m_json.at("paths").items()) {
            for (const auto& [method, operation] : item.items()) {
                if (std::find(operationMethods.begin(), operationMethods.end(), method) == operationMethods.end())
                    throw broken(std::string(path).append(" has ").append(method).append(", which is not read."));
                m_operations.push_back(readOperation(
                    path, method, std::string("/paths").append(pointerSegment(path)).append(pointerSegment(method))));
            }
        }
    } catch (const json::exception& e) {
        throw broken(e.what());
    }
}

std::string ApiDocument::version() const
{
    return m_base.substr(m_base.rfind('/') + 1);
}

const ApiOperation* ApiDocument::find(std::string_view method, std::string_view path) const
{
    const auto found = std::find_if(m_operations.begin(), m_operations.end(), [&](const ApiOperation& operation) {
        return operation.method == method && operation.path == path;
    });
    return found == m_operations.end() ? nullptr : &*found;
}

// A pointer to what is meant, when there is a reference in its place.
std::string ApiDocument::resolved(const std::string& pointer) const
{
    const json& part = m_json.at(json::json_pointer(pointer));
    const auto reference = part.find("$ref");
    if (reference == part.end())
        return pointer;
    resolvedReference(m_json, reference->get<std::string>());
    return reference->get<std::string>().substr(1);
}

ApiOperation
ApiDocument::readOperation(const std::string& path, const std::string& method, const std::string& pointer) const
{
    const json& item = m_json.at(json::json_pointer(pointer));
    ApiOperation operation;
    operation.method = upperCase(method);
    operation.path = m_base + path;
    operation.needsUser = !item.value("security", m_json.value("security", json::array())).empty();
    if (item.contains("parameters"))
        operation.parameters = readParameters(pointer + "/parameters");
    if (item.contains("requestBody"))
        readBody(resolved(pointer + "/requestBody"), operation);
    return operation;
}

std::vector<ApiParameter> ApiDocument::readParameters(const std::string& pointer) const
{
    std::vector<ApiParameter> parameters;
    const std::size_t count = m_json.at(json::json_pointer(pointer)).size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::string at = resolved(pointer + "/" + std::to_string(i));
        const json& item = m_json.at(json::json_pointer(at));
        parameters.push_back({.name = item.at("name").get<std::string>(),
                              .place = placeOf(item.at("in").get<std::string>()),
                              .required = item.value("required", false),
                              .schema = at + "/schema"});
    }
    return parameters;
}

void ApiDocument::readBody(const std::string& pointer, ApiOperation& operation) const
{
    const json& body = m_json.at(json::json_pointer(pointer));
    operation.bodyRequired = body.value("required", false);
    for (const auto& [type, content] : body.at("content").items()) {
        if (!content.contains("schema"))
            throw broken("a body of type " + type + " has no schema.");
        operation.bodies.emplace_back(type, pointer + "/content" + pointerSegment(type) + "/schema");
    }
}

std::vector<std::string> uncheckedParts(const ApiDocument& document)
{
    std::vector<std::string> found;
    const auto lint = [&](const std::string& pointer) {
        for (std::string& sentence : uncheckedKeywords(document.content(), pointer))
            found.push_back(std::move(sentence));
    };
    const json schemas = document.content().value("/components/schemas"_json_pointer, json::object());
    for (const auto& [name, schema] : schemas.items())
        lint("/components/schemas" + pointerSegment(name));
    for (const ApiOperation& operation : document.operations()) {
        const std::string where = operation.method + " " + operation.path + ": ";
        for (const ApiParameter& parameter : operation.parameters) {
            lint(parameter.schema);
            if (!isScalarType(preparedSchema(document.content(), parameter.schema)))
                found.push_back(where + "the parameter " + parameter.name + " has no scalar type");
        }
        for (const auto& [type, schema] : operation.bodies) {
            lint(schema);
            if (!isJsonMediaType(type))
                found.push_back(std::string(where).append("a body of type ").append(type).append(" is not checked"));
        }
    }
    return found;
}

} // namespace platform
