// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_location.h"

#include <QElapsedTimer>
#include <QLocalSocket>
#include <QObject>
#include <QTimer>

namespace signalbox {

// Sees to it that a daemon runs for a stack: tries its socket, else starts `signalboxd` in a session of its own (it
// outlives us) and waits for the socket without blocking. Ends with one finished() or failed(). One use per object.
class DaemonLauncher : public QObject
{
    Q_OBJECT

public:
    explicit DaemonLauncher(StackLocation location, QObject* parent = nullptr);

    // A program other than the signalboxd beside us; for tests.
    void setProgram(const QString& program) { m_program = program; }
    void run();

signals:
    void finished(bool startedHere); // a daemon answers on the socket
    void failed(const signalbox::Error& error);

private:
    void probe();
    void probed();
    void refused();
    void launch();
    void giveUp(Error::Code code, const QString& message);
    QString logFile() const;

    StackLocation m_location;
    QString m_program;
    QLocalSocket m_socket;
    QTimer m_poll;
    QElapsedTimer m_clock;
    qint64 m_pid = 0; // of the daemon we started; 0 = none yet
    qint64 m_deadSinceMs = -1;
    bool m_done = false;
};

} // namespace signalbox
