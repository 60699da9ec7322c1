// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/engine.h"
#include "core/control/stack_session.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <vector>

namespace signalbox {

// Long actions on the stack and what came of them, observed from the engine's states:
//   start    finished when every service is Ready, failed when one of them gave up
//   stop     finished when every service and what depends on it is down
//   restart  finished when the service is Ready with a process that is newer than the order
// All fail when their deadline passes. A stop cancels starts of the same services, and the other way round.
class StackActions : public QObject
{
    Q_OBJECT

public:
    StackActions(Engine& engine, StackFile stack, QObject* parent = nullptr);

    void setStack(const StackFile& stack) { m_stack = stack; }
    void setDeadline(std::chrono::milliseconds deadline) { m_deadline = deadline; }

    // The action, running; NotFound names the services there are. No services = all of them.
    Result<ActionState> start(const QStringList& services);
    Result<ActionState> stop(const QStringList& services);
    Result<ActionState> restart(const QString& service);

    bool isIdle() const { return m_running.empty(); }

signals:
    void changed(const signalbox::ActionState& action);

private:
    enum class Kind { Start, Stop, Restart };
    struct Running
    {
        Kind kind;
        QSet<QString> targets;
        QSet<QString> seen; // services whose state changed since the order
        QDeadlineTimer deadline;
        ActionState state;
    };
    struct Verdict
    {
        bool over = false;
        bool ok = false;
        QString message;
    };

    Result<void> check(const QStringList& services) const;
    QSet<QString> dependants(const QSet<QString>& services) const;
    ActionState begin(Kind kind, const QString& title, const QSet<QString>& targets);
    ActionState settled(qint64 id);
    void observe(const ServiceState& state);
    void judgeAll();
    Verdict judge(const Running& action) const;
    Verdict judgeUp(const Running& action, const QList<ServiceState>& states) const;
    Verdict judgeDown(const Running& action, const QList<ServiceState>& states) const;
    void finish(ActionState state, const Verdict& verdict);

    Engine& m_engine;
    StackFile m_stack;
    std::chrono::milliseconds m_deadline = std::chrono::minutes(5);
    std::vector<Running> m_running;
    QTimer m_tick; // looks at deadlines while something runs
    ActionState m_last;
    qint64 m_lastId = 0;
};

} // namespace signalbox
