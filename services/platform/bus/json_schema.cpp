// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/json_schema.h"

#include "platform/idempotency/strict_json.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <stdexcept>

namespace platform {
namespace {

// {"<root>", "[lines]", "[0]"} → "/lines/0"
std::string pointerOf(const std::vector<std::string>& context)
{
    std::string pointer;
    for (std::size_t i = 1; i < context.size(); ++i) {
        const std::string& step = context[i];
        const bool bracketed = step.size() > 2 && step.front() == '[' && step.back() == ']';
        pointer += pointerSegment(bracketed ? std::string_view(step).substr(1, step.size() - 2) : step);
    }
    return pointer;
}

std::string typesOf(const nlohmann::json& value)
{
    if (value.is_number_float())
        return "a number that is no integer";
    return "of type " + std::string(value.type_name());
}

// The validator's words name its classes ("constraint"); the two everyday cases get a sentence for people.
FieldProblem explained(const valijson::ValidationResults::Error& error, const nlohmann::json& value)
{
    FieldProblem problem{pointerOf(error.context), error.description};
    static constexpr std::string_view unknown = "Object contains a property that could not be validated using "
                                                "'properties' or 'additionalProperties' constraints: '";
    if (error.description.starts_with(unknown)) {
        const std::string name =
            error.description.substr(unknown.size(), error.description.rfind('\'') - unknown.size());
        return {problem.pointer + pointerSegment(name), "There is no member of this name."};
    }
    if (error.description.find("'type' constraint") != std::string::npos) {
        const nlohmann::json::json_pointer pointer(problem.pointer);
        if (value.contains(pointer))
            problem.detail = "The value is " + typesOf(value.at(pointer)) + ", which is not allowed here.";
    }
    return problem;
}

} // namespace

struct JsonSchema::Private
{
    valijson::Schema schema;
};

JsonSchema::JsonSchema(std::string_view document, const char* pointer)
    : d(std::make_unique<Private>())
{
    const nlohmann::json whole = nlohmann::json::parse(document, nullptr, false);
    const nlohmann::json::json_pointer part(pointer);
    if (!whole.contains(part) || !whole.at(part).is_object())
        throw std::invalid_argument(std::string("There is no JSON Schema at \"") + pointer + "\" of the document.");
    const nlohmann::json& schema = whole.at(part);
    try {
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), d->schema);
    } catch (const std::exception& e) {
        throw std::invalid_argument(std::string("A JSON Schema cannot be used: ") + e.what());
    }
}

JsonSchema::~JsonSchema() = default;

std::vector<FieldProblem> JsonSchema::check(const nlohmann::json& value) const
{
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    std::vector<FieldProblem> problems;
    if (validator.validate(d->schema, valijson::adapters::NlohmannJsonAdapter(value), &results))
        return problems;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        FieldProblem problem = explained(error, value);
        // An object that fails is reported once more as a whole; the member's own problem says it better.
        const bool repeats = error.description.starts_with("Failed to validate against");
        if (!repeats || problems.empty())
            problems.push_back(std::move(problem));
    }
    return problems;
}

} // namespace platform
