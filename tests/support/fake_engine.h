// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/engine.h"

#include <QDateTime>

namespace signalbox::test {

// Records the orders it gets; its services are in the states that the test says.
class FakeEngine final : public Engine
{
public:
    explicit FakeEngine(const QStringList& services)
    {
        for (const QString& name : services) {
            ServiceState state;
            state.service = name;
            m_states.append(state);
        }
    }

    QString name() const override { return QStringLiteral("fake"); }
    QString guarantee() const override { return QStringLiteral("nothing runs"); }
    void start(const QSet<QString>& services) override { started.append(services); }
    void stop(const QSet<QString>& services) override { stopped.append(services); }
    void restart(const QString& service) override { restarted.append(service); }
    QList<ServiceState> states() const override { return m_states; }
    QList<StartupStep> startup() const override { return {}; }
    QString logFile(const QString&) const override { return {}; }
    Variables variables() const override { return {}; }

    void become(const QString& service, Phase phase, const QString& reason = {})
    {
        for (ServiceState& state : m_states) {
            if (state.service != service)
                continue;
            state.phase = phase;
            state.reason = reason;
            state.pid = phase == Phase::Stopped || phase == Phase::Failed ? 0 : 4711;
            if (phase == Phase::Starting)
                state.startedMs = QDateTime::currentMSecsSinceEpoch();
            emit stateChanged(state);
        }
    }

    QList<QSet<QString>> started;
    QList<QSet<QString>> stopped;
    QStringList restarted;

private:
    QList<ServiceState> m_states;
};

} // namespace signalbox::test
