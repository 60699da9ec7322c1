// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "integration/account.h"

#include <QFile>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <libpq-fe.h>

namespace signalbox::test {

// A request to a service that can be sent again, to any instance.
struct Call
{
    QByteArray method;
    QString path;
    HeaderList headers;
    QByteArray body;

    Call with(const QByteArray& name, const QByteArray& value) const
    {
        Call call = *this;
        call.headers.emplaceBack(name, value);
        return call;
    }
    Call keyed(const QByteArray& key) const { return with("Idempotency-Key", '"' + key + '"'); }
    Call saying(const QByteArray& text) const
    {
        Call call = *this;
        call.body = text;
        return call;
    }
};

inline QJsonObject objectOf(const HttpResponse& response)
{
    return QJsonDocument::fromJson(response.body).object();
}

// "idempotency-key-reused" of a problem's type.
inline QString problemOf(const HttpResponse& response)
{
    return objectOf(response).value(QStringLiteral("type")).toString().section(QLatin1Char('/'), -1);
}

inline bool isReplay(const HttpResponse& response)
{
    return response.header("Idempotent-Replayed") == "true";
}

// What the rows of the idempotency table are tried on: a service that has writes with keys, whose table has its name.
struct WrittenThing
{
    QString service;      // "orders", and its table
    QByteArray number;    // a member of the POST, at least 0
    QByteArray text;      // a member of both, and the only one of the PATCH here
    bool postNeedsKey;    // or may do without
    QByteArray refused;   // POST to it as /{id}/refused, or as PATCH when it is a body
    QByteArray hindrance; // what of a row lets that be refused: assignments of SQL
    QByteArray freedom;   // and no longer
    int refusal;          // its status

    QString path() const { return QStringLiteral("/api/v1/") + service; }
    QString pathOf(const QString& id) const { return path() + QLatin1Char('/') + id; }

    Call post(const QByteArray& token, int variant = 0) const
    {
        return {"POST",
                path(),
                {{"Authorization", token}, {"Content-Type", "application/json"}},
                "{\"" + number + "\": " + QByteArray::number(5000 + variant) + ", \"" + text + "\": \"box\"}"};
    }
    Call patch(const QByteArray& token,
               const QString& id,
               const QByteArray& value = "two boxes",
               const QByteArray& etag = "\"1\"") const
    {
        const Call patch = merge(token, id, "{\"" + text + "\": \"" + value + "\"}");
        return etag.isEmpty() ? patch : patch.with("If-Match", etag);
    }
    // What the domain refuses as long as the row is hindered.
    Call refusable(const QByteArray& token, const QString& id) const
    {
        if (refused.startsWith('{'))
            return merge(token, id, refused).with("If-Match", "*");
        return {"POST", pathOf(id) + QLatin1Char('/') + QString::fromLatin1(refused), {{"Authorization", token}}, {}};
    }

private:
    Call merge(const QByteArray& token, const QString& id, const QByteArray& body) const
    {
        return {
            "PATCH", pathOf(id), {{"Authorization", token}, {"Content-Type", "application/merge-patch+json"}}, body};
    }
};

inline const WrittenThing writtenThings[] = {{.service = QStringLiteral("orders"),
                                              .number = "amount",
                                              .text = "note",
                                              .postNeedsKey = false,
                                              .refused = "cancel",
                                              .hindrance = "status = 'confirmed'",
                                              .freedom = "status = 'created'",
                                              .refusal = 409},
                                             {.service = QStringLiteral("items"),
                                              .number = "stock",
                                              .text = "name",
                                              .postNeedsKey = true,
                                              .refused = R"({"stock": 0})",
                                              .hindrance = "reserved = 1",
                                              .freedom = "reserved = 0",
                                              .refusal = 422}};

// Holds everybody who writes to the table of a service, within their transactions, as long as it lives.
class HeldTable
{
public:
    HeldTable(const TestStack& stack, const QString& service)
        : m_waiters(waitersFor(service.toLatin1()))
        , m_connection(PQconnectdb(superuserUrl(stack, service).toUtf8().constData()))
    {
        run("BEGIN");
        run("LOCK TABLE " + service.toLatin1() + " IN EXCLUSIVE MODE");
    }
    ~HeldTable() { PQfinish(m_connection); }
    HeldTable(const HeldTable&) = delete;
    HeldTable& operator=(const HeldTable&) = delete;

