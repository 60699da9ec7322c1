// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/schema/schema_parts.h"

#include "platform/idempotency/strict_json.h"
#include "platform/schema/text_formats.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace platform {
namespace {

using nlohmann::json;

// How a keyword's value is made.
enum class Shape {
    Unknown,
    Value,      // checked, holds no schema
    Annotation, // says something to people
    Schema,
    Schemas, // an array of them
    Members, // an object of them
};

struct Keyword
{
    std::string_view name;
    Shape shape;
};

constexpr std::array keywords{
    Keyword{"additionalProperties", Shape::Schema},
    Keyword{"allOf", Shape::Schemas},
    Keyword{"anyOf", Shape::Schemas},
    Keyword{"const", Shape::Value},
    Keyword{"default", Shape::Annotation},
    Keyword{"deprecated", Shape::Annotation},
    Keyword{"description", Shape::Annotation},
    Keyword{"enum", Shape::Value},
    Keyword{"example", Shape::Annotation},
    Keyword{"examples", Shape::Annotation},
    Keyword{"exclusiveMaximum", Shape::Value},
    Keyword{"exclusiveMinimum", Shape::Value},
    Keyword{"format", Shape::Value},
    Keyword{"items", Shape::Schema},
    Keyword{"maxItems", Shape::Value},
    Keyword{"maxLength", Shape::Value},
    Keyword{"maxProperties", Shape::Value},
    Keyword{"maximum", Shape::Value},
    Keyword{"minItems", Shape::Value},
    Keyword{"minLength", Shape::Value},
    Keyword{"minProperties", Shape::Value},
    Keyword{"minimum", Shape::Value},
    Keyword{"multipleOf", Shape::Value},
    Keyword{"not", Shape::Schema},
    Keyword{"oneOf", Shape::Schemas},
    Keyword{"pattern", Shape::Value},
    Keyword{"properties", Shape::Members},
    Keyword{"required", Shape::Value},
    Keyword{"title", Shape::Annotation},
    Keyword{"type", Shape::Value},
    Keyword{"uniqueItems", Shape::Value},
    Keyword{"$id", Shape::Annotation},
    Keyword{"$schema", Shape::Annotation},
};

Shape shapeOf(std::string_view name)
{
    const auto* found =
        std::find_if(keywords.begin(), keywords.end(), [&](const Keyword& k) { return k.name == name; });
    return found == keywords.end() ? Shape::Unknown : found->shape;
}

// One schema, in which others may be. Deeper than anybody nests by hand it contains itself.
class Preparation
{
public:
    explicit Preparation(const json& document)
        : m_document(document)
    {
    }

    json prepare(const json& schema, int depth = 0) const
    {
        constexpr int deepest = 64;
        if (depth > deepest)
            throw std::invalid_argument("A JSON Schema contains itself.");
        if (!schema.is_object())
            return schema;
        if (const auto reference = schema.find("$ref"); reference != schema.end())
            return prepare(resolvedReference(m_document, reference->get<std::string>()), depth + 1);
        json result = json::object();
        for (const auto& [name, value] : schema.items()) {
            if (shapeOf(name) != Shape::Annotation)
                result[checkedName(name)] = prepareValue(shapeOf(name), value, depth + 1);
        }
        return result;
    }

private:
    static std::string checkedName(const std::string& name)
    {
        return name == "pattern" ? patternKeyword : name == "format" ? formatKeyword : name;
    }

    json prepareValue(Shape shape, const json& value, int depth) const
    {
        if (shape == Shape::Schema)
            return prepare(value, depth);
        if (shape != Shape::Schemas && shape != Shape::Members)
            return value;
        json result = value;
        for (json& part : result)
            part = prepare(part, depth);
        return result;
    }

    const json& m_document;
};

// Looks for what is not checked; a `$ref` is looked at where it points to, by whoever looks at the whole document.
class Lint
{
public:
    void visit(const json& schema, const std::string& pointer)
    {
        if (!schema.is_object())
            return;
        if (schema.contains("$ref"))
            return visitReference(schema, pointer);
        for (const auto& [name, value] : schema.items())
            visitKeyword(name, value, pointer);
        if (schema.value("uniqueItems", false) && !schema.contains("maxItems"))
            note(pointer, "uniqueItems without maxItems takes time by the square of what a caller sends");
    }
    std::vector<std::string> take() { return std::move(m_found); }

private:
    void visitReference(const json& schema, const std::string& pointer)
    {
        for (const auto& [name, value] : schema.items()) {
            if (name != "$ref" && shapeOf(name) != Shape::Annotation)
                note(pointer, name + " beside $ref is not checked");
        }
    }

    void visitKeyword(const std::string& name, const json& value, const std::string& pointer)
    {
        const std::string at = pointer + pointerSegment(name);
        switch (shapeOf(name)) {
        case Shape::Unknown: return note(pointer, name + " is not checked");
        case Shape::Annotation: return;
        case Shape::Value:
            if (name == "format" && !(value.is_string() && findTextFormat(value.get<std::string>())))
                note(pointer, "the format " + value.dump() + " is not checked");
            return;
        case Shape::Schema: return visit(value, at);
        case Shape::Schemas:
        case Shape::Members:
            for (const auto& [key, part] : value.items())
                visit(part, at + pointerSegment(key));
            return;
        }
    }

    void note(const std::string& pointer, const std::string& what) { m_found.push_back(pointer + ": " + what); }

    std::vector<std::string> m_found;
};

const json& partOf(const json& document, const std::string& pointer)
{
    const json::json_pointer part(pointer);
    if (!document.contains(part))
        throw std::invalid_argument("There is nothing at \"" + pointer + "\" of the document.");
    return document.at(part);
}

} // namespace

const json& resolvedReference(const json& document, std::string_view reference)
{
    if (!reference.starts_with("#/"))
        throw std::invalid_argument("The reference \"" + std::string(reference) + "\" leaves the document.");
    return partOf(document, std::string(reference.substr(1)));
}

json preparedSchema(const json& document, const std::string& pointer)
{
    const json& schema = partOf(document, pointer);
    if (!schema.is_object())
        throw std::invalid_argument("There is no JSON Schema at \"" + pointer + "\" of the document.");
    return Preparation(document).prepare(schema);
}

std::vector<std::string> uncheckedKeywords(const json& document, const std::string& pointer)
{
    Lint lint;
    lint.visit(partOf(document, pointer), pointer);
    return lint.take();
}

} // namespace platform
