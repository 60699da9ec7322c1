// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/daemon_connection.h"

#include "core/control/daemon_launcher.h"

#include <utility>

namespace signalbox {

DaemonConnection::DaemonConnection(StackLocation location, QObject* parent)
    : QObject(parent)
    , m_location(std::move(location))
    , m_channel(m_location.paths.controlSocket())
{
}

void DaemonConnection::establish()
{
    if (m_launcher)
        return;
    m_launcher = new DaemonLauncher(m_location, this);
    const auto done = [this] {
        m_launcher->deleteLater();
        m_launcher = nullptr;
    };
    connect(m_launcher, &DaemonLauncher::finished, this, [this, done] {
        done();
        emit problemChanged({});
        m_channel.open();
    });
    connect(m_launcher, &DaemonLauncher::failed, this, [this, done](const Error& error) {
        done();
        emit problemChanged(error.message);
    });
    m_launcher->run();
}

} // namespace signalbox
