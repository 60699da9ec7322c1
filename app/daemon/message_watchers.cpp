// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/message_watchers.h"

#include "backend/broker/event_routes.h"
#include "backend/control/stack_info.h"

#include <QFile>
#include <QFileInfo>

namespace signalbox {
namespace {

QList<OutboxSource> sourcesOf(const OpenedStack& stack)
{
    QList<OutboxSource> sources;
    for (const ServiceDefinition& service : stack.file.services) {
        if (!service.outbox && !service.inbox)
            continue;
        const QString database = service.outbox ? service.outbox->database : service.inbox->database;
        sources.append({service.name, readerUrl(stack.file, stack.variables, database), service.outbox, service.inbox});
    }
    return sources;
}

QMap<QString, QString> readersOf(const StackFile& file)
{
    QMap<QString, QString> readers;
    for (const ServiceDefinition& service : file.services) {
        for (const QString& queue : service.queues)
            readers.insert(queue, service.name);
    }
    return readers;
}

} // namespace

MessageWatchers::MessageWatchers(const OpenedStack& stack, Engine& engine, Intake& intake, StackFeed& feed)
    : m_outboxes([&intake](QList<MessageRow> rows) { intake.add(std::move(rows)); })
    , m_intake(intake)
    , m_readers(readersOf(stack.file))
{
    for (const ServiceDefinition& service : stack.file.services) {
        if (service.native.recipe == Recipe::Postgres)
            m_databaseService = service.name;
        if (service.native.recipe != Recipe::RabbitMq)
            continue;
        m_brokerService = service.name;
        m_metricsPort = stack.variables.value(portVariable(service.name, QStringLiteral("metrics"))).toInt();
        setDefinitions(stack, service.native.definitions);
    }
    m_outboxes.setSources(sourcesOf(stack));
    connect(&m_broker, &BrokerWatcher::changed, &feed, &StackFeed::setBroker);
    connect(&m_outboxes, &OutboxWatcher::changed, &feed, &StackFeed::setOutboxes);
    connect(&engine, &Engine::stateChanged, this, &MessageWatchers::follow);
    feed.setBroker(m_broker.state());
    feed.setOutboxes(m_outboxes.states());
}

// Without its definitions the broker is watched all the same; only its topology is unknown.
void MessageWatchers::setDefinitions(const OpenedStack& stack, const QString& file)
{
    QFile definitions(QFileInfo(stack.file.path).absolutePath() + QLatin1Char('/') + file);
    if (file.isEmpty() || !definitions.open(QIODevice::ReadOnly))
        return;
    if (const auto read = m_broker.setDefinitions(definitions.readAll()); !read)
        qWarning("%s", qPrintable(read.error().message));
    m_intake.add(eventRoutes(m_broker.state(), m_readers));
}

void MessageWatchers::follow(const ServiceState& state)
{
    if (state.service == m_databaseService)
        m_outboxes.setActive(state.isUp());
    if (state.service != m_brokerService || state.isUp() == m_brokerUp)
        return;
    m_brokerUp = state.isUp();
    if (m_brokerUp)
        m_broker.start(m_metricsPort);
    else
        m_broker.stop();
}

} // namespace signalbox
