// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/map_inspection.h"

#include "core/base/format.h"
#include "models/map_topology.h"
#include "models/service_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox {
namespace {

struct MapInspectionText
{
    Q_DECLARE_TR_FUNCTIONS(MapInspection)
};

QString countOrDash(qint64 count)
{
    return count < 0 ? QStringLiteral("–") : formatCount(count);
}

QString rateOrDash(double rate)
{
    return rate < 0 ? QStringLiteral("–") : MapInspectionText::tr("%1/s").arg(rate, 0, 'f', 1);
}

Inspection::Section bindingsSection(const StackSession& session, const QString& queue, const QString& exchange)
{
    Inspection::Section section;
    section.title = exchange.isEmpty() ? MapInspectionText::tr("Bound to") : MapInspectionText::tr("Routes");
    QStringList lines;
    for (const BindingState& binding : session.broker().bindings) {
        if (binding.exchange.isEmpty() || (!queue.isEmpty() && binding.destination != queue) ||
            (!exchange.isEmpty() && binding.exchange != exchange))
            continue;
        const QString other = exchange.isEmpty() ? binding.exchange : binding.destination;
        const QString key =
            binding.routingKey.isEmpty() ? MapInspectionText::tr("(every message)") : binding.routingKey;
        lines.append(visibleText(exchange.isEmpty() ? QStringLiteral("%1 · %2").arg(other, key)
                                                    : QStringLiteral("%1 → %2").arg(key, other)));
    }
    lines.sort();
    section.block = lines.join(QLatin1Char('\n'));
    return section;
}

Inspection::Section consumersSection(const StackSession& session, const QString& queue)
{
    Inspection::Section section;
    section.title = MapInspectionText::tr("Consumed by");
    for (const ServiceInfo& service : session.services())
        if (service.queues.contains(queue)) {
            const ServiceState state = session.state(service.name);
            section.bullets.append(
                {toneOf(state.phase), service.name, phaseWord(state.phase), {Link::Kind::Service, service.name}});
        }
    return section;
}

void describeQueueStatus(Inspection& inspection, const QueueState& queue, const MapTopology& topology)
{
    if (queue.isDeadLetters && queue.ready > 0) {
        inspection.tone = StatusTone::Fail;
        inspection.status = MapInspectionText::tr("%n message(s) gave up here", nullptr, int(queue.ready));
    } else if (queue.isUnrouted && queue.ready > 0) {
        inspection.tone = StatusTone::Warn;
        inspection.status =
            MapInspectionText::tr("%n message(s) that no queue is bound for", nullptr, int(queue.ready));
    } else if (topology.isKeepsake(queue)) {
        inspection.tone = StatusTone::None;
        inspection.status =
            MapInspectionText::tr("keeps the newest %1, which no service reads").arg(formatCount(queue.maxLength));
    } else if (queue.consumers == 0 && queue.ready > 0) {
        inspection.tone = StatusTone::Fail;
        inspection.status = MapInspectionText::tr("filling: nobody consumes");
    } else if (queue.ready > 0) {
        inspection.tone = StatusTone::Busy;
        inspection.status = MapInspectionText::tr("%n message(s) waiting", nullptr, int(queue.ready));
    } else if (queue.ready == 0) {
        inspection.tone = StatusTone::Ok;
        inspection.status =
            queue.isDeadLetters ? MapInspectionText::tr("empty, as it should be") : MapInspectionText::tr("empty");
    }
}

Inspection inspectQueue(const StackSession& session, const QString& name)
{
    const auto& queues = session.broker().queues;
    const auto queue = std::ranges::find(queues, name, &QueueState::name);
    Inspection inspection;
    inspection.title = name;
    if (queue == queues.end())
        return inspection;
    describeQueueStatus(inspection, *queue, MapTopology(session));
    Inspection::Section facts;
    facts.rows = {{MapInspectionText::tr("ready"), countOrDash(queue->ready), {}},
                  {MapInspectionText::tr("unacked"), countOrDash(queue->unacked), {}},
                  {MapInspectionText::tr("consumers"), countOrDash(queue->consumers), {}},
                  {MapInspectionText::tr("in"), rateOrDash(queue->publishRate), {}},
                  {MapInspectionText::tr("out"), rateOrDash(queue->deliverRate), {}},
                  {MapInspectionText::tr("type"), queue->type, {}}};
    if (!queue->deadLetterExchange.isEmpty())
        facts.rows.append({MapInspectionText::tr("dead letters"), queue->deadLetterExchange, {}});
    inspection.sections.append(facts);
    for (const Inspection::Section& section : {consumersSection(session, name), bindingsSection(session, name, {})})
        if (!section.bullets.isEmpty() || !section.block.isEmpty())
            inspection.sections.append(section);
    return inspection;
}

Inspection inspectExchange(const StackSession& session, const MapNode& node)
{
    Inspection inspection;
    inspection.title = node.title;
    inspection.service = node.service;
    inspection.tone = node.tone;
    inspection.status = node.subtitle;
    if (const auto section = bindingsSection(session, {}, node.title); !section.block.isEmpty())
        inspection.sections.append(section);
    if (!session.broker().problem.isEmpty())
        inspection.sections.prepend({MapInspectionText::tr("Why"), session.broker().problem, {}, {}, {}});
    if (!node.service.isEmpty())
        inspection.acts = {
            {{}, MapInspectionText::tr("Open %1").arg(node.service), {Link::Kind::Service, node.service}}};
    return inspection;
}

Inspection inspectOutbox(const StackSession& session, const MapNode& node, const QString& service)
{
    const auto& outboxes = session.outboxes();
    const auto outbox = std::ranges::find(outboxes, service, &OutboxState::service);
    Inspection inspection;
    inspection.title = MapInspectionText::tr("outbox of %1").arg(service);
    inspection.service = service;
    inspection.tone = node.tone == StatusTone::None ? StatusTone::Ok : node.tone;
    inspection.status = node.subtitle;
    if (outbox != outboxes.end()) {
        Inspection::Section facts;
        facts.rows = {
            {MapInspectionText::tr("pending"), countOrDash(outbox->pending), {}},
            {MapInspectionText::tr("oldest"),
             outbox->oldestPendingMs < 0 ? QStringLiteral("–") : formatDuration(outbox->oldestPendingMs * 1'000'000),
             {}},
            {MapInspectionText::tr("dead"), countOrDash(outbox->dead), {}}};
        inspection.sections.append(facts);
        if (!outbox->problem.isEmpty())
            inspection.sections.append({MapInspectionText::tr("Why"), outbox->problem, {}, {}, {}});
    }
    inspection.acts = {{{}, MapInspectionText::tr("Open %1").arg(service), {Link::Kind::Service, service}}};
    return inspection;
}

Inspection inspectDatabase(const StackSession& session, const MapGraph& graph, const MapNode& node)
{
    Inspection inspection;
    inspection.title = node.title;
    inspection.tone = node.tone;
    inspection.status = node.subtitle;
    Inspection::Section users;
    users.title = MapInspectionText::tr("Used by");
    for (const MapEdge& edge : graph.edges) {
        const MapNode* user = edge.to == node.id ? graph.find(edge.from) : nullptr;
        if (user)
            users.bullets.append(
                {toneOf(session.state(user->title).phase), user->title, {}, {Link::Kind::Service, user->title}});
    }
    inspection.sections.append(users);
    return inspection;
}

} // namespace

Inspection inspectMapNode(const StackSession& session, const MapGraph& graph, const QString& nodeId, qint64 nowMs)
{
    const MapNode* node = graph.find(nodeId);
    if (!node) {
        Inspection nothing;
        nothing.hint = MapInspectionText::tr("Select something on the map to see how it is.");
        return nothing;
    }
    switch (node->kind) {
    case MapKind::Service:
    case MapKind::Server: return inspectService(session, node->title, nowMs);
    case MapKind::Queue:
    case MapKind::DeadLetters: return inspectQueue(session, node->title);
    case MapKind::Exchange: return inspectExchange(session, *node);
    case MapKind::Outbox: return inspectOutbox(session, *node, nodeId.section(QLatin1Char(':'), 1));
    case MapKind::Database: return inspectDatabase(session, graph, *node);
    }
    return {};
}

} // namespace signalbox
