// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/supervision/service_machine.h"

#include <QDateTime>
#include <QLocale>

namespace signalbox {

namespace {

// One miss may be a pause of the scheduler or a collection of garbage; three in a row are not.
constexpr int missesUntilUnhealthy = 3;

using Kind = SupervisionAction::Kind;

} // namespace

Moment Moment::now()
{
    const auto steady = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(steady).count(), QDateTime::currentMSecsSinceEpoch()};
}

QString exitSentence(int exitCode, const QString& exitSignal)
{
    if (!exitSignal.isEmpty() && exitCode < 0)
        return ServiceMachine::tr("was killed by %1").arg(exitSignal);
    if (!exitSignal.isEmpty())
        return ServiceMachine::tr("exited %1 (%2)").arg(QString::number(exitCode), exitSignal);
    return ServiceMachine::tr("exited %1").arg(exitCode);
}

ServiceMachine::ServiceMachine(const QString& service, bool oneShot, const RestartPolicy& policy)
    : m_backoff(policy)
    , m_oneShot(oneShot)
{
    m_state.service = service;
}

bool ServiceMachine::isActive() const
{
    return m_hasProcess || m_hasStep || m_state.phase == Phase::Stopping;
}

void ServiceMachine::setUsage(double cpuPercent, qint64 memoryBytes)
{
    m_state.cpuPercent = cpuPercent;
    m_state.memoryBytes = memoryBytes;
}

QList<SupervisionAction> ServiceMachine::handle(const SupervisionEvent& event, const Moment& now, double random)
{
    m_now = now;
    m_random = random;
    return std::visit([this](const auto& concrete) { return on(concrete); }, event);
}

void ServiceMachine::enter(Phase phase, const QString& reason)
{
    if (m_state.phase != phase)
        m_state.sinceMs = m_now.wallMs;
    m_state.phase = phase;
    m_state.reason = reason;
    m_state.waitingFor.clear();
    if (!isActive())
        setUsage(-1, -1);
}

void ServiceMachine::forgetProcess()
{
    m_hasProcess = false;
    m_state.pid = 0;
    m_state.startedMs = 0;
    setUsage(-1, -1);
}

ServiceMachine::Actions ServiceMachine::on(const supervise::StartOrdered&)
{
    m_wanted = true;
    switch (m_state.phase) {
    case Phase::Stopped:
    case Phase::Failed:
    case Phase::Backoff:
        m_backoff.reset();
        m_state.restarts = 0;
        m_state.lastLines.clear();
        return beginWaiting();
    case Phase::Waiting:
    case Phase::Preparing:
    case Phase::Starting:
    case Phase::Ready:
    case Phase::Unhealthy:
    case Phase::Stopping: break;
    }
    return {};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::StopOrdered&)
{
    m_wanted = false;
    switch (m_state.phase) {
    case Phase::Waiting:
    case Phase::Backoff:
    case Phase::Failed: enter(Phase::Stopped); break;
    case Phase::Preparing:
        beginStopping();
        m_signalled = true;
        return endSteps();
    case Phase::Starting:
    case Phase::Ready:
    case Phase::Unhealthy: beginStopping(); break;
    case Phase::Stopping: m_failWhenStopped.reset(); break;
    case Phase::Stopped: break;
    }
    return {};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::RestartOrdered&)
{
    if (m_state.phase == Phase::Preparing || m_state.phase == Phase::Starting || m_state.isUp()) {
        m_backoff.reset();
        m_state.restarts = 0;
        const bool preparing = m_state.phase == Phase::Preparing;
        beginStopping(tr("restarting"));
        m_wanted = true;
        m_signalled = true;
        return preparing ? endSteps() : signalProcess();
    }
    return on(supervise::StartOrdered{});
}

