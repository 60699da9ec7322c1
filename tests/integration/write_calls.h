// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/test_stack.h"

#include <QFile>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <libpq-fe.h>

namespace signalbox::test {

// A request to orders that can be sent again, to any instance.
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

// Someone with a password who can sign in as often as they like.
class Account
{
public:
    explicit Account(TestStack& stack, const QString& name)
        : m_stack(stack)
        , m_body(QJsonDocument(QJsonObject{{QStringLiteral("email"), name + QStringLiteral("@example.com")},
                                           {QStringLiteral("password"), QStringLiteral("correct horse battery")}})
                     .toJson(QJsonDocument::Compact))
    {
        m_stack.send("POST", QStringLiteral("/api/v1/auth/register"), {}, m_body);
    }

    // A token of its own each time.
    QByteArray signIn()
    {
        const HttpResponse login = m_stack.send("POST", QStringLiteral("/api/v1/auth/login"), {}, m_body);
        m_session = objectOf(login).value(QStringLiteral("refresh_token")).toString();
        return "Bearer " + objectOf(login).value(QStringLiteral("access_token")).toString().toLatin1();
    }
    // Ends the session of the last token.
    int signOut()
    {
        const QJsonObject session{{QStringLiteral("refresh_token"), m_session}};
        return m_stack
            .send("POST",
                  QStringLiteral("/api/v1/auth/logout"),
                  {},
                  QJsonDocument(session).toJson(QJsonDocument::Compact))
            .status;
    }

private:
    TestStack& m_stack;
    QByteArray m_body;
    QString m_session; // refresh token
};

// Holds everybody who writes orders, within their transactions, as long as it lives.
class HeldOrders
{
public:
    explicit HeldOrders(const TestStack& stack)
        : m_connection(PQconnectdb(superuserUrl(stack).toUtf8().constData()))
    {
        run("BEGIN");
        run("LOCK TABLE orders IN EXCLUSIVE MODE");
    }
    ~HeldOrders() { PQfinish(m_connection); }
    HeldOrders(const HeldOrders&) = delete;
    HeldOrders& operator=(const HeldOrders&) = delete;

    int waiting()
    {
        run("SELECT pg_stat_clear_snapshot()"); // who does what is looked up once in a transaction otherwise
        return run("SELECT count(*)" + waiters);
    }
    // As if the server had lost them: their transactions are rolled back.
    void endWaiting()
    {
        run("SELECT pg_stat_clear_snapshot()");
        run("SELECT count(pg_terminate_backend(l.pid))" + waiters);
    }

private:
    static QString superuserUrl(const TestStack& stack)
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
                     .value(QStringLiteral("orders"))
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
    inline static const QByteArray waiters =
        " FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid"
        " WHERE c.relname = 'orders' AND NOT l.granted AND (a.query LIKE '%WITH input AS MATERIALIZED%'"
        " OR EXISTS (SELECT FROM pg_locks k WHERE k.pid = l.pid AND k.locktype = 'advisory'))";
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
