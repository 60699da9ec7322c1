// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/metrics.h"
#include "platform/postgres/notification_listener.h"
#include "platform/tracing.h"

#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

// Why a statement has no result. Unavailable: trying again may help (no connection, no free one in time, server going
// down, deadlock, timeout), so HTTP answers 503 with Retry-After and a consumer retries. Failed: it will not.
// After an Unavailable COMMIT the outcome is unknown; the caller's idempotency decides.
struct DatabaseError
{
    enum class Kind { Unavailable, Failed };

    Kind kind = Kind::Failed;
    std::string sqlState; // "23505"; empty when the server said nothing
    std::string message;

    bool isUniqueViolation() const { return sqlState == "23505"; }
};

template<typename T>
using DatabaseResult = tl::expected<T, DatabaseError>;

// One parameter, sent as text unless it was made as binary; NULL when empty.
class SqlValue
{
public:
    SqlValue(std::nullopt_t) {}
    SqlValue(std::string value)
        : m_text(std::move(value))
    {
    }
    SqlValue(std::string_view value)
        : m_text(value)
    {
    }
    SqlValue(const char* value)
        : m_text(value)
    {
    }
    SqlValue(const std::optional<std::string>& value)
        : m_text(value)
    {
    }
    SqlValue(int value)
        : m_text(std::to_string(value))
    {
    }
    SqlValue(std::int64_t value)
        : m_text(std::to_string(value))
    {
    }
    SqlValue(bool value)
        : m_text(value ? "t" : "f")
    {
    }
    static SqlValue bytes(std::string_view value); // bytea
    // In the binary form of its type. Those of a statement come before those that are text.
    static SqlValue binary(std::string value);

    const std::optional<std::string>& asText() const { return m_text; }
    bool isBinary() const { return m_binary; }

private:
    std::optional<std::string> m_text;
    bool m_binary = false;
};
using SqlArguments = std::vector<SqlValue>;

// "{…}" for `$1::text[]`, `$1::bytea[]` and their like: libpqxx 6 has no array parameters.
std::string sqlArray(const std::vector<SqlValue>& values);

// The same in the binary form, for statements whose rate matters: the server reads a text's array character by
// character, which costs it as much as storing the row.
class SqlArray
{
public:
    enum class Of : std::uint32_t {
        Bytes = 17,
        Bigint = 20,
        Smallint = 21,
        Text = 25,
        Uuid = 2950,
        Json = 3802
    }; // OIDs

    explicit SqlArray(Of type);
    SqlArray& add(std::string_view value);                          // as text; NULL when it is no UUID and should be
    SqlArray& addOptional(const std::optional<std::string>& value); // NULL when empty
    SqlArray& add(std::int64_t number);
    SqlArray& addNull();
    SqlValue take();

private:
    void begin(std::size_t size);

    Of m_type;
    std::uint32_t m_count = 0;
    std::string m_elements;
};

// A statement that is prepared once per connection. `summary` names its span and begins with the operation
// ("INSERT orders"). Meant for namespace-scope constants: the views must outlive the process's queries.
struct Statement
{
    std::string_view name; // unique in the process
    std::string_view sql;
    std::string_view summary;
};

// What a statement returned, copied out of the driver.
class Rows
{
public:
    Rows(std::size_t columns, std::size_t affected, std::vector<std::optional<std::string>> cells);

    std::size_t size() const { return m_columns == 0 ? 0 : m_cells.size() / m_columns; }
    bool empty() const { return m_cells.empty(); }
    std::size_t affected() const { return m_affected; }
    bool isNull(std::size_t row, std::size_t column) const { return !cell(row, column).has_value(); }
    std::string text(std::size_t row, std::size_t column) const { return cell(row, column).value_or(std::string()); }
    std::int64_t integer(std::size_t row, std::size_t column) const; // 0 when NULL
    bool boolean(std::size_t row, std::size_t column) const { return text(row, column) == "t"; }
    std::string bytes(std::size_t row, std::size_t column) const; // of a bytea column

private:
    const std::optional<std::string>& cell(std::size_t row, std::size_t column) const;

    std::size_t m_columns;
    std::size_t m_affected;
    std::vector<std::optional<std::string>> m_cells;
};

// An open transaction, given to the function that Database::transact calls. Not to be kept.
class Transaction
{
public:
    virtual ~Transaction() = default;
    virtual DatabaseResult<Rows> query(const Statement& statement, const SqlArguments& arguments) = 0;
    // Goes onto the span of the COMMIT: which event this transaction wrote, for instance. Not when it is shared by
    // several traces, as nobody could tell whose it is.
    virtual void annotate(std::string_view key, std::string_view value) = 0;
};

// Marks the span as failed, with the server's code.
void recordError(Span& span, const DatabaseError& error);

// Adds to the statement's span what only its result tells.
using DescribeResult = std::function<void(const Rows&, Span&)>;

// A pool of connections to one database, for threads that may block (Executor's, never I/O threads). Reconnects by
// itself: a connection that the server closed while it was idle is replaced before it is used.
class Database
{
public:
    struct Settings
    {
        std::string url;
        std::size_t connections = 10;
        std::chrono::milliseconds acquireTimeout{1000};
        std::chrono::milliseconds statementTimeout{5000};
        std::chrono::milliseconds idleInTransactionTimeout{10000};
    };

    Database(const Settings& settings, Metrics& metrics);
    ~Database();

    // One statement in a transaction of its own: one round trip.
    DatabaseResult<Rows> query(const TraceContext& parent,
                               const Statement& statement,
                               const SqlArguments& arguments = {},
                               const DescribeResult& describe = {});

    // BEGIN, work, COMMIT; ROLLBACK when `work` answers an error, which is then the result.
    using Work = std::function<DatabaseResult<void>(Transaction&)>;
    DatabaseResult<void> transact(const TraceContext& parent, const Work& work);
    // For several who share it. Each has one span of it, from BEGIN to COMMIT, instead of one for each statement.
    DatabaseResult<void> transact(std::span<const TraceContext> parents, const Work& work);

    // A span as those of query(), for a request whose statement is shared with others: it ends with `span`, and began
    // at `startUnixNs`, when the request began to wait for its turn.
    Span sharedSpan(std::string_view summary, const TraceContext& parent, std::int64_t startUnixNs, std::size_t batch);

    // Calls back on a thread of the listener as long as that exists.
    std::unique_ptr<NotificationListener> listen(const std::string& channel, std::function<void()> notified);

    // For /health/ready: empty when the last attempt to talk to the server succeeded (asks again at most once a
    // second), else a sentence.
    std::string problem();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
