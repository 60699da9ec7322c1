// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace platform::test {

// A database with an inbox, a place for those who wait, and one kind of effect: a list of bodies. Statements are known
// by their names, as the SQL is the real database's to understand.
class InMemoryInbox final : public Transaction
{
public:
    DatabaseResult<Rows> query(const Statement& statement, const SqlArguments& arguments) override
    {
        if (statement.name.starts_with("inbox_waiting"))
            return queryWaiting(statement.name, arguments);
        statements.push_back(std::string(statement.summary));
        std::vector<std::optional<std::string>> cells;
        std::size_t count = 0;
        for (const std::string& id : idsOf(*arguments[0].asText())) {
            if (seen.contains(id) || !m_pending.insert(id).second)
                continue;
            ++count;
            cells.emplace_back(id);
            cells.emplace_back(waiting.empty() ? "f" : "t");
        }
        return Rows(2, count, std::move(cells));
    }
    void annotate(std::string_view, std::string_view) override {}

    DatabaseResult<void> transact(const Database::Work& work)
    {
        ++transactions;
        m_pending.clear();
        const auto effectsBefore = effects;
        const auto waitingBefore = waiting;
        auto done = work(*this);
        if (done) {
            seen.insert(m_pending.begin(), m_pending.end());
        } else {
            effects = effectsBefore;
            waiting = waitingBefore;
        }
        return done;
    }

    using Place = std::pair<std::string, std::int64_t>; // aggregate and sequence
    std::set<std::string> seen;
    std::map<Place, std::optional<std::string>> waiting; // delivery; none while the event is in a tier
    std::vector<std::string> statements;
    std::vector<std::string> effects;
    int transactions = 0;
    int looks = 0; // for those who wait

private:
    DatabaseResult<Rows> queryWaiting(std::string_view name, const SqlArguments& arguments)
    {
        if (name == "inbox_waiting_first") {
            ++looks;
            --transactions; // those that have effects are what is counted
            return firstOfEach();
        }
        if (name == "inbox_waiting_unsee") {
            m_pending.erase(*arguments[0].asText());
            return Rows(0, 1, {});
        }
        const Place place{*arguments[2].asText(), std::stoll(*arguments[3].asText())};
        if (name == "inbox_waiting_earlier") {
            const auto first = waiting.lower_bound({place.first, 0});
            return Rows(
                1,
                1,
                {first != waiting.end() && first->first < place && first->first.first == place.first ? "t" : "f"});
        }
        if (name == "inbox_waiting_insert") {
            waiting[place] = *arguments[4].asText();
            return Rows(1, 1, {arguments[3].asText()});
        }
        if (name == "inbox_waiting_block")
            waiting[place] = std::nullopt;
        else
            return Rows(0, waiting.erase(place), {});
        return Rows(0, 1, {});
    }
    Rows firstOfEach() const
    {
        std::vector<std::optional<std::string>> cells;
        std::string last;
        for (const auto& [place, delivery] : waiting) {
            if (place.first != last && delivery) {
                cells.emplace_back(std::to_string(waiting.size()));
                cells.push_back(delivery);
            }
            last = place.first;
        }
        if (cells.empty())
            cells = {std::to_string(waiting.size()), std::nullopt};
        const std::size_t rows = cells.size() / 2;
        return Rows(2, rows, std::move(cells));
    }
    // {"a","b"}
    static std::vector<std::string> idsOf(const std::string& array)
    {
        std::vector<std::string> ids;
        for (std::size_t at = 1; at + 1 < array.size(); at += 39)
            ids.push_back(array.substr(at + 1, 36));
        return ids;
    }

    std::set<std::string> m_pending;
};

} // namespace platform::test
