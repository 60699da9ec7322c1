// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/supervision/supervision.h"

#include <algorithm>

namespace signalbox {

namespace {

bool isAwaitedToComplete(const StackFile& stack, const QString& service)
{
    return std::any_of(stack.services.begin(), stack.services.end(), [&](const ServiceDefinition& definition) {
        return std::any_of(definition.dependsOn.begin(), definition.dependsOn.end(), [&](const Dependency& dependency) {
            return dependency.service == service && dependency.condition == DependencyCondition::CompletedSuccessfully;
        });
    });
}

} // namespace

Supervision::Supervision(const StackFile& stack, const RestartPolicy& policy)
    : m_stack(stack)
{
    for (const ServiceDefinition& service : stack.services) {
        m_order.append(service.name);
        m_dependencies.insert(service.name, service.dependsOn);
        m_machines.insert(service.name, ServiceMachine(service.name, isAwaitedToComplete(stack, service.name), policy));
    }
}

Supervision::Tasks Supervision::start(const QSet<QString>& services, const Moment& now)
{
    Tasks tasks;
    const QSet<QString> closure = m_stack.closure(services);
    for (const QString& service : m_order) {
        if (closure.contains(service))
            apply(service, supervise::StartOrdered{}, now, 0, tasks);
    }
    settle(now, tasks);
    return tasks;
}

Supervision::Tasks Supervision::stop(const QSet<QString>& services, const Moment& now)
{
    Tasks tasks;
    const QSet<QString> affected = withDependents(services);
    for (const QString& service : m_order) {
        if (affected.contains(service))
            apply(service, supervise::StopOrdered{}, now, 0, tasks);
    }
    settle(now, tasks);
    return tasks;
}

Supervision::Tasks Supervision::restart(const QString& service, const Moment& now)
{
    if (!m_machines.contains(service))
        return {};
    Tasks tasks;
    QSet<QString> needed = m_stack.closure({service});
    needed.remove(service);
    for (const QString& other : m_order) {
        if (needed.contains(other))
            apply(other, supervise::StartOrdered{}, now, 0, tasks);
    }
    apply(service, supervise::RestartOrdered{}, now, 0, tasks);
    settle(now, tasks);
    return tasks;
}

Supervision::Tasks
Supervision::handle(const QString& service, const SupervisionEvent& event, const Moment& now, double random)
{
    // Who starts beside what it needs cannot be ready before it: its time begins anew.
    if (std::holds_alternative<supervise::StartTimedOut>(event) && awaitsOthers(service))
        return {{service, {SupervisionAction::Kind::ProbeOften}}};
    Tasks tasks;
    if (m_machines.contains(service)) {
        apply(service, event, now, random, tasks);
        settle(now, tasks);
    }
    return tasks;
}

void Supervision::apply(
    const QString& service, const SupervisionEvent& event, const Moment& now, double random, Tasks& tasks)
{
    const QList<SupervisionAction> actions = m_machines[service].handle(event, now, random);
    for (const SupervisionAction& action : actions)
        tasks.append({service, action});
}

void Supervision::settle(const Moment& now, Tasks& tasks)
{
    // Each round moves at least one machine on, and none can return to Waiting by these events alone.
    for (bool moved = true; moved;) {
        moved = false;
        for (const QString& service : std::as_const(m_order))
            moved = settleOne(service, now, tasks) || moved;
    }
}

bool Supervision::settleOne(const QString& service, const Moment& now, Tasks& tasks)
{
    const ServiceMachine& machine = m_machines[service];
    if (machine.state().phase == Phase::Waiting) {
        const QStringList missing = unmet(service);
        if (missing.isEmpty()) {
            apply(service, supervise::DependenciesMet{}, now, 0, tasks);
            return true;
        }
        apply(service, supervise::DependenciesUnmet{missing, waitingReason(missing)}, now, 0, tasks);
    } else if (machine.awaitsDependents()) {
        const QStringList left = activeDependents(service);
        if (left.isEmpty()) {
            apply(service, supervise::DependentsGone{}, now, 0, tasks);
            return true;
        }
        apply(service, supervise::DependentsLeft{left}, now, 0, tasks);
    }
    return false;
}

bool Supervision::awaitsOthers(const QString& service) const
{
    const auto dependencies = m_dependencies.value(service);
    return std::any_of(dependencies.begin(), dependencies.end(), [this](const Dependency& dependency) {
        const ServiceMachine* machine = find(dependency.service);
        if (!machine || !machine->wanted())
            return false;
        const Phase phase = machine->state().phase;
        return phase != Phase::Ready && phase != Phase::Failed && phase != Phase::Stopped;
    });
}

bool Supervision::isMet(const Dependency& dependency) const
{
    const ServiceMachine* machine = find(dependency.service);
    if (!machine)
        return !dependency.required;
    if (!dependency.required && !machine->wanted())
        return true;
    const ServiceState& state = machine->state();
    switch (dependency.condition) {
    case DependencyCondition::Started:
        return machine->completed() || state.isUp() || (state.phase == Phase::Starting && state.pid > 0);
    case DependencyCondition::Healthy: return state.phase == Phase::Ready;
    case DependencyCondition::CompletedSuccessfully: return machine->completed();
    }
    return false;
}

QStringList Supervision::unmet(const QString& service) const
{
    QStringList names;
    for (const Dependency& dependency : m_dependencies[service]) {
        if (!isMet(dependency))
            names.append(dependency.service);
    }
    return names;
}

QString Supervision::waitingReason(const QStringList& services) const
{
    QStringList parts;
    for (const QString& service : services) {
        const ServiceMachine* machine = find(service);
        const QString phase = machine ? phaseName(machine->state().phase) : tr("not in the stack file");
        parts.append(QStringLiteral("%1 (%2)").arg(service, phase));
    }
    return tr("waiting for %1").arg(parts.join(QStringLiteral(", ")));
}

QStringList Supervision::activeDependents(const QString& service) const
{
    QStringList names;
    for (const QString& other : m_order) {
        const auto& dependencies = m_dependencies[other];
        const bool depends = std::any_of(dependencies.begin(), dependencies.end(), [&](const Dependency& dependency) {
            return dependency.service == service;
        });
        if (depends && m_machines[other].isActive())
            names.append(other);
    }
    return names;
}

QSet<QString> Supervision::withDependents(const QSet<QString>& services) const
{
    if (services.isEmpty())
        return QSet<QString>(m_order.begin(), m_order.end());
    QSet<QString> affected = services;
    for (qsizetype before = -1; before != affected.size();) {
        before = affected.size();
        for (const QString& other : m_order) {
            for (const Dependency& dependency : m_dependencies[other]) {
                if (affected.contains(dependency.service))
                    affected.insert(other);
            }
        }
    }
    return affected;
}

QList<ServiceState> Supervision::states() const
{
    QList<ServiceState> states;
    for (const QString& service : m_order)
        states.append(m_machines[service].state());
    return states;
}

const ServiceMachine* Supervision::find(const QString& service) const
{
    const auto it = m_machines.constFind(service);
    return it == m_machines.constEnd() ? nullptr : &it.value();
}

ServiceMachine* Supervision::find(const QString& service)
{
    const auto it = m_machines.find(service);
    return it == m_machines.end() ? nullptr : &it.value();
}

bool Supervision::isIdle() const
{
    return std::none_of(m_machines.begin(), m_machines.end(), [](const ServiceMachine& machine) {
        const Phase phase = machine.state().phase;
        return machine.isActive() || phase == Phase::Waiting || phase == Phase::Backoff;
    });
}

} // namespace signalbox
