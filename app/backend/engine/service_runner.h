// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/launch_plan.h"
#include "backend/engine/probe/prober.h"
#include "backend/engine/process/confinement.h"
#include "backend/engine/supervision/supervision_events.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace signalbox {

class ChildProcess;
class StepRunner;

// Carries out what the state machine of one service wants, and reports what came of it. Decides nothing. On the
// daemon's main thread, owned by the engine.
class ServiceRunner : public QObject
{
    Q_OBJECT

public:
    using Planner = std::function<Result<LaunchPlan>()>;

    struct Parts
    {
        QString service;
        Planner planner; // asked before each start: files may have changed
        Confinement confinement;
        QString logFile;
        QThreadPool* pool = nullptr;
    };

    explicit ServiceRunner(Parts parts, QObject* parent = nullptr);

    void perform(const SupervisionAction& action);
    qint64 treeRoot() const; // of the process, else of the step that runs; 0 = nothing runs

signals:
    void happened(const signalbox::SupervisionEvent& event);

private:
    void probeUntilReady();
    void prepare();
    void launch();
    void provision();
    void runSteps(const QList<LaunchStep>& steps, const SupervisionEvent& whenDone);
    void interrupt();
    void signalProcess();
    void processEnded(int exitCode, const QString& exitSignal);
    void report(const SupervisionEvent& event); // from the event loop, never from within perform()

    Parts m_parts;
    LaunchPlan m_plan;
    StepRunner* m_steps = nullptr;
    ChildProcess* m_process = nullptr;
    Prober m_prober;
    QTimer m_delay;
    QTimer m_grace;
    QTimer m_startDeadline;
};

} // namespace signalbox
