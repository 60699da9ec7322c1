// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <variant>

namespace signalbox {

// The clock as a value, handed in with every event, so that the state machine runs without waiting. Intervals are
// measured on the monotonic clock; the wall clock is only shown.
struct Moment
{
    qint64 steadyMs = 0;
    qint64 wallMs = 0;

    static Moment now();
};

// What can happen to one service: orders from above, and what was observed below.
namespace supervise {

struct StartOrdered
{
};
struct StopOrdered
{
};
struct RestartOrdered
{
};
struct DependenciesUnmet
{
    QStringList services;
    QString reason;
};
struct DependenciesMet
{
};
struct DependentsLeft
{
    QStringList services;
}; // have to stop first
struct DependentsGone
{
};

struct Prepared
{
};
struct StepFailed
{
    QString reason;
    bool permanent = false;
    QStringList lastLines;
}; // prepare or provision
struct Launched
{
    qint64 pid = 0;
};
struct LaunchFailed
{
    QString reason;
    bool permanent = false;
};
struct ProbePassed
{
    QString version = {}; // that the server gave, if it did
};
struct ProbeMissed
{
    QString reason;
};
struct StartTimedOut
{
    std::chrono::seconds after{0};
};
struct Provisioned
{
};
struct Exited
{
    int exitCode = -1;
    QString exitSignal;
    QStringList lastLines;
};
struct Interrupted
{
}; // the steps that Interrupt asked to end have ended
struct DelayElapsed
{
};
struct GraceElapsed
{
};

} // namespace supervise

using SupervisionEvent = std::variant<supervise::StartOrdered,
                                      supervise::StopOrdered,
                                      supervise::RestartOrdered,
                                      supervise::DependenciesUnmet,
                                      supervise::DependenciesMet,
                                      supervise::DependentsLeft,
                                      supervise::DependentsGone,
                                      supervise::Prepared,
                                      supervise::StepFailed,
                                      supervise::Launched,
                                      supervise::LaunchFailed,
                                      supervise::ProbePassed,
                                      supervise::ProbeMissed,
                                      supervise::StartTimedOut,
                                      supervise::Provisioned,
                                      supervise::Exited,
                                      supervise::Interrupted,
                                      supervise::DelayElapsed,
                                      supervise::GraceElapsed>;

// What the machine wants done. Carried out by ServiceRunner, answered with events.
struct SupervisionAction
{
    enum class Kind {
        Prepare,     // make the plan, run its steps → Prepared, StepFailed
        Launch,      // start the process → Launched, LaunchFailed; later Exited
        ProbeOften,  // ask for readiness every 50 ms → ProbePassed, ProbeMissed; for too long → StartTimedOut
        ProbeSeldom, // the same every 1.5 s
        StopProbing,
        Provision, // → Provisioned, StepFailed
        Interrupt, // end the running steps → Interrupted
        Signal,    // the plan's stop signal to the process, and its grace → Exited, GraceElapsed
        Kill,      // the whole tree at once → Exited
        Delay      // → DelayElapsed after `delay`; a later Delay or StartOrdered makes it void
    };

    Kind kind = Kind::Prepare;
    std::chrono::milliseconds delay{0};

    bool operator==(const SupervisionAction&) const = default;
};

} // namespace signalbox
