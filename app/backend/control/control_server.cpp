// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/control_server.h"

#include "backend/control/control_peer.h"
#include "core/base/when_done.h"
#include "core/control/json_rpc.h"

#include <QFile>
#include <QLocalSocket>
#include <QPointer>

#include <unistd.h>

namespace signalbox {

ControlServer::ControlServer(QObject* parent)
    : QObject(parent)
    , m_user(geteuid())
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::admit);
}

ControlServer::~ControlServer()
{
    close();
}

void ControlServer::handle(const QString& name, const Method& method)
{
    m_methods.insert(name, method);
}

void ControlServer::handleNow(const QString& name, std::function<Answer(const QJsonObject&)> method)
{
    handle(name, [method = std::move(method)](const QJsonObject& params) {
        return QtFuture::makeReadyFuture(method(params));
    });
}

Result<void> ControlServer::listen(const StatePaths& paths, const QString& stackName)
{
    auto lock = DaemonLock::acquire(paths.lockFile(), stackName);
    if (!lock)
        return tl::unexpected(lock.error());
    m_lock = std::move(*lock);
    QLocalServer::removeServer(paths.controlSocket()); // left by a daemon that was killed; the lock says it is gone
    if (!m_server.listen(paths.controlSocket())) {
        return fail(Error::Code::Failed,
                    tr("The control socket %1 cannot be opened: %2. Choose another folder with --runtime-dir.")
                        .arg(paths.controlSocket(), m_server.errorString()));
    }
    QFile::setPermissions(paths.controlSocket(), QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

void ControlServer::close()
{
    m_server.close();
    while (!m_peers.isEmpty())
        drop(m_peers.first());
    m_lock.reset();
}

void ControlServer::notify(const QString& method, QJsonObject params)
{
    params.insert(QStringLiteral("sequence"), ++m_sequence);
    const QByteArray line = json_rpc::notification(method, params);
    const auto peers = m_peers; // sending may drop one
    for (ControlPeer* peer : peers)
        peer->send(line);
}

void ControlServer::admit()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        auto* peer = new ControlPeer(socket, this);
        connect(peer, &ControlPeer::gone, this, [this, peer] { drop(peer); });
        if (peer->user() != m_user) {
            peer->refuse({Error::Code::Refused,
                          tr("This daemon belongs to another user. Start a stack of your own with --state-dir and "
                             "--runtime-dir."),
                          {}});
            continue;
        }
        connect(peer, &ControlPeer::lineRead, this, [this, peer](const QByteArray& line) { dispatch(peer, line); });
        m_peers.append(peer);
        emit peersChanged();
    }
}

void ControlServer::drop(ControlPeer* peer)
{
    peer->disconnect(this);
    peer->deleteLater();
    if (m_peers.removeOne(peer))
        emit peersChanged();
}

void ControlServer::dispatch(ControlPeer* peer, const QByteArray& line)
{
    const auto message = json_rpc::parse(line);
    if (!message) {
        peer->send(json_rpc::answer(0, tl::unexpected(message.error())));
        return;
    }
    if (message->kind != json_rpc::Message::Kind::Request)
        return; // clients have nothing to notify
    const auto method = m_methods.constFind(message->method);
    if (method == m_methods.constEnd()) {
        peer->send(json_rpc::answer(
            message->id,
            fail(Error::Code::NotFound,
                 tr("The daemon has no method \"%1\"; is it of another version?").arg(message->method))));
        return;
    }
    const QFuture<Answer> answer = (*method)(message->params);
    if (answer.isFinished() && answer.resultCount() > 0) { // at once, so that it is not overtaken by notifications
        peer->send(json_rpc::answer(message->id, answer.result()));
        return;
    }
    whenDone(answer, this, [to = QPointer(peer), id = message->id](const Answer& late) {
        if (to)
            to->send(json_rpc::answer(id, late));
    });
}

} // namespace signalbox
