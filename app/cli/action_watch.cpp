// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/action_watch.h"

#include "cli/await.h"
#include "core/control/session_json.h"

namespace signalbox {

ActionWatch::ActionWatch(StackSession& session, const Terminal& terminal)
    : m_session(session)
    , m_terminal(terminal)
{
    const auto states = m_session.states();
    for (const ServiceState& state : states)
        m_said.insert(state.service, state.phase);
}

Result<ActionState> ActionWatch::wait(const QJsonValue& answer, std::chrono::milliseconds timeout)
{
    ActionState action = actionStateFromJson(answer.toObject().value(QLatin1String("action")).toObject());
    QObject scope; // what is connected here ends here
    QObject::connect(&m_session, &StackSession::servicesChanged, &scope, [this](const QStringList& services) {
        sayChanges(services);
    });
    QObject::connect(&m_session, &StackSession::actionChanged, &scope, [&](const ActionState& changed) {
        if (changed.id == action.id)
            action = changed;
    });
    if (m_session.action().id == action.id) // its end may have come with the answer, before anybody listened here
        action = m_session.action();
    const bool over =
        waitUntil([&] { return !action.running || m_session.phase() != SessionPhase::Attached; }, timeout);
    if (m_session.phase() != SessionPhase::Attached)
        return fail(Error::Code::Unavailable, m_session.problem());
    if (!over) {
        return fail(Error::Code::Timeout,
                    Cli::tr("\"%1\" is not finished after %2 s and goes on. %3")
                        .arg(action.title)
                        .arg(static_cast<double>(timeout.count()) / 1000)
                        .arg(action.message));
    }
    return action;
}

void ActionWatch::sayChanges(const QStringList& services)
{
    for (const QString& service : services) {
        const ServiceState state = m_session.state(service);
        if (m_said.value(service) == state.phase)
            continue;
        m_said.insert(service, state.phase);
        const QString reason = state.reason.isEmpty() ? QString() : QStringLiteral("  ") + state.reason;
        m_terminal.progress(QStringLiteral("%1  %2%3").arg(service.leftJustified(12), phaseName(state.phase), reason));
    }
}

} // namespace signalbox
