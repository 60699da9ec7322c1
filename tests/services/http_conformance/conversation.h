// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/http_conformance/conformance_case.h"

#include <QTcpSocket>

namespace http_conformance {

struct Outcome
{
    QList<int> answers;  // statuses in order, without 100
    int fromService = 0; // answers with the id that a service gives each request
    bool closed = false;
    QByteArray rest; // what came and is no complete answer
};

// One connection of a client that sends what it is told and reads what comes, with a connected socket. Blocking.
class Conversation
{
public:
    enum class Pace { AtOnce, ByteByByte };

    explicit Conversation(QTcpSocket& socket, int patienceMs = 5'000)
        : m_socket(socket)
        , m_patience(patienceMs)
    {
    }

    // Sends the bytes of a case and reads until the server has closed or said as much as the case expects of it.
    Outcome hold(const Case& row, Pace pace);
    // Waits for one answer more; false: none came.
    bool holdOn(Outcome& outcome);
    // Whether a further request is answered next, by 200 and this body: nothing was left behind on either side.
    bool answersNext(const QByteArray& request, const QByteArray& body);

private:
    void send(const QByteArray& bytes, Pace pace);
    bool receive(); // false: closed, or patience is at its end
    bool takeAnswer(Outcome& outcome, bool bodyless);

    QTcpSocket& m_socket;
    const int m_patience; // never used up when the server behaves
    QByteArray m_received;
    QByteArray m_body; // of the last answer
};

} // namespace http_conformance
