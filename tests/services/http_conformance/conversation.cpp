// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http_conformance/conversation.h"

#include <sys/socket.h>

namespace http_conformance {
namespace {

int lengthOf(const QByteArray& head)
{
    for (const QByteArray& line : head.split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            return line.mid(line.indexOf(':') + 1).trimmed().toInt();
    }
    return 0;
}

} // namespace

Outcome Conversation::hold(const Case& row, Pace pace)
{
    send(row.bytes, pace);
    if (row.endsSending)
        ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
    Outcome outcome;
    do {
        while (takeAnswer(outcome, row.bodyless)) {
        }
        if (row.after == After::Open && outcome.answers.size() >= row.answers.size())
            break;
    } while (receive());
    while (takeAnswer(outcome, row.bodyless)) {
    }
    outcome.closed = m_socket.state() != QAbstractSocket::ConnectedState;
    outcome.rest = m_received;
    return outcome;
}

bool Conversation::holdOn(Outcome& outcome)
{
    receive();
    return takeAnswer(outcome, false);
}

bool Conversation::answersNext(const QByteArray& request, const QByteArray& body)
{
    send(request, Pace::AtOnce);
    Outcome outcome;
    while (!takeAnswer(outcome, false) && receive()) {
    }
    return outcome.answers == QList<int>{200} && m_body == body && m_received.isEmpty();
}

// A server that has refused the first half of it may close before the second: then the rest is not sent.
void Conversation::send(const QByteArray& bytes, Pace pace)
{
    const qsizetype step = pace == Pace::AtOnce ? bytes.size() : 1;
    for (qsizetype at = 0; at < bytes.size() && m_socket.isValid(); at += step) {
        m_socket.write(bytes.mid(at, step));
        m_socket.flush();
    }
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(m_patience)) {
    }
}

bool Conversation::receive()
{
    const bool more = m_socket.waitForReadyRead(m_patience);
    m_received += m_socket.readAll();
    return more;
}

bool Conversation::takeAnswer(Outcome& outcome, bool bodyless)
{
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end < 0 || !m_received.startsWith("HTTP/1."))
        return false;
    const QByteArray head = m_received.first(end);
    const int status = head.mid(9, 3).toInt();
    const qsizetype length = bodyless ? 0 : lengthOf(head);
    if (m_received.size() < end + 4 + length)
        return false;
    m_body = m_received.mid(end + 4, length);
    m_received.remove(0, end + 4 + length);
    if (status == 100)
        return true;
    outcome.answers.append(status);
    outcome.fromService += head.toLower().contains("\r\nx-request-id:") ? 1 : 0;
    return true;
}

} // namespace http_conformance
