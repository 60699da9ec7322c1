// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/socket_channel.h"
#include "core/control/stack_location.h"

#include <QObject>

namespace signalbox {

class DaemonLauncher;

// The window's way to its daemon: starts one when none runs, opens the channel, starts another one when asked to.
class DaemonConnection : public QObject
{
    Q_OBJECT

public:
    explicit DaemonConnection(StackLocation location, QObject* parent = nullptr);

    SocketChannel& channel() { return m_channel; }
    void establish();

signals:
    void problemChanged(const QString& sentence); // the daemon could not be started; empty = it could

private:
    StackLocation m_location;
    SocketChannel m_channel;
    DaemonLauncher* m_launcher = nullptr; // while one is at work
};

} // namespace signalbox
