// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/connection.h"

#include <poll.h>

#include <algorithm>
#include <cassert>

namespace platform {
namespace {

Rows copied(const pqxx::result& result)
{
    std::vector<std::optional<std::string>> cells;
    cells.reserve(result.size() * result.columns());
    for (const auto& row : result) {
        for (const auto& field : row) {
            if (field.is_null())
                cells.emplace_back();
            else
                cells.emplace_back(std::in_place, field.c_str(), field.size());
        }
    }
    return {result.columns(), result.affected_rows(), std::move(cells)};
}

// The driver's texts have several indented lines; a log line and a sentence on a page have one.
std::string onOneLine(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const bool space = c == '\n' || c == '\t' || c == ' ';
        if (!space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (line.ends_with(' '))
        line.pop_back();
    return line;
}

// Classes and codes after which the same statement may succeed (PostgreSQL manual, appendix A): connection,
// transaction rollback, resources, operator intervention (shutdown, cancelled by timeout), lock not available.
bool mayPass(std::string_view state)
{
    static constexpr std::string_view classes[] = {"08", "40", "53", "57"};
    return state == "55P03" || state == "25P03" ||
           std::any_of(std::begin(classes), std::end(classes), [state](auto c) { return state.starts_with(c); });
}

} // namespace

Connection::Connection(const std::string& url)
    : m_connection(url)
    , m_database(m_connection.dbname())
{
}

bool Connection::isUsable() const
{
    if (!m_connection.is_open())
        return false;
    pollfd descriptor{m_connection.sock(), POLLIN, 0};
    return ::poll(&descriptor, 1, 0) == 0;
}

Rows Connection::execute(pqxx::transaction_base& transaction, const Statement& statement, const SqlArguments& arguments)
{
    if (m_prepared.insert(statement.name).second)
        m_connection.prepare(std::string(statement.name), std::string(statement.sql));
    using pqxx::prepare::make_dynamic_params;
    std::vector<const char*> texts;
    std::vector<pqxx::binarystring> binaries;
    for (const SqlValue& argument : arguments) {
        assert(!argument.isBinary() || texts.empty());
        if (argument.isBinary())
            binaries.emplace_back(*argument.asText());
        else
            texts.push_back(argument.asText() ? argument.asText()->c_str() : nullptr);
    }
    return copied(transaction.exec_prepared(
        std::string(statement.name), make_dynamic_params(binaries), make_dynamic_params(texts)));
}

void Connection::script(const std::string& sql)
{
    pqxx::nontransaction(m_connection).exec(sql);
}

DatabaseError databaseErrorOf(const std::exception& error)
{
    using Kind = DatabaseError::Kind;
    if (const auto* sql = dynamic_cast<const pqxx::sql_error*>(&error)) {
        // libpqxx 6 throws this one without its state.
        const bool denied = dynamic_cast<const pqxx::insufficient_privilege*>(&error) != nullptr;
        const std::string state = denied ? "42501" : sql->sqlstate();
        return {mayPass(state) ? Kind::Unavailable : Kind::Failed, state, onOneLine(sql->what())};
    }
    const bool lost = dynamic_cast<const pqxx::broken_connection*>(&error) ||
                      dynamic_cast<const pqxx::in_doubt_error*>(&error) ||
                      dynamic_cast<const pqxx::transaction_rollback*>(&error);
    // A deadlock or serialization failure of libpqxx 6 carries no state; both leave the session intact.
    const bool rolledBack = dynamic_cast<const pqxx::deadlock_detected*>(&error) ||
                            dynamic_cast<const pqxx::serialization_failure*>(&error);
    return {lost ? Kind::Unavailable : Kind::Failed,
            rolledBack ? "40000"
            : lost     ? "08006"
                       : "",
            onOneLine(error.what())};
}

bool endsSession(const DatabaseError& error)
{
    return error.sqlState.starts_with("08") || error.sqlState.starts_with("57P") || error.sqlState == "25P03";
}

std::string withSessionSettings(const std::string& url, const Database::Settings& settings)
{
    const std::string options =
        "options=-c%20statement_timeout%3D" + std::to_string(settings.statementTimeout.count()) +
        "%20-c%20idle_in_transaction_session_timeout%3D" + std::to_string(settings.idleInTransactionTimeout.count());
    return url + (url.find('?') == std::string::npos ? "?" : "&") + "connect_timeout=2&tcp_user_timeout=5000&" +
           options;
}

} // namespace platform
