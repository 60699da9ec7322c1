// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/stack_runtime.h"

#include "core/stack/stack_change.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace signalbox {

StackRuntime::StackRuntime(OpenedStack opened, const StatePaths& paths, StackFeed& feed, Intake& intake)
    : m_feed(feed)
    , m_opened(std::move(opened))
    , m_engine(m_opened.file,
               LaunchContext{.paths = paths,
                             .stackDir = QFileInfo(m_opened.file.path).absolutePath(),
                             .programDir = QCoreApplication::applicationDirPath(),
                             .variables = m_opened.variables})
    , m_actions(m_engine, m_opened.file)
    , m_collectors({.stack = m_opened, .paths = paths, .engine = m_engine, .intake = intake, .feed = feed})
    , m_watchers(m_opened, m_engine, intake, feed)
{
    feed.setEngine(m_engine.name(), m_engine.guarantee());
    feed.setStack(m_opened.file);
    const auto states = m_engine.states();
    for (const ServiceState& state : states)
        feed.setState(state);
    connect(&m_engine, &Engine::stateChanged, this, &StackRuntime::observe);
    connect(&m_engine, &Engine::startupChanged, &feed, [this, &feed] { feed.setStartup(m_engine.startup()); });
    connect(&m_collectors, &Collectors::storeProblemChanged, this, &StackRuntime::storeProblemChanged);
    connect(&m_actions, &StackActions::changed, &feed, &StackFeed::setAction);
}

void StackRuntime::observe(const ServiceState& state)
{
    m_feed.setState(state);
    const QStringList now = outdated();
    if (std::exchange(m_outdated, now) != now)
        emit outdatedChanged();
    if (isDown())
        emit wentDown();
}

// The others were given a service's ports when they started, so a port is not taken anew by one alone.
bool StackRuntime::canRedefine(const OpenedStack& opened) const
{
    if (!isSameShape(m_opened.file, opened.file))
        return false;
    for (const ServiceDefinition& service : opened.file.services) {
        for (auto port = service.native.ports.begin(); port != service.native.ports.end(); ++port) {
            const QString variable = portVariable(service.name, port.key());
            if (m_opened.variables.value(variable) != opened.variables.value(variable))
                return false;
        }
    }
    return true;
}

void StackRuntime::redefine(OpenedStack opened)
{
    m_opened = std::move(opened);
    m_engine.redefine(m_opened.file, m_opened.variables);
    m_actions.setStack(m_opened.file);
    m_feed.setStack(m_opened.file);
    m_outdated = outdated();
}

bool StackRuntime::isDown() const
{
    const auto states = m_engine.states();
    return std::all_of(states.begin(), states.end(), [](const ServiceState& state) {
        return (state.phase == Phase::Stopped || state.phase == Phase::Failed) && state.pid == 0;
    });
}

} // namespace signalbox
