// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/control/stack_actions.h"
#include "backend/control/stack_feed.h"
#include "backend/engine/native_engine.h"
#include "backend/engine/stack_variables.h"
#include "daemon/collectors.h"
#include "daemon/message_watchers.h"

#include <QObject>

namespace signalbox {

// One definition of the stack at work: its engine, the actions on it and what is gathered of it. A changed stack file
// of the same shape is taken over as it runs, service by service; another gets a new runtime, once nothing runs any
// more.
class StackRuntime : public QObject
{
    Q_OBJECT

public:
    StackRuntime(OpenedStack opened, const StatePaths& paths, StackFeed& feed, Intake& intake);

    const StackFile& stack() const { return m_opened.file; }
    Engine& engine() { return m_engine; }
    const Engine& engine() const { return m_engine; }
    StackActions& actions() { return m_actions; }
    QString storeProblem() const { return m_collectors.storeProblem(); }
    QMap<QString, QString> metricProblems() const { return m_collectors.metricProblems(); }
    bool isDown() const; // nothing runs, nothing is on its way
    bool canRedefine(const OpenedStack& opened) const;
    void redefine(OpenedStack opened);                           // each service takes it at its next start
    QStringList outdated() const { return m_engine.outdated(); } // run with an older definition

signals:
    void wentDown();
    void storeProblemChanged();
    void outdatedChanged();

private:
    void observe(const ServiceState& state);

    StackFeed& m_feed;
    OpenedStack m_opened;
    NativeEngine m_engine;
    StackActions m_actions;
    Collectors m_collectors;
    MessageWatchers m_watchers;
    QStringList m_outdated; // as last told
};

} // namespace signalbox
