// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/stack_runtime.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace signalbox {

StackRuntime::StackRuntime(OpenedStack opened, const StatePaths& paths, StackFeed& feed, Intake& intake)
    : m_opened(std::move(opened))
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
    connect(&m_engine, &Engine::stateChanged, &feed, [this, &feed](const ServiceState& state) {
        feed.setState(state);
        if (isDown())
            emit wentDown();
    });
    connect(&m_engine, &Engine::startupChanged, &feed, [this, &feed] { feed.setStartup(m_engine.startup()); });
    connect(&m_collectors, &Collectors::storeProblemChanged, this, &StackRuntime::storeProblemChanged);
    connect(&m_actions, &StackActions::changed, &feed, &StackFeed::setAction);
}

bool StackRuntime::isDown() const
{
    const auto states = m_engine.states();
    return std::all_of(states.begin(), states.end(), [](const ServiceState& state) {
        return (state.phase == Phase::Stopped || state.phase == Phase::Failed) && state.pid == 0;
    });
}

} // namespace signalbox