ServiceMachine::Actions ServiceMachine::on(const supervise::DependenciesUnmet& event)
{
    if (m_state.phase == Phase::Waiting) {
        m_state.waitingFor = event.services;
        m_state.reason = event.reason;
    }
    return {};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::DependenciesMet&)
{
    if (m_state.phase != Phase::Waiting)
        return {};
    enter(Phase::Preparing);
    m_hasStep = true;
    m_completed = false;
    return {{Kind::Prepare}};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::DependentsLeft& event)
{
    if (awaitsDependents()) {
        m_state.waitingFor = event.services;
        m_state.reason = tr("waiting for %1 to stop").arg(event.services.join(QStringLiteral(", ")));
    }
    return {};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::DependentsGone&)
{
    if (!awaitsDependents())
        return {};
    m_state.waitingFor.clear();
    m_state.reason.clear();
    return signalProcess();
}

ServiceMachine::Actions ServiceMachine::on(const supervise::Prepared&)
{
    m_hasStep = false;
    if (m_state.phase == Phase::Stopping)
        return endedIfNothingRuns();
    if (m_state.phase != Phase::Preparing)
        return {};
    enter(Phase::Starting);
    m_hasProcess = true;
    m_misses = 0;
    m_readySinceMs = -1;
    return {{Kind::Launch}};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::StepFailed& event)
{
    if (!m_hasStep)
        return {};
    m_hasStep = false;
    switch (m_state.phase) {
    case Phase::Preparing: m_state.lastLines = event.lastLines; return failed({event.reason, event.permanent});
    case Phase::Starting: // the process runs, but is of no use without its provision
        m_state.lastLines = event.lastLines;
        beginStopping(event.reason);
        m_failWhenStopped = Failure{event.reason};
        return signalProcess();
    case Phase::Stopping: return endedIfNothingRuns();
    case Phase::Stopped:
    case Phase::Waiting:
    case Phase::Ready:
    case Phase::Unhealthy:
    case Phase::Backoff:
    case Phase::Failed: break;
    }
    return {};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::Launched& event)
{
    m_state.pid = event.pid;
    m_state.version.clear(); // it may be another one by now
    m_state.startedMs = m_now.wallMs;
    if (m_state.phase != Phase::Starting || m_oneShot)
        return {};
    return {{Kind::ProbeOften}};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::LaunchFailed& event)
{
    forgetProcess();
    if (m_state.phase == Phase::Stopping)
        return endedIfNothingRuns();
    return m_state.phase == Phase::Starting ? failed({event.reason, event.permanent}) : Actions{};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::ProbePassed& event)
{
    m_misses = 0;
    if (!event.version.isEmpty())
        m_state.version = event.version;
    if (m_state.phase == Phase::Unhealthy)
        enter(Phase::Ready);
    if (m_state.phase != Phase::Starting || m_hasStep)
        return {};
    m_hasStep = true;
    m_state.reason.clear();
    return {{Kind::StopProbing}, {Kind::Provision}};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::ProbeMissed& event)
{
    if (m_state.phase == Phase::Starting && !m_hasStep)
        m_state.reason = event.reason;
    if (m_state.phase == Phase::Unhealthy)
        m_state.reason = event.reason;
    if (m_state.phase == Phase::Ready && ++m_misses >= missesUntilUnhealthy)
        enter(Phase::Unhealthy, event.reason);
    return {};
}

// It lives but is of no use, and what it waits for is not on its way: starting it again would only repeat the wait.
ServiceMachine::Actions ServiceMachine::on(const supervise::StartTimedOut& event)
{
    if (m_state.phase != Phase::Starting || m_hasStep)
        return {};
    const QString seconds = QString::number(event.after.count());
    const QString reason = m_state.reason.isEmpty() ? tr("not ready after %1 s").arg(seconds)
                                                    : tr("not ready after %1 s: %2").arg(seconds, m_state.reason);
    beginStopping(reason);
    m_failWhenStopped = Failure{reason, true};
    return signalProcess();
}

ServiceMachine::Actions ServiceMachine::on(const supervise::Provisioned&)
{
    m_hasStep = false;
    if (m_state.phase == Phase::Stopping)
        return endedIfNothingRuns();
    if (m_state.phase != Phase::Starting)
        return {};
    enter(Phase::Ready);
    m_readySinceMs = m_now.steadyMs;
    return {{Kind::ProbeSeldom}};
}

