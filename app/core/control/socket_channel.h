// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/control_channel.h"
#include "core/control/json_rpc.h"

#include <QHash>
#include <QPromise>
#include <QTimer>

#include <memory>

class QLocalSocket;

namespace signalbox {

// The real wire: a Unix socket of a daemon. Connects when asked, and connects again by itself after a loss until it
// is destroyed. Calls in flight when the wire breaks end with an Error; nothing is sent twice.
class SocketChannel final : public ControlChannel
{
    Q_OBJECT

public:
    explicit SocketChannel(QString socketPath, QObject* parent = nullptr);
    ~SocketChannel() override;

    void open();                // connected() or disconnected(why) follows
    void setReconnect(bool on); // on by default

    QFuture<Result<QJsonValue>> call(const QString& method, const QJsonObject& params = {}) override;
    bool isConnected() const override;

private:
    struct Call;

    void readLines();
    void take(const QByteArray& line);
    void settle(qint64 id, const Result<QJsonValue>& result);
    void lose(const QString& why);
    QString connectProblem() const;

    QString m_path;
    std::unique_ptr<QLocalSocket> m_socket;
    LineSplitter m_splitter;
    QHash<qint64, std::shared_ptr<Call>> m_calls;
    QTimer m_reconnect;
    std::chrono::milliseconds m_delay; // before the next try
    bool m_mayReconnect = true;
    bool m_lost = true; // disconnected() was told, or nothing was ever connected
    qint64 m_lastId = 0;
};

} // namespace signalbox
