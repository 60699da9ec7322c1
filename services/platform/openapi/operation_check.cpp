// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/operation_check.h"

#include "platform/idempotency/record.h"
#include "platform/idempotency/strict_json.h"
#include "platform/schema/schema_parts.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>

namespace platform {
namespace {

using nlohmann::json;
using Place = ApiParameter::Place;

constexpr std::size_t mostProblems = 20; // a body of 1 MiB may have a hundred thousand

// Who checks these has answers of its own: a key's syntax is RFC 9651's, a missing precondition is 428.
constexpr std::string_view checkedElsewhere[] = {"idempotency-key", "if-match"};

bool isCheckedElsewhere(std::string_view field)
{
    std::string lower(field);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::find(std::begin(checkedElsewhere), std::end(checkedElsewhere), lower) != std::end(checkedElsewhere);
}

std::string_view placeName(Place place)
{
    switch (place) {
    case Place::Path: return "path";
    case Place::Query: return "query";
    case Place::Header: return "header";
    }
    return {};
}

std::string pointerTo(Place place, std::string_view name)
{
    return "/" + std::string(placeName(place)) + pointerSegment(name);
}

std::size_t timesGiven(const HttpRequest& request, const ApiParameter& parameter)
{
    if (parameter.place == Place::Header)
        return request.headerCount(parameter.name);
    if (parameter.place == Place::Path)
        return request.pathParameters.count(parameter.name);
    return static_cast<std::size_t>(std::count_if(
        request.query.begin(), request.query.end(), [&](const auto& field) { return field.first == parameter.name; }));
}

std::string_view givenValue(const HttpRequest& request, const ApiParameter& parameter)
{
    if (parameter.place == Place::Header)
        return request.header(parameter.name).value_or("");
    if (parameter.place == Place::Path)
        return request.pathParameters.at(parameter.name);
    return request.queryValue(parameter.name).value_or("");
}

// For JSON Schema 5.0 is an integer; for a handler it had better be one as well.
void makeIntegers(json& value)
{
    constexpr double most = 9'007'199'254'740'991; // beyond it a double does not say which integer it is
    if (value.is_structured()) {
        for (json& part : value)
            makeIntegers(part);
    } else if (value.is_number_float()) {
        const double number = value.get<double>();
        if (std::abs(number) <= most && std::trunc(number) == number)
            value = static_cast<std::int64_t>(number);
    }
}

// The text as a value of that type, when it can be one; else the text, which no schema of that type takes.
json valueOf(std::string_view text, const std::string& type)
{
    if (type == "boolean" && (text == "true" || text == "false"))
        return text == "true";
    const char* characters = type == "integer" ? "0123456789-" : type == "number" ? "0123456789+-.eE" : "";
    if (text.find_first_not_of(characters) != std::string_view::npos)
        return std::string(text);
    const json number = json::parse(text, nullptr, false);
    return number.is_number() ? number : json(std::string(text));
}

// A string has to be UTF-8 before anything else is asked about it.
bool isUtf8(std::string_view text)
{
    try {
        json(std::string(text)).dump();
        return true;
    } catch (const json::type_error&) {
        return false;
    }
}

std::string mediaTypesOf(const auto& bodies)
{
    std::string names;
    for (const auto& body : bodies)
        names += (names.empty() ? "" : " or ") + body.mediaType;
    return names;
}

HttpResponse refusedBody(std::vector<FieldProblem> problems)
{
    if (problems.size() > mostProblems)
        problems.resize(mostProblems);
    return problem(400, "invalid-body", "Invalid body", "The body is not valid.", problems);
}

HttpResponse unsupported(const std::string& wanted)
{
    return problem(415,
                   "unsupported-media-type",
                   "Unsupported media type",
                   "The body has to be of type " + wanted + ", in UTF-8, and the field Content-Type has to say so.");
}

// JSON is UTF-8 (RFC 8259, 8.1); a parameter that says something else is a misunderstanding.
bool saysAnotherCharset(const HttpRequest& request)
{
    std::string type(request.header("content-type").value_or(""));
    std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return std::tolower(c); });
    const auto at = type.find("charset=");
    return at != std::string::npos && type.find("utf-8", at) == std::string::npos;
}

} // namespace