ServiceMachine::Actions ServiceMachine::on(const supervise::Exited& event)
{
    if (!m_hasProcess)
        return {};
    forgetProcess();
    m_state.exitCode = event.exitSignal.isEmpty() ? event.exitCode : -1;
    m_state.exitSignal = event.exitSignal;
    if (m_failWhenStopped && m_state.lastLines.isEmpty())
        m_state.lastLines = event.lastLines;
    if (m_state.phase == Phase::Stopping)
        return endedIfNothingRuns();

    Actions actions{{Kind::StopProbing}};
    if (m_hasStep)
        actions.append({Kind::Interrupt});
    m_hasStep = false;
    if (m_oneShot && event.exitCode == 0) {
        m_completed = true;
        m_wanted = false;
        enter(Phase::Stopped, tr("completed"));
        return actions;
    }
    m_state.lastLines = event.lastLines;
    return actions + failed({exitSentence(event.exitCode, event.exitSignal)});
}

ServiceMachine::Actions ServiceMachine::on(const supervise::Interrupted&)
{
    if (m_state.phase != Phase::Stopping)
        return {};
    m_hasStep = false;
    return endedIfNothingRuns();
}

ServiceMachine::Actions ServiceMachine::on(const supervise::DelayElapsed&)
{
    if (m_state.phase != Phase::Backoff)
        return {};
    ++m_state.restarts;
    return beginWaiting();
}

ServiceMachine::Actions ServiceMachine::on(const supervise::GraceElapsed&)
{
    if (m_state.phase != Phase::Stopping || !m_hasProcess)
        return {};
    m_killed = true;
    m_state.reason = tr("did not stop in time, is being killed");
    return {{Kind::Kill}};
}

ServiceMachine::Actions ServiceMachine::beginWaiting()
{
    enter(Phase::Waiting);
    return {};
}

void ServiceMachine::beginStopping(const QString& reason)
{
    enter(Phase::Stopping, reason);
    m_signalled = false;
    m_killed = false;
    m_failWhenStopped.reset();
}

ServiceMachine::Actions ServiceMachine::endSteps()
{
    return m_hasStep ? Actions{{Kind::Interrupt}} : Actions{};
}

ServiceMachine::Actions ServiceMachine::signalProcess()
{
    m_signalled = true;
    m_killed = false;
    return Actions{{Kind::StopProbing}} + endSteps() + Actions{{Kind::Signal}};
}

ServiceMachine::Actions ServiceMachine::endedIfNothingRuns()
{
    if (m_hasProcess || m_hasStep)
        return {};
    m_signalled = false;
    const std::optional<Failure> failure = std::exchange(m_failWhenStopped, std::nullopt);
    if (m_wanted && failure)
        return failed(*failure);
    if (m_wanted)
        return beginWaiting();
    enter(Phase::Stopped, m_killed ? tr("did not stop in time and was killed") : QString());
    m_killed = false;
    return {};
}

ServiceMachine::Actions ServiceMachine::failed(const Failure& failure)
{
    if (failure.permanent) {
        enter(Phase::Failed, failure.reason);
        return {};
    }
    const bool again =
        m_readySinceMs >= 0 ? m_backoff.failAfterReady(m_readySinceMs, m_now.steadyMs) : m_backoff.fail(m_now.steadyMs);
    m_readySinceMs = -1;
    if (!again) {
        const auto window = std::chrono::duration_cast<std::chrono::seconds>(m_backoff.policy().window);
        enter(Phase::Failed,
              tr("gave up after %1 failures in %2 s: %3")
                  .arg(QString::number(m_backoff.policy().failuresAllowed),
                       QString::number(window.count()),
                       failure.reason));
        return {};
    }
    const auto delay = m_backoff.delay(m_random);
    const QString seconds = QLocale::c().toString(double(delay.count()) / 1000.0, 'f', 1);
    const bool isSentence = failure.reason.endsWith(QLatin1Char('.'));
    enter(Phase::Backoff,
          (isSentence ? tr("%1 Starts again in %2 s.") : tr("%1; starts again in %2 s")).arg(failure.reason, seconds));
    return {{Kind::Delay, delay}};
}

} // namespace signalbox
