// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/contracts/schema_breaks.h"

#include <algorithm>

namespace contracts {
namespace {

using nlohmann::json;

const json& memberOf(const json& object, const char* name)
{
    static const json nothing;
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() ? *found : nothing;
}

// "number" takes integers too.
std::set<std::string> typesOf(const json& schema)
{
    std::set<std::string> types;
    const json& type = memberOf(schema, "type");
    if (type.is_string())
        types.insert(type.get<std::string>());
    for (const auto& one : type.is_array() ? type : json::array())
        types.insert(one.get<std::string>());
    if (types.contains("number"))
        types.insert("integer");
    return types;
}

std::vector<json> valuesOf(const json& schema)
{
    if (const json& only = memberOf(schema, "const"); !only.is_null())
        return {only};
    const json& values = memberOf(schema, "enum");
    return values.is_array() ? values.get<std::vector<json>>() : std::vector<json>();
}

std::set<std::string> requiredOf(const json& schema)
{
    const json& names = memberOf(schema, "required");
    return names.is_array() ? names.get<std::set<std::string>>() : std::set<std::string>();
}

bool contains(const std::vector<json>& values, const json& value)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

} // namespace

const json& resolved(const json& document, const json& value)
{
    const json* at = &value;
    for (int depth = 0; depth < 16 && at->is_object() && at->contains("$ref"); ++depth)
        at = &document.at(json::json_pointer((*at)["$ref"].get<std::string>().substr(1)));
    return *at;
}

void SchemaComparison::compare(const std::string& place, const json& before, const json& after, Written written)
{
    m_written = written;
    const json& left = resolved(m_released, before);
    const json& right = resolved(m_current, after);
    if (!m_underWay.emplace(&left, &right).second)
        return;
    compareTypes(place, left, right);
    compareValues(place, left, right);
    compareBounds(place, left, right);
    compareRequired(place, left, right);
    compareMembers(place, left, right);
    compareRest(place, left, right);
    m_underWay.erase({&left, &right});
}

void SchemaComparison::compareTypes(const std::string& place, const json& before, const json& after)
{
    const auto left = typesOf(before);
    const auto right = typesOf(after);
    const auto within = [](const auto& few, const auto& many) {
        return many.empty() || (!few.empty() && std::includes(many.begin(), many.end(), few.begin(), few.end()));
    };
    if (readAgain() && !within(left, right))
        m_breaks.push_back(place + ": a type is not taken any more");
    if (relied() && !within(right, left))
        m_breaks.push_back(place + ": is of another type");
}

void SchemaComparison::compareValues(const std::string& place, const json& before, const json& after)
{
    const auto left = valuesOf(before);
    const auto right = valuesOf(after);
    if (right.empty() || !readAgain())
        return;
    if (left.empty())
        m_breaks.push_back(place + ": only some values are taken now");
    for (const json& value : left) {
        if (!contains(right, value))
            m_breaks.push_back(place + ": " + value.dump() + " is not taken any more");
    }
}

void SchemaComparison::compareBounds(const std::string& place, const json& before, const json& after)
{
    if (!readAgain())
        return;
    const auto narrowed = [&](const char* name, bool upper) {
        const json& left = memberOf(before, name);
        const json& right = memberOf(after, name);
        if (right.is_number() && (left.is_null() || (upper ? right < left : left < right)))
            m_breaks.push_back(place + ": " + name + " is narrower");
    };
    for (const char* name : {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})
        narrowed(name, true);
    for (const char* name : {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
        narrowed(name, false);
    for (const char* name : {"pattern", "multipleOf", "format"}) {
        const json& right = memberOf(after, name);
        if (!right.is_null() && right != memberOf(before, name))
            m_breaks.push_back(place + ": " + name + " is another");
    }
    if (const json& unique = memberOf(after, "uniqueItems");
        unique == json(true) && memberOf(before, "uniqueItems") != unique)
        m_breaks.push_back(place + ": items have to be unique now");
}

void SchemaComparison::compareRequired(const std::string& place, const json& before, const json& after)
{
    const auto left = requiredOf(before);
    const auto right = requiredOf(after);
    for (const std::string& name : right) {
        if (readAgain() && !left.contains(name))
            m_breaks.push_back(place + "/" + name + ": is required now");
    }
    const json& members = memberOf(before, "properties");
    for (const std::string& name : left) {
        if (relied() && !right.contains(name) && memberOf(memberOf(members, name.c_str()), "deprecated") != json(true))
            m_breaks.push_back(place + "/" + name + ": may be absent now");
    }
}

void SchemaComparison::compareMembers(const std::string& place, const json& before, const json& after)
{
    const json& left = memberOf(before, "properties");
    const json& right = memberOf(after, "properties");
    const Written written = m_written;
    for (const auto& member : left.items()) {
        const std::string where = place + "/" + member.key();
        const json& now = memberOf(right, member.key().c_str());
        if (!now.is_null())
            compare(where, member.value(), now, written);
        else if (memberOf(resolved(m_released, member.value()), "deprecated") != json(true))
            m_breaks.push_back(where + ": is gone");
    }
    const json& more = memberOf(after, "additionalProperties");
    if (readAgain() && more == json(false) && memberOf(before, "additionalProperties") != more)
        m_breaks.push_back(place + ": takes no other members any more");
    const json& items = memberOf(before, "items");
    if (!items.is_null() && !memberOf(after, "items").is_null())
        compare(place + "/*", items, memberOf(after, "items"), written);
    else if (readAgain() && items.is_null() && !memberOf(after, "items").is_null() &&
             memberOf(before, "maxItems") != json(0))
        m_breaks.push_back(place + ": items are checked now");
}

// Alternatives are compared as they stand: whether one set of them takes all that another took is not decided here.
void SchemaComparison::compareRest(const std::string& place, const json& before, const json& after)
{
    for (const char* name : {"oneOf", "anyOf", "allOf", "not", "if", "then", "else"}) {
        const json& right = memberOf(after, name);
        const json& left = memberOf(before, name);
        if (left != right)
            m_breaks.push_back(place + ": " + name + " is another, which a new version has to say");
    }
}

} // namespace contracts
