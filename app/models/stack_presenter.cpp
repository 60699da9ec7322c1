// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack_presenter.h"

#include "models/service_text.h"

#include <QDateTime>

#include <algorithm>

namespace signalbox {
namespace {

bool isRunningOrGoing(Phase phase)
{
    return phase != Phase::Stopped && phase != Phase::Failed && phase != Phase::Stopping;
}

} // namespace

StackPresenter::StackPresenter(StackSession& session, StoreClient& store, StackCommands& commands, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_commands(commands)
    , m_lines(store)
{
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &StackPresenter::tick);
    connect(&session, &StackSession::phaseChanged, this, &StackPresenter::takeServices);
    connect(&session, &StackSession::stackChanged, this, &StackPresenter::takeServices);
    connect(&session, &StackSession::servicesChanged, this, &StackPresenter::takeServices);
    connect(&session, &StackSession::actionChanged, this, &StackPresenter::publish);
    connect(&session, &StackSession::outboxChanged, this, &StackPresenter::publishInspection);
    connect(&session, &StackSession::brokerChanged, this, &StackPresenter::publishInspection);
    connect(&session, &StackSession::storeAdvanced, &m_lines, &LastLines::refreshSoon);
    connect(&m_lines, &LastLines::changed, this, [this] { m_model.setLastLines(m_lines.lines()); });
    takeServices();
}

void StackPresenter::setActive(bool active)
{
    if (!active) {
        m_clock.stop();
        return;
    }
    m_clock.start();
    tick();
}

void StackPresenter::select(const QString& service)
{
    if (service == m_selected)
        return;
    m_selected = service;
    publish();
}

QString StackPresenter::sample() const
{
    QString best;
    int most = -1;
    for (const ServiceInfo& info : m_session.services()) {
        const StatusTone tone = toneOf(m_session.state(info.name).phase);
        const int needs = tone == StatusTone::Fail   ? 100
                          : tone == StatusTone::Warn ? 50
                          : tone == StatusTone::Busy ? 30
                                                     : 0;
        const int tells = (info.hasOutbox ? 2 : 0) + int(info.queues.size()) + int(info.dependsOn.size());
        if (needs + tells > most) {
            most = needs + tells;
            best = info.name;
        }
    }
    return best;
}

bool StackPresenter::knows(const QString& service) const
{
    return std::ranges::any_of(m_session.services(), [&](const ServiceInfo& info) { return info.name == service; });
}

void StackPresenter::runAct(const QString& act)
{
    if (act == QLatin1String("start") && m_state.canStartSelected)
        m_commands.start({m_selected});
    else if (act == QLatin1String("stop") && m_state.canStopSelected)
        m_commands.stop({m_selected});
    else if (act == QLatin1String("restart") && m_state.canRestartSelected)
        m_commands.restart(m_selected);
}

void StackPresenter::takeServices()
{
    m_model.setNow(QDateTime::currentMSecsSinceEpoch());
    m_model.setCurrent(m_session.phase() != SessionPhase::Lost);
    m_model.setServices(m_session.services(), m_session.states());
    QStringList names;
    for (const ServiceInfo& info : m_session.services())
        names.append(info.name);
    m_lines.setServices(names);
    publish();
}

void StackPresenter::tick()
{
    m_model.setNow(QDateTime::currentMSecsSinceEpoch());
    publish();
}

void StackPresenter::publish()
{
    StackState state = derive();
    if (state != m_state) {
        m_state = std::move(state);
        emit stateChanged(m_state);
    }
    publishInspection();
}

void StackPresenter::publishInspection()
{
    Inspection inspection = inspectService(m_session, m_selected, QDateTime::currentMSecsSinceEpoch());
    if (inspection == m_inspection)
        return;
    m_inspection = std::move(inspection);
    emit inspected(m_inspection);
}

StackState StackPresenter::derive() const
{
    StackState state;
    state.headline = stackHeadline(m_session.states());
    if (m_session.phase() == SessionPhase::Lost && !state.headline.isEmpty())
        state.headline = tr("last seen: %1").arg(state.headline);
    state.selected = m_selected;
    const ActionState& action = m_session.action();
    const bool starting = action.running && std::ranges::any_of(m_session.startup(), [](const StartupStep& step) {
                              return step.readyMs < 0;
                          });
    state.startup = startupView(m_session, starting ? QDateTime::currentMSecsSinceEpoch() - action.beganMs : 0);
    if (m_session.services().isEmpty()) {
        state.emptyWhat = tr("The services of the stack");
        state.emptyWhy = m_session.phase() != SessionPhase::Attached
                             ? tr("The daemon that runs them does not answer yet.")
                             : tr("The stack file has no service that can be run here.");
    }
    const bool attached = m_session.phase() == SessionPhase::Attached && knows(m_selected);
    const Phase phase = m_session.state(m_selected).phase;
    state.canStartSelected = attached && (phase == Phase::Stopped || phase == Phase::Failed);
    state.canStopSelected = attached && isRunningOrGoing(phase);
    state.canRestartSelected = state.canStopSelected;
    return state;
}

} // namespace signalbox
