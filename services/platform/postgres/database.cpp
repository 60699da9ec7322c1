// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/failpoints/failpoint.h"
#include "platform/postgres/connection.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace platform {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr Statement selectOne{"platform_ping", "SELECT 1", "SELECT 1"};

Span clientSpan(std::string_view summary,
                const TraceContext& parent,
                const std::string& database,
                std::int64_t startUnixNs = unixNanoseconds())
{
    if (!parent.valid())
        return {}; // a poll of nobody's request is no trace
    Span span(summary, SpanKind::Client, parent, startUnixNs);
    span.set("db.system.name", "postgresql");
    span.set("db.namespace", database);
    span.set("db.operation.name", summary.substr(0, summary.find(' ')));
    span.set("db.query.summary", summary);
    return span;
}

DatabaseError plannedFailure()
{
    return {DatabaseError::Kind::Unavailable, {}, "A failpoint."};
}

// A statement that is a transaction by itself and writes what somebody asked for.
bool isWrite(const Statement& statement)
{
    return statement.summary.starts_with("INSERT");
}

DatabaseError& recorded(Span& span, DatabaseError& error)
{
    recordError(span, error);
    return error;
}

// The path of a URL: what OpenTelemetry calls the namespace.
std::string databaseNameOf(const std::string& url)
{
    const std::size_t host = url.find("://");
    const std::size_t slash = host == std::string::npos ? host : url.find('/', host + 3);
    if (slash == std::string::npos)
        return {};
    return url.substr(slash + 1, url.find('?', slash) - slash - 1);
}

} // namespace

struct Database::Private
{
    Private(const Settings& s, Metrics& metrics)
        : settings(s)
        , url(withSessionSettings(s.url, s))
        , name(databaseNameOf(s.url))
        , inUse(metrics.gauge("db_client_connections_in_use", "Database connections that are working."))
        , waited(metrics.histogram("db_client_connection_wait_seconds", "Time until a connection was free."))
        , failures(metrics.counter("db_client_errors_total", "Statements and connections that failed."))
    {
    }

    struct Lease
    {
        Private& owner;
        std::unique_ptr<Connection> connection;
        ~Lease() { owner.giveBack(std::move(connection)); }
    };

    DatabaseResult<std::unique_ptr<Connection>> acquire();
    void giveBack(std::unique_ptr<Connection> connection);
    void note(const std::optional<DatabaseError>& error);
    void watch();

    template<typename Task>
    DatabaseResult<Rows> withConnection(Task task);

    const Settings settings;
    const std::string url;
    const std::string name;
    Metrics::Gauge inUse;
    Metrics::Histogram waited;
    Metrics::Counter failures;

    std::mutex mutex;
    std::condition_variable freed;
    std::condition_variable stopping;
    std::vector<std::unique_ptr<Connection>> idle;
    std::size_t open = 0;
    bool stopped = false;
    Clock::time_point lastAnswer{};
    std::string problem = "No connection to the database has been made yet.";
    std::thread watcher;
};

DatabaseResult<std::unique_ptr<Connection>> Database::Private::acquire()
{
    const auto asked = Clock::now();
    std::unique_ptr<Connection> connection;
    {
        std::unique_lock lock(mutex);
        const bool got = freed.wait_for(
            lock, settings.acquireTimeout, [this] { return !idle.empty() || open < settings.connections; });
        if (!got)
            return tl::unexpected(
                DatabaseError{DatabaseError::Kind::Unavailable, {}, "No database connection became free in time."});
        if (idle.empty()) {
            ++open;
        } else {
            connection = std::move(idle.back());
            idle.pop_back();
        }
    }
    waited.observe(std::chrono::duration<double>(Clock::now() - asked).count());
    inUse.add(1);
    try {
        if (!connection || !connection->isUsable())
            connection = std::make_unique<Connection>(url);
    } catch (const std::exception& e) {
        giveBack(nullptr);
        DatabaseError error = databaseErrorOf(e);
        note(error);
        return tl::unexpected(std::move(error));
    }
    return connection;
}

void Database::Private::giveBack(std::unique_ptr<Connection> connection)
{
    inUse.add(-1);
    {
        const std::lock_guard lock(mutex);
        if (connection)
            idle.push_back(std::move(connection));
        else
            --open;
    }
    freed.notify_one();
}

void Database::Private::note(const std::optional<DatabaseError>& error)
{
    if (error)
        failures.add();
    const std::lock_guard lock(mutex);
    if (!error || !endsSession(*error)) {
        lastAnswer = Clock::now();
        problem.clear();
    } else {
        problem = "The database cannot be reached: " + error->message;
    }
}

// Runs `task` on a connection; turns what libpqxx throws into a value, and drops a connection that did not survive.
template<typename Task>
DatabaseResult<Rows> Database::Private::withConnection(Task task)
{
    auto acquired = acquire();
    if (!acquired)
        return tl::unexpected(std::move(acquired.error()));
    Lease lease{*this, std::move(*acquired)};
    std::optional<DatabaseError> error;
    try {
        DatabaseResult<Rows> rows = task(*lease.connection);
        if (rows) {
            note({});
            return rows;
        }
        error = rows.error();
    } catch (const std::exception& e) {
        error = databaseErrorOf(e);
    }
    if (endsSession(*error))
        lease.connection.reset();
    note(error);
    return tl::unexpected(std::move(*error));
}

