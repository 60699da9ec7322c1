// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/contracts/compatibility.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace contracts {

// Who writes a value decides what breaks: what clients write must not be narrowed, what they read must not be widened
// in type or lose a member. An event is both: it is read after it has waited, by whoever subscribed.
enum class Written { ByClient, ByService, AsEvent };

// A schema within its document, for references into it.
struct SchemaPlace
{
    const nlohmann::json& document;
    const nlohmann::json& schema;
};

const nlohmann::json& resolved(const nlohmann::json& document, const nlohmann::json& value);

// Compares schemas member by member. One for each comparison of two documents; collects what it finds.
class SchemaComparison
{
public:
    SchemaComparison(const nlohmann::json& released, const nlohmann::json& current, Breaks& breaks)
        : m_released(released)
        , m_current(current)
        , m_breaks(breaks)
    {
    }

    void compare(const std::string& place, const nlohmann::json& before, const nlohmann::json& after, Written written);

private:
    void compareTypes(const std::string& place, const nlohmann::json& before, const nlohmann::json& after);
    void compareValues(const std::string& place, const nlohmann::json& before, const nlohmann::json& after);
    void compareBounds(const std::string& place, const nlohmann::json& before, const nlohmann::json& after);
    void compareMembers(const std::string& place, const nlohmann::json& before, const nlohmann::json& after);
    void compareRequired(const std::string& place, const nlohmann::json& before, const nlohmann::json& after);
    void compareRest(const std::string& place, const nlohmann::json& before, const nlohmann::json& after);
    bool readAgain() const { return m_written != Written::ByService; } // what was written before must still be taken
    bool relied() const { return m_written != Written::ByClient; }     // somebody reads it

    const nlohmann::json& m_released;
    const nlohmann::json& m_current;
    Breaks& m_breaks;
    Written m_written = Written::AsEvent;
    std::set<std::pair<const void*, const void*>> m_underWay; // a schema may contain itself
};

} // namespace contracts
