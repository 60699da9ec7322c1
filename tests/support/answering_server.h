// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <utility>

namespace signalbox::test {

// An HTTP server on loopback that keeps what it was sent and gives the answer that the test wrote; held() keeps the
// client waiting.
class AnsweringServer final : public QTcpServer
{
public:
    AnsweringServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    void setAnswer(int status, const QByteArray& body) { m_status = status, m_body = body; }
    void hold(bool on) { m_hold = on; }
    // Answers those that were kept waiting, as far as they still listen.
    void answerHeld()
    {
        m_hold = false;
        for (const QPointer<QTcpSocket>& socket : std::exchange(m_held, {})) {
            if (socket)
                answer(socket);
        }
    }
    const QList<QByteArray>& requests() const { return m_requests; }
    // Value of a header of the request, empty when it is not there.
    QByteArray header(qsizetype request, const QByteArray& name) const
    {
        for (const QByteArray& line : m_requests.at(request).split('\n')) {
            if (line.toLower().startsWith(name.toLower() + ':'))
                return line.mid(name.size() + 1).trimmed();
        }
        return {};
    }
    QByteArray body(qsizetype request) const
    {
        const QByteArray& whole = m_requests.at(request);
        return whole.mid(whole.indexOf("\r\n\r\n") + 4);
    }
    // Called with the trace id of each request before it is answered.
    std::function<void(const QString&)> onRequest = [](const QString&) {};

private:
    void read(QTcpSocket* socket)
    {
        QByteArray& pending = m_pending[socket];
        pending += socket->readAll();
        const qsizetype end = pending.indexOf("\r\n\r\n");
        const qsizetype at = pending.toLower().indexOf("content-length:");
        const qsizetype length =
            at < 0 ? 0 : pending.mid(at + 15, pending.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        if (end < 0 || pending.size() < end + 4 + length)
            return;
        m_requests.append(pending);
        pending.clear();
        onRequest(QString::fromLatin1(header(m_requests.size() - 1, "traceparent").mid(3, 32)));
        if (m_hold)
            m_held.append(socket);
        else
            answer(socket);
    }

    void answer(QTcpSocket* socket)
    {
        socket->write("HTTP/1.1 " + QByteArray::number(m_status) +
                      " Said\r\nContent-Type: application/json\r\nContent-Length: " +
                      QByteArray::number(m_body.size()) + "\r\n\r\n" + m_body);
    }

    QList<QPointer<QTcpSocket>> m_held;
    QHash<QTcpSocket*, QByteArray> m_pending;
    QList<QByteArray> m_requests;
    QByteArray m_body = "{}";
    int m_status = 200;
    bool m_hold = false;
};

} // namespace signalbox::test
