// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/probe/prober.h"

#include "core/base/when_done.h"

namespace signalbox {

Prober::Prober(QThreadPool* pool, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Prober::ask);
}

void Prober::start(const Probe& probe, std::chrono::milliseconds interval)
{
    if (!m_session)
        m_session = makeProbeSession(probe, m_pool);
    m_running = true;
    m_pause.setInterval(interval);
    m_pause.start();
}

void Prober::stop()
{
    m_running = false;
    m_pause.stop();
}

void Prober::forget()
{
    stop();
    ++m_round;
    m_asking = false;
    m_session.reset();
}

void Prober::ask()
{
    if (!m_running || m_asking)
        return;
    m_asking = true;
    whenDone(m_session->ask(), this, [this, round = m_round](const Result<void>& answer) {
        if (round == m_round)
            take(answer);
    });
}

void Prober::take(const Result<void>& answer)
{
    m_asking = false;
    if (!m_running)
        return;
    m_pause.start();
    if (answer)
        emit passed(m_session->version());
    else
        emit missed(answer.error().message);
}

} // namespace signalbox
