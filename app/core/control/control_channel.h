// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QJsonObject>
#include <QJsonValue>
#include <QObject>

namespace signalbox {

// The wire to a daemon: JSON-RPC 2.0, one message a line, over the stack's Unix socket. A seam, so that presenters
// are tested without a daemon: SocketChannel (network) and test::FakeControlChannel.
class ControlChannel : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Ends with the `result` of the answer, or with an Error whose message is the daemon's sentence.
    virtual QFuture<Result<QJsonValue>> call(const QString& method, const QJsonObject& params = {}) = 0;
    virtual bool isConnected() const = 0;

signals:
    void connected();
    void disconnected(const QString& why);
    void notified(const QString& method, const QJsonObject& params);
};

} // namespace signalbox
