// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace signalbox {

enum class Phase {
    Stopped,   // not asked to run, or stopped on request
    Waiting,   // asked to run, a dependency has not reached its condition: `waitingFor`
    Preparing, // one-shot steps before the process (initdb, migrations)
    Starting,  // process runs, readiness not yet reached
    Ready,     // readiness probe passes
    Unhealthy, // was ready, the probe fails now
    Stopping,
    Backoff, // exited, restarts after a delay: `reason` says when
    Failed   // given up, or could never start: `reason` says why and what to do
};

// What is observed of one service, never what was ordered.
struct ServiceState
{
    QString service;
    Phase phase = Phase::Stopped;
    QString reason;           // a sentence, empty when there is nothing to say ("exited 139 (SIGSEGV)")
    qint64 sinceMs = 0;       // wall clock, ms since the epoch, of the last phase change
    qint64 startedMs = 0;     // when the current process was started
    int restarts = 0;         // restarts by the supervisor since the user's last start
    qint64 pid = 0;           // the inner process, in the host's namespace; 0 = none
    int exitCode = -1;        // of the last exit; -1 = none or by signal
    QString exitSignal;       // "SIGSEGV" of the last exit
    QStringList waitingFor;   // names of services
    QStringList lastLines;    // last lines of output, kept when it died (≤ 20)
    QMap<QString, int> ports; // role → port in force
    double cpuPercent = -1;   // of one core, over the last second; -1 = unknown
    qint64 memoryBytes = -1;  // PSS or RSS of its process tree; -1 = unknown
    QString version;          // what it says of itself, when known

    bool operator==(const ServiceState&) const = default;
    bool isUp() const { return phase == Phase::Ready || phase == Phase::Unhealthy; }
};

QString phaseName(Phase phase); // "ready", lower case, the same in JSON and on the command line
Phase phaseFromName(const QString& name);
QJsonObject toJson(const ServiceState& state);
ServiceState serviceStateFromJson(const QJsonObject& object);

// One bar of the start-up waterfall: a service's way to ready in the last start.
struct StartupStep
{
    QString service;
    qint64 beginMs = 0; // since the start was ordered
    qint64 readyMs = -1;
    bool critical = false;

    bool operator==(const StartupStep&) const = default;
};

} // namespace signalbox

Q_DECLARE_METATYPE(signalbox::ServiceState)
