// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/service_text.h"

#include "core/base/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace signalbox {
namespace {

struct ServiceText
{
    Q_DECLARE_TR_FUNCTIONS(ServiceText)
};

bool isFailing(Phase phase)
{
    return phase == Phase::Failed || phase == Phase::Backoff || phase == Phase::Unhealthy;
}

bool isOnTheWay(Phase phase)
{
    return phase == Phase::Waiting || phase == Phase::Preparing || phase == Phase::Starting;
}

template<typename Matches>
int countOf(const QList<ServiceState>& states, Matches matches)
{
    return int(std::ranges::count_if(states, [&](const ServiceState& state) { return matches(state.phase); }));
}

// What those that wait wait for, without doubles.
QString awaited(const QList<ServiceState>& states)
{
    QStringList names;
    for (const ServiceState& state : states)
        for (const QString& name : state.waitingFor)
            if (state.phase == Phase::Waiting && !names.contains(name))
                names.append(name);
    return names.join(QStringLiteral(", "));
}

QString waitingText(int count, const QList<ServiceState>& states)
{
    const QString names = awaited(states);
    return names.isEmpty() ? ServiceText::tr("%1 waiting").arg(count)
                           : ServiceText::tr("%1 waiting (%2)").arg(count).arg(names);
}

} // namespace

StatusTone toneOf(Phase phase)
{
    switch (phase) {
    case Phase::Stopped: return StatusTone::Idle;
    case Phase::Waiting:
    case Phase::Preparing:
    case Phase::Starting:
    case Phase::Stopping: return StatusTone::Busy;
    case Phase::Ready: return StatusTone::Ok;
    case Phase::Unhealthy: return StatusTone::Warn;
    case Phase::Backoff:
    case Phase::Failed: return StatusTone::Fail;
    }
    return StatusTone::None;
}

QString phaseWord(Phase phase)
{
    switch (phase) {
    case Phase::Stopped: return ServiceText::tr("stopped");
    case Phase::Waiting: return ServiceText::tr("waiting");
    case Phase::Preparing: return ServiceText::tr("preparing");
    case Phase::Starting: return ServiceText::tr("starting");
    case Phase::Ready: return ServiceText::tr("ready");
    case Phase::Unhealthy: return ServiceText::tr("unhealthy");
    case Phase::Stopping: return ServiceText::tr("stopping");
    case Phase::Backoff: return ServiceText::tr("crashed");
    case Phase::Failed: return ServiceText::tr("failed");
    }
    return {};
}

QString stateText(const ServiceState& state)
{
    if (state.phase == Phase::Waiting && !state.waitingFor.isEmpty())
        return ServiceText::tr("waiting for %1").arg(state.waitingFor.join(QStringLiteral(", ")));
    if (state.reason.isEmpty() || state.phase == Phase::Ready)
        return phaseWord(state.phase);
    return QStringLiteral("%1 · %2").arg(phaseWord(state.phase), state.reason);
}

QString elapsedText(qint64 fromMs, qint64 toMs)
{
    const qint64 seconds = std::max<qint64>(0, toMs - fromMs) / 1000;
    return seconds < 60 ? ServiceText::tr("%1 s").arg(seconds) : formatDuration(seconds * 1'000'000'000);
}

int mainPortNumber(const ServiceState& state)
{
    static const std::array preferred{"https", "http", "sql", "amqp", "redis"};
    for (const char* role : preferred)
        if (const int port = state.ports.value(QLatin1String(role)))
            return port;
    return state.ports.isEmpty() ? 0 : state.ports.first();
}

QString mainPort(const ServiceState& state)
{
    const int port = mainPortNumber(state);
    return port ? QStringLiteral(":%1").arg(port) : QString();
}

QList<StateCount> countStates(const QList<ServiceState>& states)
{
    const int failing = countOf(states, isFailing);
    const int waiting = countOf(states, [](Phase phase) { return phase == Phase::Waiting; });
    const int starting = countOf(states, isOnTheWay) - waiting;
    const int stopping = countOf(states, [](Phase phase) { return phase == Phase::Stopping; });
    const int ready = countOf(states, [](Phase phase) { return phase == Phase::Ready; });
    const int stopped = countOf(states, [](Phase phase) { return phase == Phase::Stopped; });
    const QList<StateCount> all{
        {StatusTone::Fail, failing, ServiceText::tr("%1 failing").arg(failing)},
        {StatusTone::Busy, waiting, waitingText(waiting, states)},
        {StatusTone::Busy, starting, ServiceText::tr("%1 starting").arg(starting)},
        {StatusTone::Busy, stopping, ServiceText::tr("%1 stopping").arg(stopping)},
        {StatusTone::Ok, ready, ServiceText::tr("%1 ready").arg(ready)},
        {StatusTone::Idle, stopped, ServiceText::tr("%1 stopped").arg(stopped)},
    };
    QList<StateCount> present;
    std::ranges::copy_if(all, std::back_inserter(present), [](const StateCount& part) { return part.count > 0; });
    return present;
}

QString stackHeadline(const QList<ServiceState>& states)
{
    if (states.isEmpty())
        return {};
    const int ready = countOf(states, [](Phase phase) { return phase == Phase::Ready; });
    const int failing = countOf(states, isFailing);
    const int onTheWay = countOf(states, isOnTheWay);
    const int stopped = countOf(states, [](Phase phase) { return phase == Phase::Stopped; });
    QStringList parts{ServiceText::tr("%1 of %2 ready").arg(ready).arg(states.size())};
    if (failing > 0)
        parts += ServiceText::tr("%1 failing").arg(failing);
    if (onTheWay > 0)
        parts += ServiceText::tr("%1 on the way").arg(onTheWay);
    if (stopped > 0)
        parts += ServiceText::tr("%1 stopped").arg(stopped);
    return parts.join(QStringLiteral(" · "));
}

} // namespace signalbox
