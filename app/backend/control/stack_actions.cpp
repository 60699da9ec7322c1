// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/stack_actions.h"

#include <QDateTime>

namespace signalbox {
namespace {

QSet<QString> toSet(const QStringList& names)
{
    return {names.begin(), names.end()};
}

// "broker (starting), shop (waiting)"; the names first, since they are what the user looks for.
QString listed(const QList<ServiceState>& states)
{
    QStringList parts;
    for (const ServiceState& state : states)
        parts.append(QStringLiteral("%1 (%2)").arg(state.service, phaseName(state.phase)));
    return parts.join(QStringLiteral(", "));
}

QString failureSentence(const ServiceState& state)
{
    if (state.reason.contains(state.service))
        return state.reason;
    return StackActions::tr("%1 failed: %2").arg(state.service, state.reason);
}

bool isDown(const ServiceState& state)
{
    return (state.phase == Phase::Stopped || state.phase == Phase::Failed) && state.pid == 0;
}

} // namespace

StackActions::StackActions(Engine& engine, StackFile stack, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_stack(std::move(stack))
{
    m_tick.setInterval(std::chrono::milliseconds(500));
    connect(&m_tick, &QTimer::timeout, this, &StackActions::judgeAll);
    connect(&m_engine, &Engine::stateChanged, this, &StackActions::observe);
}

Result<ActionState> StackActions::start(const QStringList& services)
{
    if (const auto known = check(services); !known)
        return tl::unexpected(known.error());
    const QString title = services.isEmpty() ? tr("start") : tr("start %1").arg(services.join(QLatin1Char(' ')));
    const QSet<QString> targets = m_stack.closure(toSet(services));
    const ActionState begun = begin(Kind::Start, title, targets);
    m_engine.start(targets);
    return settled(begun.id);
}

Result<ActionState> StackActions::stop(const QStringList& services)
{
    if (const auto known = check(services); !known)
        return tl::unexpected(known.error());
    const QString title = services.isEmpty() ? tr("stop") : tr("stop %1").arg(services.join(QLatin1Char(' ')));
    const QSet<QString> targets = dependants(toSet(services));
    const ActionState begun = begin(Kind::Stop, title, targets);
    m_engine.stop(targets);
    return settled(begun.id);
}

Result<ActionState> StackActions::restart(const QString& service)
{
    if (const auto known = check({service}); !known)
        return tl::unexpected(known.error());
    const ActionState begun = begin(Kind::Restart, tr("restart %1").arg(service), {service});
    m_engine.restart(service);
    return settled(begun.id);
}

Result<void> StackActions::check(const QStringList& services) const
{
    QStringList names;
    for (const ServiceDefinition& service : m_stack.services)
        names.append(service.name);
    for (const QString& service : services) {
        if (!names.contains(service)) {
            return fail(Error::Code::NotFound,
                        tr("There is no service \"%1\" in this stack. It has %2.")
                            .arg(service, names.join(QStringLiteral(", "))));
        }
    }
    return {};
}

// The services themselves and whatever needs one of them; all for none.
QSet<QString> StackActions::dependants(const QSet<QString>& services) const
{
    QSet<QString> found;
    for (const ServiceDefinition& service : m_stack.services) {
        if (services.isEmpty() || m_stack.closure({service.name}).intersects(services))
            found.insert(service.name);
    }
    return found;
}

ActionState StackActions::begin(Kind kind, const QString& title, const QSet<QString>& targets)
{
    std::vector<Running> kept;
    std::vector<Running> cancelled;
    for (Running& other : m_running) {
        const bool opposed = (other.kind == Kind::Stop) != (kind == Kind::Stop) && other.targets.intersects(targets);
        (opposed ? cancelled : kept).push_back(std::move(other));
    }
    m_running = std::move(kept);
    for (const Running& other : cancelled)
        finish(other.state, {true, false, tr("Cancelled: \"%1\" was ordered meanwhile.").arg(title)});

    ActionState state;
    state.id = ++m_lastId;
    state.title = title;
    state.running = true;
    state.beganMs = QDateTime::currentMSecsSinceEpoch();
    m_last = state;
    m_running.push_back({kind, targets, {}, QDeadlineTimer(m_deadline), state});
    m_tick.start();
    emit changed(state);
    return state;
}

// What an order became right after the engine took it: it may have been reached already.
ActionState StackActions::settled(qint64 id)
{
    judgeAll();
    for (const Running& action : m_running) {
        if (action.state.id == id)
            return action.state;
    }
    return m_last;
}

void StackActions::observe(const ServiceState& state)
{
    for (Running& action : m_running)
        action.seen.insert(state.service);
    QMetaObject::invokeMethod(this, &StackActions::judgeAll, Qt::QueuedConnection); // the engine is in the middle of it
}

void StackActions::judgeAll()
{
    std::vector<Running> open;
    std::vector<std::pair<ActionState, Verdict>> over;
    for (Running& action : m_running) {
        const Verdict verdict = judge(action);
        if (verdict.over) {
            over.emplace_back(action.state, verdict);
            continue;
        }
        if (action.state.message != verdict.message) {
            action.state.message = verdict.message;
            emit changed(action.state);
        }
        open.push_back(std::move(action));
    }
    m_running = std::move(open);
    if (m_running.empty())
        m_tick.stop();
    for (const auto& [state, verdict] : over)
        finish(state, verdict);
}

StackActions::Verdict StackActions::judge(const Running& action) const
{
    QList<ServiceState> states;
    const auto all = m_engine.states();
    for (const ServiceState& state : all) {
        if (action.targets.contains(state.service))
            states.append(state);
    }
    Verdict verdict = action.kind == Kind::Stop ? judgeDown(action, states) : judgeUp(action, states);
    if (!verdict.over && action.deadline.hasExpired()) {
        verdict = {true,
                   false,
                   tr("Not reached within %1 s. %2")
                       .arg(std::chrono::duration_cast<std::chrono::seconds>(m_deadline).count())
                       .arg(verdict.message)};
    }
    return verdict;
}

StackActions::Verdict StackActions::judgeUp(const Running& action, const QList<ServiceState>& states) const
{
    QList<ServiceState> pending;
    for (const ServiceState& state : states) {
        // A failure from before the order does not count: the engine tries it again.
        if (state.phase == Phase::Failed && action.seen.contains(state.service))
            return {true, false, failureSentence(state)};
        const bool fresh = action.kind == Kind::Start || state.startedMs >= action.state.beganMs;
        if (state.phase != Phase::Ready || !fresh)
            pending.append(state);
    }
    if (!pending.isEmpty())
        return {false, false, tr("Waiting for %1.").arg(listed(pending))};
    return {true, true, tr("%n service(s) ready.", nullptr, static_cast<int>(states.size()))};
}

StackActions::Verdict StackActions::judgeDown(const Running& /*action*/, const QList<ServiceState>& states) const
{
    QList<ServiceState> pending;
    for (const ServiceState& state : states) {
        if (!isDown(state))
            pending.append(state);
    }
    if (!pending.isEmpty())
        return {false, false, tr("Waiting for %1 to end.").arg(listed(pending))};
    return {true, true, tr("%n service(s) stopped.", nullptr, static_cast<int>(states.size()))};
}

void StackActions::finish(ActionState state, const Verdict& verdict)
{
    state.running = false;
    state.ok = verdict.ok;
    state.message = verdict.message;
    state.endedMs = QDateTime::currentMSecsSinceEpoch();
    m_last = state;
    emit changed(state);
}

} // namespace signalbox
