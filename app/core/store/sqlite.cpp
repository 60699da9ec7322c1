// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite.h"

#include "core/store/store_text.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace signalbox {
namespace {

SqliteProblem classify(int code)
{
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE: return SqliteProblem::None;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return SqliteProblem::Busy;
    case SQLITE_FULL: return SqliteProblem::DiskFull;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: return SqliteProblem::ReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT: return SqliteProblem::Unreadable;
    default: return SqliteProblem::Other;
    }
}

// Room for one part of SQLite's shared index of its log. Where it lacks, SQLite reports an I/O error and not a full
// disk.
constexpr qint64 leastRoom = 32 * 1024;

bool isFull(const QString& file)
{
    const QStorageInfo disk(QFileInfo(file).absolutePath());
    return disk.isValid() && disk.bytesAvailable() < leastRoom;
}

} // namespace

SqliteStatement::SqliteStatement(sqlite3_stmt* statement)
    : m_statement(statement)
{
}

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

SqliteStatement& SqliteStatement::bind(int parameter, qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), parameter, value);
    return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    sqlite3_bind_text(m_statement.get(), parameter, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
    return *this;
}

SqliteStatement& SqliteStatement::bindBlob(int parameter, const QByteArray& bytes)
{
    sqlite3_bind_blob64(
        m_statement.get(), parameter, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT);
    return *this;
}

SqliteStatement& SqliteStatement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement.get(), parameter);
    return *this;
}

SqliteStatement::Step SqliteStatement::step()
{
    if (!m_statement)
        return Step::Failed;
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return Step::Row;
    sqlite3_reset(m_statement.get());
    return code == SQLITE_DONE ? Step::Done : Step::Failed;
}

bool SqliteStatement::run()
{
    Step result = step();
    while (result == Step::Row)
        result = step();
    return result == Step::Done;
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement.get());
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QString SqliteStatement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return QString::fromUtf8(bytes, sqlite3_column_bytes(m_statement.get(), column));
}

QByteArray SqliteStatement::blob(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement.get(), column));
    return {bytes, sqlite3_column_bytes(m_statement.get(), column)};
}

void SqliteDatabase::Close::operator()(sqlite3* database) const
{
    sqlite3_close_v2(database);
}

Result<SqliteDatabase> SqliteDatabase::open(const QString& path, Access access, int busyMs)
{
    const QByteArray name = QFile::encodeName(path);
    if (access == Access::ReadWrite) {
        // SQLite would create it with 0644; its journal files take over the mode of the file.
        if (const int file = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600); file >= 0)
            ::close(file);
    }
    SqliteDatabase database;
    database.m_path = path;
    sqlite3* handle = nullptr;
    const int mode = access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(name.constData(), &handle, mode | SQLITE_OPEN_NOMUTEX, nullptr);
    database.m_database.reset(handle);
    if (code != SQLITE_OK)
        return tl::unexpected(database.error());
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busyMs);
    return database;
}

Result<void> SqliteDatabase::execute(const char* sql)
{
    if (sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return tl::unexpected(error());
    return {};
}

SqliteStatement SqliteDatabase::prepare(const QByteArray& sql)
{
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(m_database.get(), sql.constData(), static_cast<int>(sql.size()), &statement, nullptr);
    return SqliteStatement(statement);
}

qint64 SqliteDatabase::pragma(const char* name)
{
    auto statement = prepare(QByteArray("PRAGMA ") + name);
    return statement.step() == SqliteStatement::Step::Row ? statement.integer(0) : 0;
}

SqliteProblem SqliteDatabase::problem() const
{
    const int code = sqlite3_extended_errcode(m_database.get());
    if ((code & 0xff) == SQLITE_IOERR && isFull(m_path))
        return SqliteProblem::DiskFull;
    return classify(code);
}

QString SqliteDatabase::problemText() const
{
    return QString::fromUtf8(sqlite3_errmsg(m_database.get()));
}

Error SqliteDatabase::error() const
{
    switch (problem()) {
    case SqliteProblem::Busy:
        return {Error::Code::Unavailable, StoreText::tr("The telemetry store is busy. Try again."), problemText()};
    case SqliteProblem::DiskFull:
        return {Error::Code::Unavailable,
                StoreText::tr("The disk is full: telemetry cannot be written to %1. Free some space.").arg(m_path),
                problemText()};
    case SqliteProblem::ReadOnly:
        return {Error::Code::Refused,
                StoreText::tr("The telemetry store %1 cannot be opened for writing. Check the rights of its folder.")
                    .arg(m_path),
                problemText()};
    case SqliteProblem::Unreadable:
        return {
            Error::Code::InvalidData, StoreText::tr("The telemetry store %1 is damaged.").arg(m_path), problemText()};
    case SqliteProblem::None:
    case SqliteProblem::Other: break;
    }
    return {Error::Code::Failed,
            StoreText::tr("The telemetry store %1 reported an error: %2.").arg(m_path, problemText()),
            problemText()};
}

} // namespace signalbox
