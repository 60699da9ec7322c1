// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/shell_presenter.h"

#include "core/base/format.h"
#include "core/base/when_done.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace signalbox {
namespace {

constexpr int storeRestMs = 1000;

bool anyPhase(const QList<ServiceState>& states, std::initializer_list<Phase> phases)
{
    return std::ranges::any_of(
        states, [&](const ServiceState& state) { return std::ranges::find(phases, state.phase) != phases.end(); });
}

QString elapsed(qint64 sinceMs)
{
    return elapsedText(sinceMs, QDateTime::currentMSecsSinceEpoch());
}

} // namespace

ShellPresenter::ShellPresenter(StackSession& session, StoreClient& store, StackCommands& commands, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_commands(commands)
{
    m_storeRest.setSingleShot(true);
    m_storeRest.setInterval(storeRestMs);
    m_clock.setInterval(1000);
    connect(&m_storeRest, &QTimer::timeout, this, [this] {
        if (std::exchange(m_storeMissed, false))
            askStore(false);
    });
    connect(&m_clock, &QTimer::timeout, this, &ShellPresenter::publish);
    for (const auto changed : {&StackSession::stackChanged, &StackSession::brokerChanged})
        connect(&session, changed, this, &ShellPresenter::publish);
    connect(&session, &StackSession::phaseChanged, this, &ShellPresenter::publish);
    connect(&session, &StackSession::servicesChanged, this, &ShellPresenter::publish);
    connect(&session, &StackSession::actionChanged, this, &ShellPresenter::publish);
    connect(&session, &StackSession::storeAdvanced, this, &ShellPresenter::storeAdvanced);
    connect(&commands, &StackCommands::pendingChanged, this, &ShellPresenter::publish);
    connect(&commands, &StackCommands::left, this, &ShellPresenter::left);
    connect(&commands, &StackCommands::refused, this, [this](const QString& sentence) {
        m_refusal = sentence;
        publish();
    });
    askStore(false);
    publish();
}

void ShellPresenter::start()
{
    m_refusal.clear();
    m_commands.start();
}

void ShellPresenter::stop()
{
    m_refusal.clear();
    m_commands.stop();
}

void ShellPresenter::restart(const QString& service)
{
    m_refusal.clear();
    m_commands.restart(service);
}

void ShellPresenter::setConnectionProblem(const QString& sentence)
{
    m_connectionProblem = sentence;
    publish();
}

void ShellPresenter::pressBanner()
{
    switch (m_state.banner.action) {
    case BannerState::Action::None: return;
    case BannerState::Action::Dismiss: m_refusal.clear(); break;
    case BannerState::Action::Reconnect:
        m_connectionProblem.clear();
        emit reconnectWanted();
        break;
    }
    publish();
}

void ShellPresenter::storeAdvanced(const StoreMarks& marks)
{
    const std::optional<StoreMarks> before = std::exchange(m_marks, marks);
    if (!before) {
        askStore(false); // the daemon says where it stands, nothing came
        return;
    }
    if (before->spans == marks.spans && before->logs == marks.logs && before->rows == marks.rows)
        return;
    if (m_storeRest.isActive()) {
        m_storeMissed = true;
        return;
    }
    m_storeRest.start();
    askStore(true);
}

void ShellPresenter::askStore(bool measure)
{
    const int request = ++m_storeRequest;
    whenDone(m_store.status(), this, [this, request, measure](const Result<StoreStatus>& status) {
        if (request > m_storeAnswered) {
            m_storeAnswered = request;
            takeOver(status, measure);
        }
    });
}

void ShellPresenter::takeOver(const Result<StoreStatus>& status, bool measure)
{
    // Lag is how old the newest thing is at the moment it can be seen, so it is measured only straight after the store
    // said that something came; between arrivals the newest thing ages and nothing lags.
    const bool known = m_status && *m_status;
    const bool arrived = status && known && (*m_status)->newestNs != status->newestNs;
    if (measure && arrived && status->newestNs > 0)
        m_lagNs = std::max<qint64>(0, nowNanoseconds() - status->newestNs);
    m_status = status;
    publish();
}

void ShellPresenter::publish()
{
    ShellState state = derive();
    // One tick a second while a time on screen grows, none otherwise.
    const bool ticking = !state.progress.isEmpty() || !state.telemetry.isEmpty();
    if (ticking && !m_clock.isActive())
        m_clock.start();
    else if (!ticking)
        m_clock.stop();
    if (state == m_state)
        return;
    m_state = std::move(state);
    emit stateChanged(m_state);
}

ShellState ShellPresenter::derive() const
{
    ShellState state;
    const QList<ServiceState> services = m_session.states();
    const bool attached = m_session.phase() == SessionPhase::Attached;
    state.stackName = m_session.stackName();
    state.engine = m_session.engine();
    QStringList tip{m_session.stackFile()};
    if (!m_session.guarantee().isEmpty())
        tip += tr("Nothing is left behind: %1").arg(m_session.guarantee());
    state.stackTip = tip.join(QLatin1Char('\n'));
    state.summary = attached ? countStates(services) : QList<StateCount>();
    state.stackRuns = attached && std::ranges::any_of(services, [](const ServiceState& service) {
                          return service.phase != Phase::Stopped && service.phase != Phase::Failed;
                      });
    state.failing = int(std::ranges::count_if(services, [](const ServiceState& service) {
        return service.phase == Phase::Failed || service.phase == Phase::Backoff || service.phase == Phase::Unhealthy;
    }));
    deriveAction(state);
    deriveTelemetry(state);
    const bool busy = state.starting || state.stopping || m_commands.isPending();
    state.canStart = attached && !busy && anyPhase(services, {Phase::Stopped, Phase::Failed});
    state.canStop = attached && !state.stopping && !m_commands.isPending() && state.stackRuns;
    state.banner = deriveBanner();
    return state;
}

// The button shows progress for as long as services are seen on the way, whoever ordered it.
void ShellPresenter::deriveAction(ShellState& state) const
{
    if (m_session.phase() != SessionPhase::Attached)
        return;
    const QList<ServiceState> services = m_session.states();
    const ActionState& action = m_session.action();
    if (action.running) {
        state.stopping =
            anyPhase(services, {Phase::Stopping}) && !anyPhase(services, {Phase::Waiting, Phase::Starting});
        state.starting = !state.stopping;
        QStringList parts{action.message.isEmpty() ? action.title : action.message, elapsed(action.beganMs)};
        state.progress = visibleText(parts.join(QStringLiteral(" · ")), 200);
        return;
    }
    state.stopping = anyPhase(services, {Phase::Stopping});
    if (action.id == 0 && action.title.isEmpty())
        return;
    state.lastAction = visibleText(
        action.message.isEmpty() ? action.title : QStringLiteral("%1 · %2").arg(action.title, action.message), 200);
    state.lastActionTone = action.ok ? StatusTone::Ok : StatusTone::Fail;
}

void ShellPresenter::deriveTelemetry(ShellState& state) const
{
    if (!m_status)
        return;
    if (!*m_status) {
        state.telemetry = m_status->error().message;
        state.telemetryTone = StatusTone::Warn;
        return;
    }
    const StoreStatus& status = **m_status;
    if (status.keptSinceNs == 0) {
        state.telemetry = tr("no telemetry yet");
        return;
    }
    // By the minute: a number that moves every second draws the eye for nothing.
    const qint64 minute = 60'000'000'000;
    const qint64 kept = (nowNanoseconds() - status.keptSinceNs) / minute * minute;
    QStringList parts{kept < minute ? tr("kept less than a minute") : tr("kept %1").arg(formatDuration(kept)),
                      tr("%1 of %2").arg(formatBytes(status.bytes), formatBytes(status.budgetBytes)),
                      tr("%1 dropped").arg(formatCount(status.dropped))};
    if (status.refused > 0)
        parts += tr("%1 exports refused").arg(formatCount(status.refused));
    if (m_lagNs >= 0)
        parts += tr("lag %1").arg(tr("%1 s").arg(double(m_lagNs) / 1e9, 0, 'f', 1));
    state.telemetry = parts.join(QStringLiteral(" · "));
    state.telemetryTone = status.dropped > 0 || status.refused > 0 ? StatusTone::Warn : StatusTone::None;
}

BannerState ShellPresenter::deriveBanner() const
{
    using Action = BannerState::Action;
    if (!m_connectionProblem.isEmpty())
        return {StatusTone::Fail, m_connectionProblem, tr("Try again"), Action::Reconnect};
    if (m_session.phase() == SessionPhase::Lost)
        return {StatusTone::Fail,
                m_session.problem().isEmpty() ? tr("The connection to the daemon is lost.") : m_session.problem(),
                tr("Start the daemon again"),
                Action::Reconnect};
    if (m_session.phase() == SessionPhase::Connecting)
        return {StatusTone::Busy, tr("Connecting to the daemon of this stack …"), {}, Action::None};
    if (!m_refusal.isEmpty())
        return {StatusTone::Fail, m_refusal, tr("Dismiss"), Action::Dismiss};
    if (!m_session.stackProblem().isEmpty())
        return {StatusTone::Warn, m_session.stackProblem(), {}, Action::None};
    return {};
}

} // namespace signalbox