OperationCheck::OperationCheck(const ApiDocument& document, const ApiOperation& operation)
    : m_bodyRequired(operation.bodyRequired)
{
    for (const ApiParameter& parameter : operation.parameters) {
        if (parameter.place == Place::Header && isCheckedElsewhere(parameter.name))
            continue;
        const json schema = preparedSchema(document.content(), parameter.schema);
        m_parameters.push_back(
            {parameter, schema.value("type", std::string("string")), JsonSchema(document.content(), parameter.schema)});
    }
    for (const auto& [type, schema] : operation.bodies)
        m_bodies.push_back({type, JsonSchema(document.content(), schema)});
}

std::optional<HttpResponse> OperationCheck::refusal(HttpRequest& request) const
{
    std::vector<FieldProblem> problems = parameterProblems(request);
    if (problems.empty())
        return bodyRefusal(request);
    if (problems.size() > mostProblems)
        problems.resize(mostProblems);
    return problem(
        400, "invalid-parameters", "Invalid parameters", "The request's parameters are not valid.", problems);
}

std::vector<FieldProblem> OperationCheck::parameterProblems(const HttpRequest& request) const
{
    std::vector<FieldProblem> problems;
    for (const Parameter& parameter : m_parameters)
        checkParameter(parameter, request, problems);
    checkUnknownQuery(request, problems);
    return problems;
}

void OperationCheck::checkParameter(const Parameter& parameter,
                                    const HttpRequest& request,
                                    std::vector<FieldProblem>& problems) const
{
    const std::string pointer = pointerTo(parameter.described.place, parameter.described.name);
    const std::size_t times = timesGiven(request, parameter.described);
    if (times == 0 && parameter.described.required)
        problems.push_back({pointer, "The parameter is missing."});
    if (times > 1)
        problems.push_back({pointer, "The parameter is given more than once."});
    if (times != 1)
        return;
    const std::string_view text = givenValue(request, parameter.described);
    if (!isUtf8(text)) {
        problems.push_back({pointer, "The parameter is not UTF-8."});
        return;
    }
    for (const FieldProblem& wrong : parameter.schema.check(valueOf(text, parameter.type)))
        problems.push_back({pointer, wrong.detail});
}

void OperationCheck::checkUnknownQuery(const HttpRequest& request, std::vector<FieldProblem>& problems) const
{
    for (const auto& field : request.query) {
        const bool known = std::any_of(m_parameters.begin(), m_parameters.end(), [&](const Parameter& parameter) {
            return parameter.described.place == Place::Query && parameter.described.name == field.first;
        });
        if (!known)
            problems.push_back({pointerTo(Place::Query, field.first), "There is no parameter of this name."});
    }
}

std::optional<HttpResponse> OperationCheck::bodyRefusal(HttpRequest& request) const
{
    if (m_bodies.empty()) {
        if (request.body.empty() || request.method == "GET" || request.method == "HEAD")
            return std::nullopt; // RFC 9110, 9.3.1: the content of a GET means nothing
        return refusedBody({{"", "This operation takes no body."}});
    }
    if (request.body.empty() && !m_bodyRequired)
        return std::nullopt;
    const std::string type = mediaTypeOf(request);
    const auto body = std::find_if(
        m_bodies.begin(), m_bodies.end(), [&](const Body& candidate) { return candidate.mediaType == type; });
    if (body == m_bodies.end() || request.headerCount("content-type") > 1 || saysAnotherCharset(request))
        return unsupported(mediaTypesOf(m_bodies));
    auto value = parseStrictJson(request.body);
    if (!value)
        return problem(400, "invalid-json", "Invalid JSON", "The body cannot be read.", {std::move(value.error())});
    makeIntegers(*value);
    std::vector<FieldProblem> problems = body->schema.check(*value);
    if (!problems.empty())
        return refusedBody(std::move(problems));
    request.json = std::make_shared<const json>(std::move(*value));
    return std::nullopt;
}

} // namespace platform
