// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/schema/text_rule.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace platform {

// The everyday part of JSON Schema, made ready once: types, members, lengths, ranges, texts. It only ever says yes, and
// then the validator (bus/json_schema.h), which explains what is wrong and costs twenty times as much, need not be
// asked. Safe from any thread once made.
class QuickCheck
{
public:
    // Of a prepared schema (schema_parts.h); nullopt when it says something that is not checked here.
    static std::optional<QuickCheck> of(const nlohmann::json& schema);

    // True: it is valid. False: it may be.
    bool accepts(const nlohmann::json& value) const;

    ~QuickCheck();
    QuickCheck(QuickCheck&& other) noexcept;
    QuickCheck& operator=(QuickCheck&& other) noexcept;

private:
    struct Member;

    QuickCheck();
    bool read(const std::string& keyword, const nlohmann::json& value);
    bool readTypes(const nlohmann::json& value);
    bool readRange(const std::string& keyword, const nlohmann::json& value);
    bool readMembers(const nlohmann::json& schema);
    bool acceptsText(const std::string& text) const;
    bool acceptsNumber(const nlohmann::json& value) const;
    bool acceptsObject(const nlohmann::json& value) const;
    bool acceptsArray(const nlohmann::json& value) const;

    template<typename Number>
    struct Range
    {
        Number least = 0;
        Number most = std::numeric_limits<Number>::max();
        bool holds(Number n) const { return least <= n && n <= most; }
    };

    unsigned m_types = 0; // bits; 0: any
    Range<std::int64_t> m_number{std::numeric_limits<std::int64_t>::min()};
    bool m_hasRange = false;
    Range<std::uint64_t> m_length{}; // in code points
    Range<std::uint64_t> m_count{};  // of an array
    std::vector<std::string> m_choices;
    std::vector<TextRule> m_rules;
    std::vector<Member> m_members;
    std::size_t m_required = 0; // how many of the members
    bool m_closed = false;      // no members but these
    std::unique_ptr<QuickCheck> m_items;
};

} // namespace platform
