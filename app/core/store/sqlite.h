// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace signalbox {

// A prepared statement of SQLite's C API with its lifetime. Indexes are SQLite's: parameters from 1, columns from 0.
// Used by the thread of its database only.
class SqliteStatement
{
public:
    enum class Step { Row, Done, Failed };

    SqliteStatement() = default;
    explicit SqliteStatement(sqlite3_stmt* statement);

    bool isValid() const { return m_statement != nullptr; }
    SqliteStatement& bind(int parameter, qint64 value);
    SqliteStatement& bind(int parameter, const QString& text);
    SqliteStatement& bindBlob(int parameter, const QByteArray& bytes); // the bytes are copied
    SqliteStatement& bindNull(int parameter);

    Step step(); // after Done and Failed the statement is ready for the next round
    bool run();  // steps to the end; false when it failed
    void reset();

    bool isNull(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

// What went wrong, in the classes that a caller treats differently.
enum class SqliteProblem { None, Busy, DiskFull, ReadOnly, Unreadable, Other };

// One connection to an SQLite file: the only place that knows the C API. One thread at a time.
class SqliteDatabase
{
public:
    enum class Access { ReadOnly, ReadWrite };

    // Waits at most `busyMs` for a lock. The file is created with 0600.
    static Result<SqliteDatabase> open(const QString& path, Access access, int busyMs);

    Result<void> execute(const char* sql); // one or more statements without parameters
    SqliteStatement prepare(const QByteArray& sql);
    qint64 pragma(const char* name); // its integer; 0 when there is none

    SqliteProblem problem() const; // of the last call
    QString problemText() const;
    Error error() const; // the last problem as a sentence

private:
    struct Close
    {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Close> m_database;
    QString m_path;
};

} // namespace signalbox
