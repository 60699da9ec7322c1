// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/probe/postgres_probe.h"

#include <QCoreApplication>
#include <QtConcurrent>

#include <libpq-fe.h>
#include <poll.h>

#include <chrono>

namespace signalbox {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto postgresPatience = std::chrono::milliseconds(1'500);

struct PostgresProbing
{
    Q_DECLARE_TR_FUNCTIONS(PostgresProbing)
};

bool waitFor(int socket, short events, Clock::time_point deadline)
{
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd watched{socket, events, 0};
    return socket >= 0 && left > 0 && poll(&watched, 1, int(left)) > 0;
}

struct CloseConnection
{
    void operator()(PGconn* connection) const { PQfinish(connection); }
};

} // namespace

// Used by one pool thread at a time: a question is only asked when the one before was answered. libpq's blocking calls
// have no deadline below two seconds, so all is done with its asynchronous ones.
struct PostgresProbeSession::Connection
{
    QByteArray conninfo;
    std::unique_ptr<PGconn, CloseConnection> connection;
    QString version;

    Result<void> ask()
    {
        const auto deadline = Clock::now() + postgresPatience;
        if (!connection) {
            if (auto opened = open(deadline); !opened)
                return opened;
        }
        if (auto answered = select(deadline); !answered) {
            connection.reset();
            return answered;
        }
        return {};
    }

    tl::unexpected<Error> trouble()
    {
        QString said = connection ? QString::fromUtf8(PQerrorMessage(connection.get())).simplified() : QString();
        connection.reset();
        return said.isEmpty() ? fail(Error::Code::Timeout, PostgresProbing::tr("no answer"))
                              : fail(Error::Code::Unavailable, said);
    }

    Result<void> open(Clock::time_point deadline)
    {
        connection.reset(PQconnectStart(conninfo.constData()));
        if (!connection || PQstatus(connection.get()) == CONNECTION_BAD)
            return trouble();
        for (PostgresPollingStatusType state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;) {
            const short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
            if (!waitFor(PQsocket(connection.get()), events, deadline))
                return trouble();
            state = PQconnectPoll(connection.get());
            if (state == PGRES_POLLING_FAILED)
                return trouble();
        }
        // "15.14 (Debian 15.14-0+deb12u1)": the packager's part says nothing more.
        version =
            QString::fromUtf8(PQparameterStatus(connection.get(), "server_version")).section(QLatin1Char(' '), 0, 0);
        return {};
    }

    Result<void> select(Clock::time_point deadline)
    {
        if (PQsendQuery(connection.get(), "SELECT 1") == 0)
            return trouble();
        while (PQisBusy(connection.get()) != 0) {
            if (!waitFor(PQsocket(connection.get()), POLLIN, deadline) || PQconsumeInput(connection.get()) == 0)
                return trouble();
        }
        bool answered = false;
        while (PGresult* result = PQgetResult(connection.get())) {
            answered = PQresultStatus(result) == PGRES_TUPLES_OK;
            PQclear(result);
            if (!answered)
                break;
        }
        return answered ? Result<void>() : trouble();
    }
};

PostgresProbeSession::PostgresProbeSession(const PostgresProbe& probe, QThreadPool* pool)
    : m_pool(pool)
    , m_connection(std::make_shared<Connection>())
{
    m_connection->conninfo = probe.conninfo.toUtf8();
}

QFuture<Result<void>> PostgresProbeSession::ask()
{
    return QtConcurrent::run(m_pool, [connection = m_connection] { return connection->ask(); });
}

QString PostgresProbeSession::version() const
{
    return m_connection->version;
}

} // namespace signalbox
