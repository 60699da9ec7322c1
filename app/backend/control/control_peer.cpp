// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/control_peer.h"

#include "core/control/control_limits.h"

#include <QLocalSocket>
#include <QTimer>

#include <sys/socket.h>

namespace signalbox {

ControlPeer::ControlPeer(QLocalSocket* socket, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_splitter(control_limits::lineBytes)
{
    m_socket->setParent(this);
    connect(m_socket, &QLocalSocket::readyRead, this, &ControlPeer::read);
    connect(m_socket, &QLocalSocket::disconnected, this, &ControlPeer::gone);
}

std::optional<uid_t> ControlPeer::user() const
{
    ucred credentials{};
    socklen_t size = sizeof credentials;
    const int descriptor = static_cast<int>(m_socket->socketDescriptor());
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return {};
    return credentials.uid;
}

void ControlPeer::send(const QByteArray& line)
{
    if (m_socket->state() != QLocalSocket::ConnectedState)
        return;
    m_socket->write(line);
    m_socket->flush();
    if (m_socket->bytesToWrite() > control_limits::unsentBytes)
        m_socket->abort(); // it does not read; the others shall not wait for it
}

void ControlPeer::refuse(const Error& error)
{
    m_refused = true;
    send(json_rpc::answer(0, tl::unexpected(error)));
    // Only our side is closed: closing while the client still writes would throw away what it was just told (unix(7)).
    shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    QTimer::singleShot(control_limits::refusedLinger, m_socket, &QLocalSocket::abort);
}

void ControlPeer::read()
{
    const QByteArray bytes = m_socket->readAll();
    if (m_refused)
        return;
    const auto lines = m_splitter.feed(bytes);
    for (const QByteArray& line : lines)
        emit lineRead(line);
    if (m_splitter.overflowed()) {
        refuse({Error::Code::InvalidData,
                tr("A message may have %1 bytes at most; the connection was ended.").arg(control_limits::lineBytes),
                {}});
    }
}

} // namespace signalbox