    int waiting()
    {
        run("SELECT pg_stat_clear_snapshot()"); // who does what is looked up once in a transaction otherwise
        return run("SELECT count(*)" + m_waiters);
    }
    // As if the server had lost them: their transactions are rolled back.
    void endWaiting()
    {
        run("SELECT pg_stat_clear_snapshot()");
        run("SELECT count(pg_terminate_backend(l.pid))" + m_waiters);
    }

private:
    static QString superuserUrl(const TestStack& stack, const QString& service)
    {
        QFile secrets(stack.stateDir() + QStringLiteral("/secrets.env"));
        if (!secrets.open(QIODevice::ReadOnly))
            return {};
        QString password;
        for (const QByteArray& line : secrets.readAll().split('\n'))
            if (line.startsWith("POSTGRES_PASSWORD="))
                password = QString::fromUtf8(line.mid(line.indexOf('=') + 1)).remove(QLatin1Char('"'));
        QUrl url(stack.info()
                     .value(QStringLiteral("databases"))
                     .toObject()
                     .value(service)
                     .toObject()
                     .value(QStringLiteral("url"))
                     .toString());
        url.setUserName(QStringLiteral("postgres"));
        url.setPassword(password);
        return url.toString(QUrl::FullyEncoded);
    }

    int run(const QByteArray& sql)
    {
        PGresult* result = PQexec(m_connection, sql.constData());
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            qWarning("%s: %s", sql.constData(), PQerrorMessage(m_connection));
        const int value = status == PGRES_TUPLES_OK ? QByteArray(PQgetvalue(result, 0, 0)).toInt() : 0;
        PQclear(result);
        return value;
    }

    // Requests only: a saga's step may wait as well, but it neither inserts an order nor has the lock of a key.
    static QByteArray waitersFor(const QByteArray& table)
    {
        return " FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid"
               " WHERE c.relname = '" +
               table +
               "' AND NOT l.granted AND (a.query LIKE '%WITH input AS MATERIALIZED%'"
               " OR EXISTS (SELECT FROM pg_locks k WHERE k.pid = l.pid AND k.locktype = 'advisory'))";
    }

    const QByteArray m_waiters;
    PGconn* m_connection;
};

// A gateway between a client and a service that behaves badly: it loses the answer, or sends what it has written once
// more and passes on only the second answer.
class BadGate : public QTcpServer
{
public:
    enum class Fault { LosesTheAnswer, SendsTwice };

    BadGate(const QString& target, Fault fault)
        : m_target(target)
        , m_fault(fault)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] { relay(nextPendingConnection()); });
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    int answers() const { return m_answers; }

private:
    void relay(QTcpSocket* client)
    {
        QTcpSocket* service = connected(client);
        connect(client, &QTcpSocket::readyRead, service, [this, client, service] {
            const QByteArray bytes = client->readAll();
            m_written += bytes;
            service->write(bytes);
        });
        connect(service, &QTcpSocket::readyRead, client, [this, client, service] {
            service->readAll();
            service->disconnect(client);
            ++m_answers;
            if (m_fault == Fault::LosesTheAnswer)
                client->abort();
            else
                again(client);
        });
    }
    void again(QTcpSocket* client)
    {
        QTcpSocket* service = connected(client);
        service->write(m_written);
        connect(service, &QTcpSocket::readyRead, client, [this, client, service] {
            ++m_answers;
            client->write(service->readAll());
        });
    }
    QTcpSocket* connected(QTcpSocket* client)
    {
        auto* service = new QTcpSocket(client);
        service->connectToHost(m_target.host(), quint16(m_target.port()));
        return service;
    }

    const QUrl m_target;
    const Fault m_fault;
    QByteArray m_written;
    int m_answers = 0;
};

} // namespace signalbox::test
