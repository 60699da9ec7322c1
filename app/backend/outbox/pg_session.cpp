// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/outbox/pg_session.h"

#include <QCoreApplication>

#include <array>
#include <libpq-fe.h>
#include <poll.h>
#include <utility>
#include <vector>

namespace signalbox {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Finish
{
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear
{
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, Clear>;

// 42P01 undefined table, 3D000 undefined database, 3F000 undefined schema, 28000/28P01 role or password not there yet.
bool isMissing(const QByteArray& state)
{
    return state == "42P01" || state == "3D000" || state == "3F000" || state == "28000" || state == "28P01";
}

QString oneLine(const char* message)
{
    return QString::fromUtf8(message).simplified();
}

} // namespace

struct PgSession::Private
{
    QByteArray conninfo;
    int cancel = -1;
    std::unique_ptr<PGconn, Finish> connection;

    bool wait(short events, Clock::time_point until) const;
    tl::unexpected<Error> lost(Error::Code code, const QString& message);
    Result<ResultPointer> receive(Clock::time_point until);
};

// False when the time is over or the caller is to end.
bool PgSession::Private::wait(short events, Clock::time_point until) const
{
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    std::array<pollfd, 2> files{pollfd{PQsocket(connection.get()), events, 0}, pollfd{cancel, POLLIN, 0}};
    if (left <= milliseconds(0) || ::poll(files.data(), files.size(), static_cast<int>(left.count())) <= 0)
        return false;
    return files[1].revents == 0;
}

tl::unexpected<Error> PgSession::Private::lost(Error::Code code, const QString& message)
{
    connection.reset();
    return fail(code, message);
}

PgSession::PgSession(const QString& conninfo, int cancelDescriptor)
    : m_d(std::make_unique<Private>())
{
    m_d->conninfo = conninfo.toUtf8();
    m_d->cancel = cancelDescriptor;
}

PgSession::~PgSession() = default;

bool PgSession::isOpen() const
{
    return m_d->connection != nullptr;
}

void PgSession::close()
{
    m_d->connection.reset();
}

Result<void> PgSession::open(milliseconds timeout)
{
    const std::array keys{"dbname", "application_name", "options", static_cast<const char*>(nullptr)};
    const std::array values{m_d->conninfo.constData(),
                            "signalbox",
                            "-c default_transaction_read_only=on -c statement_timeout=1000",
                            static_cast<const char*>(nullptr)};
    const auto until = Clock::now() + timeout;
    m_d->connection.reset(PQconnectStartParams(keys.data(), values.data(), 1));
    auto state = PGRES_POLLING_WRITING;
    while (PQstatus(m_d->connection.get()) != CONNECTION_BAD && state != PGRES_POLLING_OK) {
        if (!m_d->wait(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until))
            return m_d->lost(Error::Code::Timeout,
                             QCoreApplication::translate("Outbox", "the database does not answer"));
        state = PQconnectPoll(m_d->connection.get());
        if (state == PGRES_POLLING_FAILED)
            break;
    }
    if (state != PGRES_POLLING_OK)
        return m_d->lost(Error::Code::Unavailable, oneLine(PQerrorMessage(m_d->connection.get())));
    PQsetnonblocking(m_d->connection.get(), 1);
    return {};
}

Result<ResultPointer> PgSession::Private::receive(Clock::time_point until)
{
    int unsent = PQflush(connection.get());
    while (unsent == 1) {
        if (!wait(POLLIN | POLLOUT, until) || PQconsumeInput(connection.get()) == 0)
            return lost(Error::Code::Timeout, QCoreApplication::translate("Outbox", "the database does not answer"));
        unsent = PQflush(connection.get());
    }
    ResultPointer last;
    while (true) {
        while (PQisBusy(connection.get()) != 0) {
            if (!wait(POLLIN, until))
                return lost(Error::Code::Timeout,
                            QCoreApplication::translate("Outbox", "the database does not answer"));
            if (PQconsumeInput(connection.get()) == 0)
                return lost(Error::Code::Unavailable, oneLine(PQerrorMessage(connection.get())));
        }
        ResultPointer next(PQgetResult(connection.get()));
        if (!next)
            return last;
        last = std::move(next);
    }
}

Result<QList<PgSession::Row>>
PgSession::query(const QByteArray& sql, const QByteArrayList& parameters, milliseconds timeout)
{
    const auto until = Clock::now() + timeout;
    std::vector<const char*> values;
    for (const QByteArray& parameter : parameters)
        values.push_back(parameter.constData());
    if (!m_d->connection || PQsendQueryParams(m_d->connection.get(),
                                              sql.constData(),
                                              static_cast<int>(values.size()),
                                              nullptr,
                                              values.data(),
                                              nullptr,
                                              nullptr,
                                              0) == 0)
        return m_d->lost(Error::Code::Unavailable, oneLine(PQerrorMessage(m_d->connection.get())));
    const auto result = m_d->receive(until);
    if (!result)
        return tl::unexpected(result.error());
    PGresult* answer = result->get();
    if (PQresultStatus(answer) != PGRES_TUPLES_OK) {
        const QString message = oneLine(PQresultErrorMessage(answer));
        if (PQstatus(m_d->connection.get()) == CONNECTION_BAD)
            return m_d->lost(Error::Code::Unavailable, message);
        const QByteArray state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        return fail(isMissing(state) ? Error::Code::NotFound : Error::Code::Failed, message);
    }
    QList<Row> rows;
    for (int row = 0; row < PQntuples(answer); ++row) {
        Row& fields = rows.emplaceBack();
        for (int column = 0; column < PQnfields(answer); ++column)
            fields.append(PQgetisnull(answer, row, column) != 0
                              ? QByteArray()
                              : QByteArray(PQgetvalue(answer, row, column), PQgetlength(answer, row, column)));
    }
    return rows;
}

} // namespace signalbox
