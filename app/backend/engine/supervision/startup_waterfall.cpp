// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/supervision/startup_waterfall.h"

namespace signalbox {

StartupWaterfall::StartupWaterfall(const StackFile& stack)
{
    for (const ServiceDefinition& service : stack.services) {
        m_order.append(service.name);
        for (const Dependency& dependency : service.dependsOn)
            m_dependencies[service.name].append(dependency.service);
    }
}

void StartupWaterfall::begin(const QSet<QString>& services, qint64 steadyMs)
{
    m_orderedMs = steadyMs;
    m_steps.clear();
    m_begun.clear();
    for (const QString& service : services)
        m_steps.insert(service, {service, 0, -1, false});
}

bool StartupWaterfall::observe(const ServiceState& state, qint64 steadyMs)
{
    const auto step = m_steps.find(state.service);
    if (step == m_steps.end() || step->readyMs >= 0)
        return false;
    const bool works = state.phase == Phase::Preparing || state.phase == Phase::Starting;
    if (works && !m_begun.contains(state.service)) {
        m_begun.insert(state.service);
        step->beginMs = steadyMs - m_orderedMs;
        return true;
    }
    if (state.phase == Phase::Ready) {
        step->readyMs = steadyMs - m_orderedMs;
        return true;
    }
    return false;
}

// The dependency that became ready last. It decided, whatever its condition: a service that only needs another one
// "started" connects with retries and is ready when the other is.
QString StartupWaterfall::predecessor(const StartupStep& step) const
{
    QString last;
    qint64 lastReady = 0;
    for (const QString& dependency : m_dependencies[step.service]) {
        const auto other = m_steps.constFind(dependency);
        if (other != m_steps.constEnd() && other->readyMs > lastReady && other->readyMs <= step.readyMs) {
            last = dependency;
            lastReady = other->readyMs;
        }
    }
    return last;
}

QList<StartupStep> StartupWaterfall::steps() const
{
    QList<StartupStep> steps;
    QString last;
    for (const QString& service : m_order) {
        const auto step = m_steps.constFind(service);
        if (step == m_steps.constEnd())
            continue;
        steps.append(*step);
        if (step->readyMs >= 0 && (last.isEmpty() || step->readyMs > m_steps[last].readyMs))
            last = service;
    }
    for (QString service = last; !service.isEmpty(); service = predecessor(m_steps[service])) {
        for (StartupStep& step : steps)
            step.critical = step.critical || step.service == service;
    }
    return steps;
}

} // namespace signalbox
