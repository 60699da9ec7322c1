// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/stack_session.h"

#include "core/base/when_done.h"
#include "core/control/session_json.h"

#include <QCoreApplication>

namespace signalbox {
namespace {

constexpr qint64 notAttached = -1;

QJsonObject serviceParams(const QStringList& services)
{
    return {{QStringLiteral("services"), QJsonArray::fromStringList(services)}};
}

} // namespace

StackSession::StackSession(ControlChannel& channel, QObject* parent)
    : QObject(parent)
    , m_channel(channel)
    , m_sequence(notAttached)
{
    connect(&m_channel, &ControlChannel::connected, this, &StackSession::attach);
    connect(&m_channel, &ControlChannel::notified, this, &StackSession::handle);
    connect(&m_channel, &ControlChannel::disconnected, this, [this](const QString& why) {
        m_sequence = notAttached;
        m_problem = why;
        m_phase = SessionPhase::Lost;
        emit phaseChanged(m_phase);
    });
    if (m_channel.isConnected())
        attach();
}

ServiceState StackSession::state(const QString& service) const
{
    ServiceState unknown;
    unknown.service = service;
    return m_states.value(service, unknown);
}

QList<ServiceState> StackSession::states() const
{
    QList<ServiceState> states;
    for (const ServiceInfo& info : m_services)
        states.append(state(info.name));
    return states;
}

QFuture<Result<QJsonValue>> StackSession::start(const QStringList& services)
{
    return m_channel.call(QStringLiteral("stack.start"), serviceParams(services));
}

QFuture<Result<QJsonValue>> StackSession::stop(const QStringList& services)
{
    return m_channel.call(QStringLiteral("stack.stop"), serviceParams(services));
}

QFuture<Result<QJsonValue>> StackSession::restart(const QString& service)
{
    return m_channel.call(QStringLiteral("service.restart"), {{QStringLiteral("service"), service}});
}

QFuture<Result<QJsonValue>> StackSession::info(bool secrets)
{
    return m_channel.call(QStringLiteral("stack.info"), {{QStringLiteral("secrets"), secrets}});
}

QFuture<Result<QJsonValue>> StackSession::shutdownDaemon()
{
    return m_channel.call(QStringLiteral("daemon.shutdown"));
}

// Asks for everything. Also after a gap in the sequence: what was missed is in the answer.
void StackSession::attach()
{
    whenDone(m_channel.call(QStringLiteral("stack.get")), this, [this](const Result<QJsonValue>& answer) {
        if (!answer) {
            m_problem = answer.error().message;
            m_phase = SessionPhase::Lost;
            emit phaseChanged(m_phase);
            return;
        }
        const QJsonObject stack = answer->toObject();
        if (stack.value(QLatin1String("sequence")).toInteger() < m_sequence)
            attach(); // a notification overtook this answer
        else
            takeOver(stack);
    });
}

void StackSession::takeOver(const QJsonObject& stack)
{
    m_sequence = stack.value(QLatin1String("sequence")).toInteger();
    m_stackName = stack.value(QLatin1String("name")).toString();
    m_stackFile = stack.value(QLatin1String("file")).toString();
    m_engine = stack.value(QLatin1String("engine")).toString();
    m_guarantee = stack.value(QLatin1String("guarantee")).toString();
    m_stateDir = stack.value(QLatin1String("state_dir")).toString();
    m_stackProblem = stack.value(QLatin1String("problem")).toString();
    m_services = listFromJson(stack.value(QLatin1String("services")), serviceInfoFromJson);
    m_states.clear();
    const auto states = listFromJson(stack.value(QLatin1String("states")), serviceStateFromJson);
    for (const ServiceState& state : states)
        m_states.insert(state.service, state);
    m_broker = brokerStateFromJson(stack.value(QLatin1String("broker")).toObject());
    m_outboxes = listFromJson(stack.value(QLatin1String("outboxes")), outboxStateFromJson);
    m_startup = listFromJson(stack.value(QLatin1String("startup")), startupStepFromJson);
    m_action = actionStateFromJson(stack.value(QLatin1String("action")).toObject());
    m_marks = storeMarksFromJson(stack.value(QLatin1String("marks")).toObject());
    m_problem.clear();
    const bool wasAttached = m_phase == SessionPhase::Attached;
    m_phase = SessionPhase::Attached;
    if (!wasAttached)
        emit phaseChanged(m_phase);
    emit stackChanged();
    emit servicesChanged(m_states.keys());
    emit actionChanged(m_action);
    emit brokerChanged();
    emit outboxChanged();
    emit storeAdvanced(m_marks);
}

void StackSession::handle(const QString& method, const QJsonObject& params)
{
    if (m_sequence == notAttached)
        return; // the answer to stack.get, still under way, has it
    if (const QJsonValue sequence = params.value(QLatin1String("sequence")); sequence.isDouble()) {
        const bool missed = sequence.toInteger() > m_sequence + 1;
        m_sequence = std::max(m_sequence, sequence.toInteger());
        if (missed) {
            attach();
            return;
        }
    }
    using Take = void (StackSession::*)(const QJsonObject&);
    static const QHash<QString, Take> table{
        {QStringLiteral("stack.changed"), &StackSession::takeStates},
        {QStringLiteral("stack.defined"), &StackSession::takeDefinition},
        {QStringLiteral("action.changed"), &StackSession::takeAction},
        {QStringLiteral("broker.changed"), &StackSession::takeBroker},
        {QStringLiteral("outbox.changed"), &StackSession::takeOutboxes},
        {QStringLiteral("store.advanced"), &StackSession::takeMarks},
    };
    if (const Take take = table.value(method, nullptr))
        (this->*take)(params);
}

void StackSession::takeStates(const QJsonObject& params)
{
    QStringList changed;
    const auto states = listFromJson(params.value(QLatin1String("states")), serviceStateFromJson);
    for (const ServiceState& state : states) {
        m_states.insert(state.service, state);
        changed.append(state.service);
    }
    if (params.contains(QLatin1String("startup")))
        m_startup = listFromJson(params.value(QLatin1String("startup")), startupStepFromJson);
    emit servicesChanged(changed);
}

void StackSession::takeDefinition(const QJsonObject& /*params*/)
{
    attach();
}

void StackSession::takeAction(const QJsonObject& params)
{
    m_action = actionStateFromJson(params.value(QLatin1String("action")).toObject());
    emit actionChanged(m_action);
}

void StackSession::takeBroker(const QJsonObject& params)
{
    m_broker = brokerStateFromJson(params.value(QLatin1String("broker")).toObject());
    emit brokerChanged();
}

void StackSession::takeOutboxes(const QJsonObject& params)
{
    m_outboxes = listFromJson(params.value(QLatin1String("outboxes")), outboxStateFromJson);
    emit outboxChanged();
}

void StackSession::takeMarks(const QJsonObject& params)
{
    m_marks = storeMarksFromJson(params);
    emit storeAdvanced(m_marks);
}

} // namespace signalbox
