// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/service_runner.h"

#include "backend/engine/ports.h"
#include "backend/engine/process/child_process.h"
#include "backend/engine/process/step_runner.h"

namespace signalbox {

namespace {

constexpr auto probeOften = std::chrono::milliseconds(50);
constexpr auto probeSeldom = std::chrono::milliseconds(1'500);

// What will not change by trying again.
bool isPermanent(const Error& error)
{
    return error.code == Error::Code::NotFound || error.code == Error::Code::InvalidData;
}

} // namespace

ServiceRunner::ServiceRunner(Parts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_prober(m_parts.pool)
{
    m_delay.setSingleShot(true);
    m_grace.setSingleShot(true);
    m_startDeadline.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, [this] { emit happened(supervise::DelayElapsed{}); });
    connect(&m_grace, &QTimer::timeout, this, [this] { emit happened(supervise::GraceElapsed{}); });
    connect(&m_startDeadline, &QTimer::timeout, this, [this] {
        emit happened(supervise::StartTimedOut{m_plan.startTimeout});
    });
    connect(&m_prober, &Prober::passed, this, [this](const QString& version) {
        emit happened(supervise::ProbePassed{version});
    });
    connect(&m_prober, &Prober::missed, this, [this](const QString& reason) {
        emit happened(supervise::ProbeMissed{reason});
    });
}

void ServiceRunner::perform(const SupervisionAction& action)
{
    switch (action.kind) {
    case SupervisionAction::Kind::Prepare: prepare(); break;
    case SupervisionAction::Kind::Launch: launch(); break;
    case SupervisionAction::Kind::ProbeOften: probeUntilReady(); break;
    case SupervisionAction::Kind::ProbeSeldom: m_prober.start(m_plan.probe, probeSeldom); break;
    case SupervisionAction::Kind::StopProbing:
        m_prober.stop();
        m_startDeadline.stop();
        break;
    case SupervisionAction::Kind::Provision: provision(); break;
    case SupervisionAction::Kind::Interrupt: interrupt(); break;
    case SupervisionAction::Kind::Signal: signalProcess(); break;
    case SupervisionAction::Kind::Kill:
        if (m_process)
            m_process->killTree();
        break;
    case SupervisionAction::Kind::Delay: m_delay.start(action.delay); break;
    }
}

void ServiceRunner::probeUntilReady()
{
    m_prober.start(m_plan.probe, probeOften);
    m_startDeadline.start(m_plan.startTimeout);
}

qint64 ServiceRunner::treeRoot() const
{
    if (m_process)
        return m_process->treeRoot();
    return m_steps ? m_steps->treeRoot() : 0;
}

void ServiceRunner::report(const SupervisionEvent& event)
{
    QMetaObject::invokeMethod(
        this, [this, event] { emit happened(event); }, Qt::QueuedConnection);
}

void ServiceRunner::prepare()
{
    m_delay.stop();
    auto plan = m_parts.planner();
    if (!plan) {
        report(supervise::StepFailed{plan.error().message, isPermanent(plan.error()), {}});
        return;
    }
    m_plan = std::move(*plan);
    runSteps(m_plan.prepare, supervise::Prepared{});
}

void ServiceRunner::provision()
{
    runSteps(m_plan.provision, supervise::Provisioned{});
}

void ServiceRunner::runSteps(const QList<LaunchStep>& steps, const SupervisionEvent& whenDone)
{
    auto* runner = new StepRunner(steps, {m_parts.confinement, m_parts.service, m_parts.logFile}, this);
    m_steps = runner;
    // Steps that were replaced by newer ones have nothing to say any more.
    const auto settle = [this, runner](const SupervisionEvent& event) {
        runner->deleteLater();
        if (std::exchange(m_steps, m_steps == runner ? nullptr : m_steps) == runner)
            emit happened(event);
    };
    connect(runner, &StepRunner::done, this, [settle, whenDone] { settle(whenDone); });
    connect(runner, &StepRunner::interrupted, this, [settle] { settle(supervise::Interrupted{}); });
    connect(runner, &StepRunner::failed, this, [settle](const Error& error, const QStringList& lastLines) {
        settle(supervise::StepFailed{error.message, isPermanent(error), lastLines});
    });
    runner->start();
}

void ServiceRunner::interrupt()
{
    if (m_steps)
        m_steps->interrupt();
    else
        report(supervise::Interrupted{});
}

void ServiceRunner::launch()
{
    if (auto isFree = checkPortsFree(m_parts.service, m_plan.ports); !isFree) {
        report(supervise::LaunchFailed{isFree.error().message, false});
        return;
    }
    m_process = new ChildProcess(m_parts.confinement, this);
    connect(m_process, &ChildProcess::started, this, [this](qint64 pid) { emit happened(supervise::Launched{pid}); });
    connect(m_process, &ChildProcess::exited, this, &ServiceRunner::processEnded);
    connect(m_process, &ChildProcess::failed, this, [this](const Error& error) {
        m_process->deleteLater();
        m_process = nullptr;
        m_grace.stop();
        emit happened(supervise::LaunchFailed{error.message, isPermanent(error)});
    });
    m_process->start(m_plan.process, m_parts.service, m_parts.logFile);
}

void ServiceRunner::signalProcess()
{
    if (!m_process)
        return;
    m_process->signalProgram(m_plan.stopSignal);
    m_grace.start(m_plan.stopGrace);
}

void ServiceRunner::processEnded(int exitCode, const QString& exitSignal)
{
    m_grace.stop();
    m_startDeadline.stop();
    m_prober.forget();
    const QStringList lines = m_process->lastLines();
    m_process->deleteLater();
    m_process = nullptr;
    emit happened(supervise::Exited{exitCode, exitSignal, lines});
}

} // namespace signalbox
