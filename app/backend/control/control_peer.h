// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/json_rpc.h"

#include <QObject>

#include <optional>

#include <sys/types.h>

class QLocalSocket;

namespace signalbox {

// One client of the control server: its socket, cut into lines. Owns the socket.
class ControlPeer : public QObject
{
    Q_OBJECT

public:
    ControlPeer(QLocalSocket* socket, QObject* parent);

    std::optional<uid_t> user() const; // SO_PEERCRED (unix(7)); nothing when the kernel does not say
    void send(const QByteArray& line);
    void refuse(const Error& error); // says why, then ends the connection

signals:
    void lineRead(const QByteArray& line);
    void gone();

private:
    void read();

    QLocalSocket* m_socket;
    LineSplitter m_splitter;
    bool m_refused = false; // what it still says is thrown away
};

} // namespace signalbox
