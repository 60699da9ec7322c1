// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/schema/quick_check.h"

#include "platform/schema/schema_parts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace platform {

using nlohmann::json;

struct QuickCheck::Member
{
    std::string name;
    QuickCheck check;
    bool required = false;
};

namespace {

// Types as bits.
constexpr unsigned nullBit = 1;
constexpr unsigned booleanBit = 2;
constexpr unsigned integerBit = 4;
constexpr unsigned numberBit = 8;
constexpr unsigned stringBit = 16;
constexpr unsigned arrayBit = 32;
constexpr unsigned objectBit = 64;

unsigned typeNamed(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, unsigned>, 7> types{{{"null", nullBit},
                                                                                 {"boolean", booleanBit},
                                                                                 {"integer", integerBit},
                                                                                 {"number", numberBit},
                                                                                 {"string", stringBit},
                                                                                 {"array", arrayBit},
                                                                                 {"object", objectBit}}};
    for (const auto& [known, type] : types) {
        if (known == name)
            return type;
    }
    return 0;
}

// As which types a value counts.
unsigned typesOfValue(const json& value)
{
    switch (value.type()) {
    case json::value_t::null: return nullBit;
    case json::value_t::boolean: return booleanBit;
    case json::value_t::number_integer:
    case json::value_t::number_unsigned: return integerBit | numberBit;
    case json::value_t::number_float: return numberBit;
    case json::value_t::string: return stringBit;
    case json::value_t::array: return arrayBit;
    case json::value_t::object: return objectBit;
    case json::value_t::binary:
    case json::value_t::discarded: break;
    }
    return 0;
}

std::uint64_t codePoints(std::string_view text)
{
    return static_cast<std::uint64_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
}

bool isCount(const json& value)
{
    return value.is_number_unsigned();
}

} // namespace

QuickCheck::QuickCheck() = default;
QuickCheck::~QuickCheck() = default;
QuickCheck::QuickCheck(QuickCheck&& other) noexcept = default;
QuickCheck& QuickCheck::operator=(QuickCheck&& other) noexcept = default;

std::optional<QuickCheck> QuickCheck::of(const json& schema)
{
    QuickCheck check;
    if (!schema.is_object() || !check.readMembers(schema))
        return std::nullopt;
    for (const auto& [keyword, value] : schema.items()) {
        if (!check.read(keyword, value))
            return std::nullopt;
    }
    return check;
}

// False: it is not checked here.
bool QuickCheck::read(const std::string& keyword, const json& value)
{
    if (keyword == "properties" || keyword == "required" || keyword == "additionalProperties")
        return true; // see readMembers
    if (keyword == "type")
        return readTypes(value);
    if (keyword == patternKeyword || keyword == formatKeyword) {
        const auto text = value.get<std::string>();
        m_rules.push_back(keyword == patternKeyword ? TextRule::pattern(text) : TextRule::format(text));
        return true;
    }
    if (keyword == "enum") {
        for (const json& choice : value) {
            if (!choice.is_string())
                return false;
            m_choices.push_back(choice.get<std::string>());
        }
        return true;
    }
    if (keyword == "items") {
        auto items = of(value);
        if (items)
            m_items = std::make_unique<QuickCheck>(std::move(*items));
        return m_items != nullptr;
    }
    return readRange(keyword, value);
}

bool QuickCheck::readTypes(const json& value)
{
    for (const json& name : value.is_array() ? value : json::array({value})) {
        const unsigned type = name.is_string() ? typeNamed(name.get<std::string>()) : 0;
        if (type == 0)
            return false;
        m_types |= type;
    }
    return m_types != 0;
}

bool QuickCheck::readRange(const std::string& keyword, const json& value)
{
    if (keyword == "minimum" || keyword == "maximum") {
        m_hasRange = true;
        if (!value.is_number_integer() || value > std::numeric_limits<std::int64_t>::max())
            return false;
        (keyword == "minimum" ? m_number.least : m_number.most) = value.get<std::int64_t>();
        return true;
    }
    const std::array<std::pair<std::string_view, std::uint64_t*>, 4> counts{{{"minLength", &m_length.least},
                                                                             {"maxLength", &m_length.most},
                                                                             {"minItems", &m_count.least},
                                                                             {"maxItems", &m_count.most}}};
    for (const auto& [name, bound] : counts) {
        if (name != keyword || !isCount(value))
            continue;
        *bound = value.get<std::uint64_t>();
        return true;
    }
    return false;
}

bool QuickCheck::readMembers(const json& schema)
{
    const json members = schema.value("properties", json::object());
    const json required = schema.value("required", json::array());
    const json more = schema.value("additionalProperties", json(true));
    if (!members.is_object() || !more.is_boolean())
        return false;
    for (const auto& [name, part] : members.items()) {
        auto check = of(part);
        if (!check)
            return false;
        const bool isRequired = std::find(required.begin(), required.end(), json(name)) != required.end();
        m_members.push_back({name, std::move(*check), isRequired});
        m_required += isRequired ? 1 : 0;
    }
    m_closed = !more.get<bool>();
    return m_required == required.size();
}

bool QuickCheck::accepts(const json& value) const
{
    const unsigned types = typesOfValue(value);
    if (m_types != 0 && (m_types & types) == 0)
        return false;
    if (!m_choices.empty() && types != stringBit)
        return false;
    switch (types) {
    case stringBit: return acceptsText(value.get_ref<const std::string&>());
    case arrayBit: return acceptsArray(value);
    case objectBit: return acceptsObject(value);
    default: return acceptsNumber(value);
    }
}

bool QuickCheck::acceptsText(const std::string& text) const
{
    return m_length.holds(codePoints(text)) &&
           (m_choices.empty() || std::find(m_choices.begin(), m_choices.end(), text) != m_choices.end()) &&
           std::all_of(m_rules.begin(), m_rules.end(), [&text](const TextRule& rule) { return rule.accepts(text); });
}

bool QuickCheck::acceptsNumber(const json& value) const
{
    if (!m_hasRange || !value.is_number())
        return true;
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    const bool fits = value.is_number_unsigned() ? value.get<std::uint64_t>() <= most : value.is_number_integer();
    return fits && m_number.holds(value.get<std::int64_t>());
}

bool QuickCheck::acceptsObject(const json& value) const
{
    std::size_t required = 0;
    for (auto it = value.begin(); it != value.end(); ++it) {
        const auto member = std::find_if(
            m_members.begin(), m_members.end(), [&it](const Member& known) { return known.name == it.key(); });
        if (member == m_members.end()) {
            if (m_closed)
                return false;
            continue;
        }
        if (!member->check.accepts(it.value()))
            return false;
        required += member->required ? 1 : 0;
    }
    return required == m_required;
}

bool QuickCheck::acceptsArray(const json& value) const
{
    return m_count.holds(value.size()) &&
           (!m_items ||
            std::all_of(value.begin(), value.end(), [this](const json& item) { return m_items->accepts(item); }));
}

} // namespace platform
