// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/json_schema.h"

#include "platform/idempotency/strict_json.h"
#include "platform/schema/quick_check.h"
#include "platform/schema/schema_parts.h"
#include "platform/schema/text_rule.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/constraint_builder.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <deque>
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

using TextRules = std::deque<TextRule>; // does not move what is in it

// `pattern` and `format` by our own rules. The validator copies constraints and frees them without destroying them, so
// the rule belongs to the schema.
class TextConstraint final : public valijson::constraints::PolyConstraint
{
public:
    explicit TextConstraint(const TextRule& rule)
        : m_rule(rule)
    {
    }

    bool validate(const valijson::adapters::Adapter& target,
                  const std::vector<std::string>& context,
                  valijson::ValidationResults* results) const override
    {
        if (!target.isString() || m_rule.accepts(target.asString()))
            return true;
        if (results)
            results->pushError(context, m_rule.complaint());
        return false;
    }

private:
    Constraint* cloneInto(void* place) const override { return new (place) TextConstraint(m_rule); }
    std::size_t sizeOf() const override { return sizeof(TextConstraint); }

    const TextRule& m_rule;
};

class TextConstraintBuilder final : public valijson::ConstraintBuilder
{
public:
    TextConstraintBuilder(TextRules& rules, bool isPattern)
        : m_rules(rules)
        , m_isPattern(isPattern)
    {
    }

    valijson::constraints::Constraint* make(const valijson::adapters::Adapter& value) const override
    {
        const std::string text = value.asString();
        m_rules.push_back(m_isPattern ? TextRule::pattern(text) : TextRule::format(text));
        return new TextConstraint(m_rules.back());
    }

private:
    TextRules& m_rules;
    bool m_isPattern;
};

} // namespace

struct JsonSchema::Private
{
    TextRules rules;
    valijson::Schema schema;
    std::optional<QuickCheck> quick;
};

JsonSchema::JsonSchema(std::string_view document, const char* pointer)
    : JsonSchema(nlohmann::json::parse(document, nullptr, false), pointer)
{
}

JsonSchema::JsonSchema(const nlohmann::json& document, const std::string& pointer)
    : d(std::make_unique<Private>())
{
    const nlohmann::json schema = preparedSchema(document, pointer);
    try {
        valijson::SchemaParser parser; // owns the builders
        parser.addConstraintBuilder(patternKeyword, new TextConstraintBuilder(d->rules, true));
        parser.addConstraintBuilder(formatKeyword, new TextConstraintBuilder(d->rules, false));
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), d->schema);
        d->quick = QuickCheck::of(schema);
    } catch (const std::exception& e) {
        throw std::invalid_argument(std::string("A JSON Schema cannot be used: ") + e.what());
    }
}

JsonSchema::~JsonSchema() = default;
JsonSchema::JsonSchema(JsonSchema&& other) noexcept = default;

std::vector<FieldProblem> JsonSchema::check(const nlohmann::json& value) const
{
    if (d->quick && d->quick->accepts(value))
        return {};
    return explain(value);
}

std::vector<FieldProblem> JsonSchema::explain(const nlohmann::json& value) const
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
