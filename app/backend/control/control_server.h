// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/control/daemon_lock.h"
#include "core/base/state_paths.h"

#include <QFuture>
#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QLocalServer>
#include <QObject>

#include <functional>
#include <optional>

#include <sys/types.h>

namespace signalbox {

class ControlPeer;

// The daemon's end of the control interface: JSON-RPC 2.0 over a Unix socket (0600, in a folder of 0700) that only
// processes of one user may use. Methods come from a table that others fill; notifications carry a sequence number.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    using Answer = Result<QJsonValue>;
    using Method = std::function<QFuture<Answer>(const QJsonObject& params)>;

    explicit ControlServer(QObject* parent = nullptr);
    ~ControlServer() override;

    void setAllowedUser(uid_t user) { m_user = user; } // ours unless told otherwise
    void handle(const QString& name, const Method& method);
    void handleNow(const QString& name, std::function<Answer(const QJsonObject& params)> method);

    // Takes the stack's lock, then listens. Error::Code::Conflict when another daemon has the stack.
    Result<void> listen(const StatePaths& paths, const QString& stackName);
    void close();

    void notify(const QString& method, QJsonObject params); // to every client, with the next sequence number
    qint64 sequence() const { return m_sequence; }
    qsizetype peerCount() const { return m_peers.size(); }

signals:
    void peersChanged();

private:
    void admit();
    void drop(ControlPeer* peer);
    void dispatch(ControlPeer* peer, const QByteArray& line);

    QLocalServer m_server;
    std::optional<DaemonLock> m_lock;
    uid_t m_user;
    QHash<QString, Method> m_methods;
    QList<ControlPeer*> m_peers;
    qint64 m_sequence = 0;
};

} // namespace signalbox
