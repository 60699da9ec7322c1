// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_client.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace signalbox::test {

// The reference stack, started by the product's own programs in folders of its own, on ports that are free. Blocking:
// for tests only. Destroying it takes everything down.
class TestStack
{
public:
    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;
        QJsonObject json() const;
    };

    TestStack();
    ~TestStack();

    // Starts daemon and stack and waits until every service is ready. Empty = fine, else why not.
    QString up();
    QString down();
    Outcome ctl(const QStringList& arguments, int timeoutMs = 90'000) const;
    QJsonObject info() const { return m_info; }
    QJsonObject status(const QString& service) const; // one service of `status --json`
    bool isReady(const QString& service) const;
    qint64 daemonPid() const;
    QString stateDir() const { return m_folder.filePath(QStringLiteral("state")); }
    QString runtimeDir() const { return m_folder.filePath(QStringLiteral("run")); }

    // Through the edge, as a client would.
    HttpResponse
    send(const QByteArray& method, const QString& path, const HeaderList& headers = {}, const QByteArray& body = {});
    // Registers a user that nobody has yet and signs in: an Authorization header.
    HeaderList signIn();
    HttpResponse
    postOrder(const HeaderList& user, const QByteArray& body = R"({"amount": 5000})", const QByteArray& key = {});
    // One number from a database, as its owner.
    qint64 count(const QString& database, const QString& sql) const;

private:
    QTemporaryDir m_folder;
    QJsonObject m_info;
    HttpClient m_http;
    int m_users = 0;
};

// Every process of the host, by the numbers of /proc, that is alive (zombies are not) and has `text` in its command
// line or environment.
QList<qint64> processesNaming(const QString& text);
// Ports that somebody listens on, of all addresses, from /proc/net/tcp and tcp6.
QSet<int> listeningPorts();

} // namespace signalbox::test
