// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/probe/probe_session.h"

#include <QObject>
#include <QTimer>

namespace signalbox {

// Asks one probe again and again: one question at a time, the next an interval after the answer.
class Prober : public QObject
{
    Q_OBJECT

public:
    explicit Prober(QThreadPool* pool, QObject* parent = nullptr);

    void start(const Probe& probe, std::chrono::milliseconds interval); // keeps the session of the same probe
    void stop();
    void forget(); // the process is gone: the next start opens a new session

signals:
    void passed(const QString& version); // of the server, as far as it said
    void missed(const QString& reason);

private:
    void ask();
    void take(const Result<void>& answer);

    QThreadPool* m_pool;
    std::unique_ptr<ProbeSession> m_session;
    QTimer m_pause;
    int m_round = 0; // an answer to an earlier round says nothing about this process
    bool m_asking = false;
    bool m_running = false;
};

} // namespace signalbox
