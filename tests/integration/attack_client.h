// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/test_stack.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QUrl>

namespace signalbox::test {

struct AttackAnswer
{
    int status = 0; // 0: closed without an answer
    QByteArray body;
};

// Sends bytes that no HTTP library would, straight to a service or through the edge, and reads one answer. Blocking.
class AttackClient
{
public:
    explicit AttackClient(const TestStack& stack)
        : m_stack(stack)
    {
    }

    QByteArray edgeHost() const { return edgeUrl().host().toLatin1(); }
    quint16 portOf(const QString& service) const
    {
        const QJsonObject services = m_stack.info().value(QStringLiteral("services")).toObject();
        const QUrl url(services.value(service).toObject().value(QStringLiteral("http_url")).toString());
        return static_cast<quint16>(url.port());
    }

    AttackAnswer toService(const QString& service, const QByteArray& bytes) const
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), portOf(service));
        return socket.waitForConnected(patience) ? exchange(socket, bytes) : AttackAnswer();
    }

    AttackAnswer toEdge(const QByteArray& bytes) const
    {
        QSslSocket socket;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(
            QSslCertificate::fromPath(m_stack.info().value(QStringLiteral("ca_file")).toString()));
        configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
        socket.setSslConfiguration(configuration);
        socket.setPeerVerifyName(edgeUrl().host());
        socket.connectToHostEncrypted(
            QStringLiteral("127.0.0.1"), static_cast<quint16>(edgeUrl().port()), edgeUrl().host());
        return socket.waitForEncrypted(patience) ? exchange(socket, bytes) : AttackAnswer();
    }

private:
    static constexpr int patience = 20'000; // ms; never used up when the servers behave

    QUrl edgeUrl() const { return QUrl(m_stack.info().value(QStringLiteral("edge_url")).toString()); }

    static AttackAnswer exchange(QTcpSocket& socket, const QByteArray& bytes)
    {
        socket.write(bytes);
        QByteArray read;
        while (!isComplete(read) && socket.waitForReadyRead(patience))
            read += socket.readAll();
        read += socket.readAll();
        const qsizetype end = read.indexOf("\r\n\r\n");
        if (!read.startsWith("HTTP/1.1 ") || end < 0)
            return {};
        return {read.mid(9, 3).toInt(), read.mid(end + 4)};
    }

    static bool isComplete(const QByteArray& read)
    {
        const qsizetype end = read.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QByteArray head = read.first(end).toLower();
        const qsizetype length = head.indexOf("content-length:");
        if (length < 0)
            return !head.contains("transfer-encoding:") || read.endsWith("0\r\n\r\n");
        const qsizetype begin = length + 15;
        return read.size() - end - 4 >= head.mid(begin, head.indexOf('\r', begin) - begin).trimmed().toLongLong();
    }

    const TestStack& m_stack;
};

} // namespace signalbox::test
