// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/supervision/backoff.h"
#include "backend/engine/supervision/supervision_events.h"
#include "core/stack/service_state.h"

#include <QCoreApplication>

#include <optional>

namespace signalbox {

// One service's way through its phases. A value without processes, timers or threads: events in, actions out, and the
// observed state to look at. The table is the whole of it; an event that is not listed for a phase changes nothing.
//
// | phase                    | event                  | next                     | action             |
// |--------------------------|------------------------|--------------------------|--------------------|
// | Stopped Failed Backoff   | StartOrdered           | Waiting, counters fresh  |                    |
// | Stopped Failed Backoff   | RestartOrdered         | as StartOrdered          |                    |
// | Stopping                 | Start-, RestartOrdered | Stopping, then Waiting   |                    |
// | Waiting                  | DependenciesUnmet      | Waiting, says for whom   |                    |
// | Waiting                  | DependenciesMet        | Preparing                | Prepare            |
// | Preparing                | Prepared               | Starting                 | Launch             |
// | Preparing                | StepFailed             | Backoff or Failed        | Delay              |
// | Starting                 | Launched               | Starting, with a pid     | ProbeOften ¹       |
// | Starting                 | LaunchFailed           | Backoff or Failed        | Delay              |
// | Starting                 | ProbeMissed            | Starting, says why       |                    |
// | Starting                 | ProbePassed            | Starting                 | StopProbing, Provision |
// | Starting                 | StartTimedOut ⁶        | Stopping, then Failed    | StopProbing, Signal |
// | Starting                 | Provisioned            | Ready                    | ProbeSeldom        |
// | Starting                 | StepFailed             | Stopping, then a failure | Signal             |
// | Ready                    | third ProbeMissed      | Unhealthy                |                    |
// | Ready Unhealthy          | ProbePassed            | Ready                    |                    |
// | Starting Ready Unhealthy | Exited                 | Backoff or Failed ²      | StopProbing, Interrupt ⁵, Delay |
// | Waiting Backoff Failed   | StopOrdered            | Stopped                  |                    |
// | Preparing                | StopOrdered            | Stopping                 | Interrupt          |
// | Starting Ready Unhealthy | StopOrdered            | Stopping, not yet told   |                    |
// | Stopping                 | DependentsLeft         | Stopping, says for whom  |                    |
// | Stopping                 | DependentsGone         | Stopping                 | StopProbing, Interrupt ⁵, Signal |
// | Preparing                | RestartOrdered         | Stopping, then Waiting   | Interrupt          |
// | Starting Ready Unhealthy | RestartOrdered         | Stopping, then Waiting   | as DependentsGone  |
// | Stopping                 | GraceElapsed           | Stopping                 | Kill               |
// | Stopping                 | Exited, or an end of steps ³ | Stopped or Waiting ⁴ |              |
// | Backoff                  | DelayElapsed           | Waiting                  |                    |
//
// ¹ not for a one-shot, whose readiness is its end. ² a one-shot that exits with 0 is Stopped and completed.
// ³ Interrupted, Prepared, StepFailed, LaunchFailed. ⁴ Waiting when a start was ordered meanwhile, Backoff or Failed
// after a failed provision. ⁶ not told while a dependency is coming up itself (Supervision).
class ServiceMachine
{
    Q_DECLARE_TR_FUNCTIONS(ServiceMachine)

public:
    ServiceMachine() = default;
    ServiceMachine(const QString& service, bool oneShot, const RestartPolicy& policy = {});

    // `random` in [0, 1) is used when the event leads to a delay.
    QList<SupervisionAction> handle(const SupervisionEvent& event, const Moment& now, double random = 0.5);

    const ServiceState& state() const { return m_state; }
    bool completed() const { return m_completed; } // a one-shot that ended with 0
    bool wanted() const { return m_wanted; }
    bool awaitsDependents() const { return m_state.phase == Phase::Stopping && !m_signalled; }
    bool isActive() const; // has, or is about to have, a process or a step

    // What the runner measures; not part of the table.
    void setUsage(double cpuPercent, qint64 memoryBytes);
    void setPorts(const QMap<QString, int>& ports) { m_state.ports = ports; }

private:
    using Actions = QList<SupervisionAction>;
    struct Failure
    {
        QString reason;
        bool permanent = false;
    };

    Actions on(const supervise::StartOrdered&);
    Actions on(const supervise::StopOrdered&);
    Actions on(const supervise::RestartOrdered&);
    Actions on(const supervise::DependenciesUnmet& event);
    Actions on(const supervise::DependenciesMet&);
    Actions on(const supervise::DependentsLeft& event);
    Actions on(const supervise::DependentsGone&);
    Actions on(const supervise::Prepared&);
    Actions on(const supervise::StepFailed& event);
    Actions on(const supervise::Launched& event);
    Actions on(const supervise::LaunchFailed& event);
    Actions on(const supervise::ProbePassed& event);
    Actions on(const supervise::ProbeMissed& event);
    Actions on(const supervise::StartTimedOut& event);
    Actions on(const supervise::Provisioned&);
    Actions on(const supervise::Exited& event);
    Actions on(const supervise::Interrupted&);
    Actions on(const supervise::DelayElapsed&);
    Actions on(const supervise::GraceElapsed&);

    void enter(Phase phase, const QString& reason = {});
    void forgetProcess();
    Actions beginWaiting();
    void beginStopping(const QString& reason = {});
    Actions signalProcess();
    Actions endSteps();
    Actions endedIfNothingRuns();           // while Stopping
    Actions failed(const Failure& failure); // → Backoff or Failed

    ServiceState m_state;
    Backoff m_backoff;
    Moment m_now;        // of the event being handled
    double m_random = 0; // of the event being handled
    bool m_oneShot = false;
    bool m_wanted = false;
    bool m_completed = false;
    bool m_hasProcess = false;                // from the order to launch until its exit
    bool m_hasStep = false;                   // a prepare or provision step runs
    bool m_signalled = false;                 // while Stopping: dependents are gone, the process was told
    bool m_killed = false;                    // while Stopping: its grace was over
    std::optional<Failure> m_failWhenStopped; // while Stopping: why it had to be stopped
    int m_misses = 0;
    qint64 m_readySinceMs = -1; // steady; -1 = not since the last launch
};

// "exited 139 (SIGSEGV)", "exited 3", "was killed by SIGKILL".
QString exitSentence(int exitCode, const QString& exitSignal);

} // namespace signalbox
