// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/step_runner.h"

#include "backend/engine/process/child_process.h"
#include "backend/engine/supervision/service_machine.h"

namespace signalbox {

StepRunner::StepRunner(QList<LaunchStep> steps, Place place, QObject* parent)
    : QObject(parent)
    , m_steps(std::move(steps))
    , m_place(std::move(place))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_late = true;
        m_child->killTree();
    });
}

qint64 StepRunner::treeRoot() const
{
    return m_child ? m_child->treeRoot() : 0;
}

void StepRunner::start()
{
    QMetaObject::invokeMethod(this, &StepRunner::next, Qt::QueuedConnection);
}

void StepRunner::interrupt()
{
    m_interrupted = true;
    if (m_child)
        m_child->killTree();
}

void StepRunner::next()
{
    if (m_interrupted || m_next == m_steps.size()) {
        settle({});
        return;
    }
    const LaunchStep& step = m_steps[m_next++];
    if (const auto* function = std::get_if<std::function<Result<void>()>>(&step.work))
        runFunction(step, *function);
    else
        runProgram(step, std::get<ProcessSpec>(step.work));
}

void StepRunner::runFunction(const LaunchStep& step, const std::function<Result<void>()>& function)
{
    if (const Result<void> result = function(); !result) {
        Error error = result.error();
        error.message = tr("%1: %2").arg(step.title, error.message);
        settle(tl::unexpected(error));
        return;
    }
    QMetaObject::invokeMethod(this, &StepRunner::next, Qt::QueuedConnection); // the daemon may do other things between
}

void StepRunner::runProgram(const LaunchStep& step, const ProcessSpec& spec)
{
    m_child = new ChildProcess(m_place.confinement, this);
    connect(m_child, &ChildProcess::failed, this, [this, title = step.title](const Error& error) {
        settle(fail(error.code, tr("%1: %2").arg(title, error.message), error.detail));
    });
    connect(m_child, &ChildProcess::exited, this, [this, title = step.title](int exitCode, const QString& exitSignal) {
        programEnded(title, exitCode, exitSignal);
    });
    m_deadline.start(step.timeout);
    m_child->start(spec, m_place.label, m_place.logFile);
}

void StepRunner::programEnded(const QString& title, int exitCode, const QString& exitSignal)
{
    m_deadline.stop();
    const QStringList lines = m_child->lastLines();
    m_child->deleteLater();
    m_child = nullptr;
    if (m_interrupted || exitCode == 0)
        next();
    else if (m_late)
        settle(fail(Error::Code::Timeout, tr("%1: took too long").arg(title)), lines);
    else
        settle(fail(Error::Code::Failed, tr("%1: %2").arg(title, exitSentence(exitCode, exitSignal))), lines);
}

void StepRunner::settle(const Result<void>& result, const QStringList& lastLines)
{
    m_deadline.stop();
    if (std::exchange(m_settled, true))
        return;
    if (m_interrupted)
        emit interrupted();
    else if (result)
        emit done();
    else
        emit failed(result.error(), lastLines);
}

} // namespace signalbox
