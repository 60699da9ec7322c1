// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"

#include <QObject>

namespace signalbox {

// Gives the orders of every page to the daemon and says when one was refused. What an order did shows in the states
// and in the session's action. One for the window.
class StackCommands : public QObject
{
    Q_OBJECT

public:
    explicit StackCommands(StackSession& session, QObject* parent = nullptr);

    void start(const QStringList& services = {});
    void stop(const QStringList& services = {});
    void restart(const QString& service);
    void stopAndLeave();                             // the stack and its daemon
    bool isPending() const { return m_pending > 0; } // given, not yet taken

signals:
    void pendingChanged();
    void refused(const QString& sentence);
    void left(bool stopped); // the answer to stopAndLeave()

private:
    void watch(const QFuture<Result<QJsonValue>>& answer);

    StackSession& m_session;
    int m_pending = 0;
};

} // namespace signalbox
