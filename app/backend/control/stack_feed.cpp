// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/stack_feed.h"

#include "backend/control/control_server.h"
#include "core/control/control_limits.h"
#include "core/control/session_json.h"

namespace signalbox {
namespace {

// When it was looked at is no news; what was seen is.
bool sameNews(BrokerState a, const BrokerState& b)
{
    a.observedMs = b.observedMs;
    return a == b;
}

bool sameNews(QList<OutboxState> a, const QList<OutboxState>& b)
{
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        a[i].observedMs = b[i].observedMs;
    return a == b;
}

} // namespace

StackFeed::StackFeed(ControlServer& server, Identity identity, QObject* parent)
    : QObject(parent)
    , m_server(server)
    , m_identity(std::move(identity))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StackFeed::flush);
}

void StackFeed::setStack(const StackFile& stack)
{
    m_identity.name = stack.name;
    m_services.clear();
    for (const ServiceDefinition& service : stack.services)
        m_services.append(serviceInfo(service));
    m_states.removeIf([&](const auto& state) { return stack.find(state.key()) == nullptr; });
    touch(Defined);
}

void StackFeed::setEngine(const QString& name, const QString& guarantee)
{
    m_engine = name;
    m_guarantee = guarantee;
    touch(Defined);
}

void StackFeed::setProblem(const QString& sentence)
{
    if (m_problem == sentence)
        return;
    m_problem = sentence;
    touch(Defined);
}

void StackFeed::setState(const ServiceState& state)
{
    const auto known = m_states.constFind(state.service);
    if (known != m_states.constEnd() && *known == state)
        return;
    m_states.insert(state.service, state);
    m_dirtyStates.insert(state.service);
    touch(0);
}

void StackFeed::setStartup(const QList<StartupStep>& startup)
{
    if (m_startup == startup)
        return;
    m_startup = startup;
    touch(Startup);
}

void StackFeed::setAction(const ActionState& action)
{
    if (m_action == action)
        return;
    // Each action's end is told, however quickly the next one follows: the command line waits for its own.
    if ((m_dirty & Action) != 0 && m_action.id != action.id)
        flush();
    m_action = action;
    touch(Action);
}

void StackFeed::setBroker(const BrokerState& broker)
{
    const bool news = !sameNews(m_broker, broker);
    m_broker = broker;
    if (news)
        touch(Broker);
}

void StackFeed::setOutboxes(const QList<OutboxState>& outboxes)
{
    const bool news = !sameNews(m_outboxes, outboxes);
    m_outboxes = outboxes;
    if (news)
        touch(Outboxes);
}

void StackFeed::setMarks(const StoreMarks& marks)
{
    m_marks = marks;
    touch(Marks);
}

void StackFeed::touch(int part)
{
    m_dirty |= part;
    if (m_timer.isActive())
        return;
    const auto interval = control_limits::noticeInterval;
    const auto since = m_sinceFlush.isValid() ? std::chrono::milliseconds(m_sinceFlush.elapsed()) : interval;
    m_timer.start(std::max(std::chrono::milliseconds(0), interval - since));
}

QJsonObject StackFeed::changedStates()
{
    QJsonArray states;
    for (const QString& service : std::as_const(m_dirtyStates))
        states.append(toJson(m_states.value(service)));
    QJsonObject params{{QStringLiteral("states"), states}};
    if ((m_dirty & Startup) != 0)
        params.insert(QStringLiteral("startup"), toJsonArray(m_startup));
    m_dirtyStates.clear();
    return params;
}

void StackFeed::flush()
{
    m_sinceFlush.start();
    if (!m_dirtyStates.isEmpty() || (m_dirty & Startup) != 0)
        m_server.notify(QStringLiteral("stack.changed"), changedStates());
    if ((m_dirty & Defined) != 0)
        m_server.notify(QStringLiteral("stack.defined"), {});
    if ((m_dirty & Action) != 0)
        m_server.notify(QStringLiteral("action.changed"), {{QStringLiteral("action"), toJson(m_action)}});
    if ((m_dirty & Broker) != 0)
        m_server.notify(QStringLiteral("broker.changed"), {{QStringLiteral("broker"), toJson(m_broker)}});
    if ((m_dirty & Outboxes) != 0)
        m_server.notify(QStringLiteral("outbox.changed"), {{QStringLiteral("outboxes"), toJsonArray(m_outboxes)}});
    if ((m_dirty & Marks) != 0)
        m_server.notify(QStringLiteral("store.advanced"), toJson(m_marks));
    m_dirty = 0;
}

QJsonObject StackFeed::snapshot() const
{
    return {{QStringLiteral("name"), m_identity.name},
            {QStringLiteral("file"), m_identity.file},
            {QStringLiteral("engine"), m_engine},
            {QStringLiteral("guarantee"), m_guarantee},
            {QStringLiteral("state_dir"), m_identity.stateDir},
            {QStringLiteral("problem"), m_problem},
            {QStringLiteral("sequence"), m_server.sequence()},
            {QStringLiteral("services"), toJsonArray(m_services)},
            {QStringLiteral("states"), toJsonArray(m_states.values())},
            {QStringLiteral("broker"), toJson(m_broker)},
            {QStringLiteral("outboxes"), toJsonArray(m_outboxes)},
            {QStringLiteral("startup"), toJsonArray(m_startup)},
            {QStringLiteral("action"), toJson(m_action)},
            {QStringLiteral("marks"), toJson(m_marks)}};
}

} // namespace signalbox