// Keeps `problem` true when nobody asks: often until the first answer, then once a second.
void Database::Private::watch()
{
    std::unique_lock lock(mutex);
    while (!stopped) {
        if (Clock::now() - lastAnswer >= 1s) {
            lock.unlock();
            const auto answer = withConnection([](Connection& connection) -> DatabaseResult<Rows> {
                pqxx::nontransaction transaction(connection.raw());
                return connection.execute(transaction, selectOne, {});
            });
            lock.lock();
        }
        stopping.wait_for(lock, problem.empty() ? 1000ms : 100ms, [this] { return stopped; });
    }
}

namespace {

// A transaction in which each statement has its span; the first error makes the rest refuse.
class PgTransaction final : public Transaction
{
public:
    PgTransaction(Connection& connection, std::span<const TraceContext> parents)
        : m_connection(connection)
        , m_parents(parents)
        , m_parent(parents.size() == 1 ? parents.front() : TraceContext())
        , m_work(connection.raw())
    {
    }

    DatabaseResult<Rows> query(const Statement& statement, const SqlArguments& arguments) override
    {
        Span span = clientSpan(statement.summary, m_parent, m_connection.database());
        try {
            return m_connection.execute(m_work, statement, arguments);
        } catch (const std::exception& e) {
            DatabaseError error = databaseErrorOf(e);
            return tl::unexpected(recorded(span, error));
        }
    }

    void annotate(std::string_view key, std::string_view value) override
    {
        m_annotations.emplace_back(std::string(key), std::string(value));
    }

    DatabaseResult<Rows> commit()
    {
        std::vector<Span> spans = commitSpans();
        if (failsAt(Failpoint::BeforeCommit))
            return tl::unexpected(plannedFailure());
        try {
            m_work.commit();
            if (failsAt(Failpoint::AfterCommit))
                return tl::unexpected(plannedFailure());
            return Rows(0, 0, {});
        } catch (const std::exception& e) {
            const DatabaseError error = databaseErrorOf(e);
            for (Span& span : spans)
                recordError(span, error);
            return tl::unexpected(error);
        }
    }

private:
    std::vector<Span> commitSpans() const
    {
        const bool shared = m_parents.size() > 1;
        std::vector<Span> spans;
        for (const TraceContext& parent : m_parents) {
            Span& span = spans.emplace_back(
                clientSpan("COMMIT", parent, m_connection.database(), shared ? m_began : unixNanoseconds()));
            if (shared)
                span.set("db.operation.batch.size", static_cast<std::int64_t>(m_parents.size()));
            else
                annotateSpan(span);
        }
        return spans;
    }
    void annotateSpan(Span& span) const
    {
        for (const auto& [key, value] : m_annotations)
            span.set(key, value);
    }

    Connection& m_connection;
    std::span<const TraceContext> m_parents;
    std::int64_t m_began = unixNanoseconds();
    TraceContext m_parent;
    pqxx::work m_work;
    std::vector<std::pair<std::string, std::string>> m_annotations;
};

} // namespace

Database::Database(const Settings& settings, Metrics& metrics)
    : d(std::make_unique<Private>(settings, metrics))
{
    d->watcher = std::thread([this] { d->watch(); });
}

Database::~Database()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopped = true;
    }
    d->stopping.notify_all();
    d->watcher.join();
}

DatabaseResult<Rows> Database::query(const TraceContext& parent,
                                     const Statement& statement,
                                     const SqlArguments& arguments,
                                     const DescribeResult& describe)
{
    return d->withConnection([&](Connection& connection) -> DatabaseResult<Rows> {
        Span span = clientSpan(statement.summary, parent, connection.database());
        try {
            if (isWrite(statement) && failsAt(Failpoint::BeforeCommit))
                return tl::unexpected(plannedFailure());
            pqxx::nontransaction transaction(connection.raw());
            Rows rows = connection.execute(transaction, statement, arguments);
            if (isWrite(statement) && failsAt(Failpoint::AfterCommit))
                return tl::unexpected(plannedFailure());
            if (describe)
                describe(rows, span);
            return rows;
        } catch (const std::exception& e) {
            DatabaseError error = databaseErrorOf(e);
            return tl::unexpected(recorded(span, error));
        }
    });
}

DatabaseResult<void> Database::transact(const TraceContext& parent, const Work& work)
{
    return transact(std::span(&parent, 1), work);
}

DatabaseResult<void> Database::transact(std::span<const TraceContext> parents, const Work& work)
{
    const auto done = d->withConnection([&](Connection& connection) -> DatabaseResult<Rows> {
        PgTransaction transaction(connection, parents);
        if (auto worked = work(transaction); !worked)
            return tl::unexpected(std::move(worked.error()));
        return transaction.commit();
    });
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

Span Database::sharedSpan(std::string_view summary,
                          const TraceContext& parent,
                          std::int64_t startUnixNs,
                          std::size_t batch)
{
    Span span = clientSpan(summary, parent, d->name, startUnixNs);
    if (batch > 1) // semantic conventions: not set for a single operation
        span.set("db.operation.batch.size", static_cast<std::int64_t>(batch));
    return span;
}

void recordError(Span& span, const DatabaseError& error)
{
    span.fail(error.message);
    if (!error.sqlState.empty())
        span.set("db.response.status_code", error.sqlState);
}

std::unique_ptr<NotificationListener> Database::listen(const std::string& channel, std::function<void()> notified)
{
    return std::make_unique<NotificationListener>(d->url, channel, std::move(notified));
}

std::string Database::problem()
{
    const std::lock_guard lock(d->mutex);
    return d->problem;
}

} // namespace platform
