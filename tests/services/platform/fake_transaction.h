// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"

#include <map>
#include <string>
#include <vector>

namespace platform::test {

// Remembers what was asked, and answers by the statement's name; what it was told nothing about affects no row.
class FakeTransaction final : public Transaction
{
public:
    struct Call
    {
        std::string statement;
        std::vector<std::string> arguments; // NULL is "NULL"
    };

    DatabaseResult<Rows> query(const Statement& statement, const SqlArguments& arguments) override
    {
        Call call{std::string(statement.name), {}};
        for (const SqlValue& argument : arguments)
            call.arguments.push_back(argument.asText().value_or("NULL"));
        calls.push_back(std::move(call));
        const auto answer = m_answers.find(statement.name);
        return answer == m_answers.end() ? Rows(1, 0, {}) : answer->second;
    }
    void annotate(std::string_view, std::string_view) override {}

    void answer(const char* statement, std::size_t columns, std::vector<std::optional<std::string>> cells)
    {
        const std::size_t rows = cells.size() / columns;
        m_answers.insert_or_assign(statement, Rows(columns, rows, std::move(cells)));
    }
    std::vector<std::string> names() const
    {
        std::vector<std::string> all;
        for (const Call& call : calls)
            all.push_back(call.statement);
        return all;
    }
    // Of the last call of that statement; empty when there was none.
    std::vector<std::string> arguments(const std::string& statement) const
    {
        std::vector<std::string> last;
        for (const Call& call : calls)
            if (call.statement == statement)
                last = call.arguments;
        return last;
    }

    std::vector<Call> calls;

private:
    std::map<std::string, Rows, std::less<>> m_answers;
};

} // namespace platform::test
