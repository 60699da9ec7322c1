// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QMultiMap>
#include <QTcpSocket>

namespace platform::test {

struct Answer
{
    int status = 0; // 0: the connection was closed instead
    QMultiMap<QByteArray, QByteArray> fields;
    QByteArray body;
};

// A client that sends exactly the bytes it is given, which no HTTP library would.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected(patience);
    }

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

    void send(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(patience)) {
        }
    }

    Answer receive(bool hasBody = true)
    {
        const QByteArray head = readTo("\r\n\r\n");
        Answer answer;
        const QList<QByteArray> lines = head.split('\n');
        if (!head.startsWith("HTTP/1.1 "))
            return answer;
        answer.status = lines.first().mid(9, 3).toInt();
        for (const QByteArray& line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0)
                answer.fields.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const int length = hasBody ? answer.fields.value("content-length").toInt() : 0;
        while (m_read.size() < length && m_socket.waitForReadyRead(patience))
            m_read += m_socket.readAll();
        answer.body = m_read.first(qMin<qsizetype>(length, m_read.size()));
        m_read.remove(0, answer.body.size());
        return answer;
    }

    Answer ask(const QByteArray& bytes)
    {
        send(bytes);
        return receive();
    }

    bool isClosedByServer()
    {
        while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead(patience)) {
        }
        return m_socket.state() != QAbstractSocket::ConnectedState;
    }

private:
    static constexpr int patience = 10'000; // ms; never used up when the test passes

    QByteArray readTo(const QByteArray& end)
    {
        while (!m_read.contains(end) && m_socket.waitForReadyRead(patience))
            m_read += m_socket.readAll();
        const qsizetype at = m_read.indexOf(end);
        if (at < 0)
            return {};
        const QByteArray part = m_read.first(at + end.size());
        m_read.remove(0, part.size());
        return part;
    }

    QTcpSocket m_socket;
    QByteArray m_read;
};

} // namespace platform::test
