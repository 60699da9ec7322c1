// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/daemon_launcher.h"
#include "core/control/socket_channel.h"
#include "core/control/stack_session.h"

#include <chrono>
#include <memory>

namespace signalbox {

// A command's attachment to a daemon: the wire, the session on it, and whether this command started the daemon.
class Connection
{
public:
    // Error::Code::Unavailable when none runs.
    static Result<std::unique_ptr<Connection>> attach(const StackLocation& location);
    // Starts a daemon when none runs.
    static Result<std::unique_ptr<Connection>> attachOrLaunch(const StackLocation& location);

    StackSession& session() { return m_session; }
    SocketChannel& channel() { return m_channel; }
    bool launchedHere() const { return m_launchedHere; }

    // One call, waited for.
    Result<QJsonValue> call(const QString& method, const QJsonObject& params = {});

private:
    explicit Connection(const StackLocation& location);

    SocketChannel m_channel;
    StackSession m_session;
    bool m_launchedHere = false;
};

// Of a future answer, without waiting longer than a call may take.
Result<QJsonValue> awaitAnswer(const QFuture<Result<QJsonValue>>& answer);

} // namespace signalbox
