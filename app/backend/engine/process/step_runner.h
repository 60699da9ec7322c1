// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/launch_plan.h"
#include "backend/engine/process/confinement.h"

#include <QObject>
#include <QTimer>

namespace signalbox {

class ChildProcess;

// Runs the steps of a plan one after the other: functions here, programs as children like any other. Belongs to one
// service's runner, is used for one list of steps and ends with exactly one signal.
class StepRunner : public QObject
{
    Q_OBJECT

public:
    struct Place // where programs run and write
    {
        Confinement confinement;
        QString label;
        QString logFile;
    };

    StepRunner(QList<LaunchStep> steps, Place place, QObject* parent = nullptr);

    void start();
    void interrupt(); // → interrupted, when the running program has ended
    qint64 treeRoot() const;

signals:
    void done();
    void failed(const signalbox::Error& error, const QStringList& lastLines);
    void interrupted();

private:
    void next();
    void runFunction(const LaunchStep& step, const std::function<Result<void>()>& function);
    void runProgram(const LaunchStep& step, const ProcessSpec& spec);
    void programEnded(const QString& title, int exitCode, const QString& exitSignal);
    void settle(const Result<void>& result, const QStringList& lastLines = {});

    QList<LaunchStep> m_steps;
    Place m_place;
    qsizetype m_next = 0;
    ChildProcess* m_child = nullptr;
    QTimer m_deadline;
    bool m_late = false;
    bool m_interrupted = false;
    bool m_settled = false;
};

} // namespace signalbox
