// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"

#include <pqxx/pqxx>

#include <string>
#include <unordered_set>

namespace platform {

// One session of PostgreSQL: the only place, with connection.cpp, that knows libpqxx. Used by one thread at a time.
class Connection
{
public:
    explicit Connection(const std::string& url); // throws pqxx::broken_connection

    // False when the server has closed it, or sent something unasked, while it was idle.
    bool isUsable() const;
    // Throws what libpqxx throws.
    Rows execute(pqxx::transaction_base& transaction, const Statement& statement, const SqlArguments& arguments);
    void script(const std::string& sql); // several statements, as they are, in one transaction
    pqxx::connection& raw() { return m_connection; }
    std::string database() const { return m_database; }

private:
    pqxx::connection m_connection;
    std::string m_database;
    std::unordered_set<std::string_view> m_prepared;
};

// `error` of a catch block in the terms of this wrapper.
DatabaseError databaseErrorOf(const std::exception& error);
// True when the session cannot be used again.
bool endsSession(const DatabaseError& error);

// `url` with a connect timeout and the given server settings.
std::string withSessionSettings(const std::string& url, const Database::Settings& settings);

} // namespace platform
