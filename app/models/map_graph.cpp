// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/map_graph.h"

#include "core/base/format.h"
#include "models/map_text.h"
#include "models/map_topology.h"
#include "models/service_colors.h"
#include "models/service_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox {
namespace {

struct MapGraphText
{
    Q_DECLARE_TR_FUNCTIONS(MapGraph)
};

constexpr int nodeHeight = 40;
constexpr int minimumWidth = 128;

// Collects the graph step by step; each step adds nodes and edges of one source.
class Builder
{
public:
    Builder(const StackSession& session, const MapTraffic& traffic)
        : m_session(session)
        , m_traffic(traffic)
        , m_topology(session)
    {
    }

    MapGraph build()
    {
        addServices();
        addDatabases();
        addOutboxes();
        addBroker();
        addNeeds();
        addTraffic();
        describeLoad();
        return std::move(m_graph);
    }

private:
    using Kind = MapEdge::Kind;

    void addNode(MapNode node)
    {
        // Seven pixels a letter is wider than the interface's face draws names.
        node.width = std::max(minimumWidth, int(node.title.size()) * 7 + 32);
        node.height = nodeHeight;
        m_graph.nodes.append(std::move(node));
    }
    void addEdge(Kind kind, const QString& from, const QString& to, const QString& label = {}, StatusTone tone = {})
    {
        m_graph.edges.append({kind, from, to, label, tone});
    }
    bool isServer(const ServiceInfo& info) const
    {
        return info.kind == QLatin1String("database") || info.kind == QLatin1String("broker") ||
               info.kind == QLatin1String("cache");
    }
    const ServiceInfo* info(const QString& name) const
    {
        const auto& services = m_session.services();
        const auto found = std::ranges::find(services, name, &ServiceInfo::name);
        return found == services.end() ? nullptr : &*found;
    }
    // The first of that kind which `info` depends on.
    const ServiceInfo* needed(const ServiceInfo& service, const char* kind) const
    {
        for (const QString& name : service.dependsOn)
            if (const ServiceInfo* other = info(name); other && other->kind == QLatin1String(kind))
                return other;
        return nullptr;
    }
    bool showsBroker() const { return !m_session.broker().exchanges.isEmpty(); }

    // A server is shown by what lies in it: databases and exchanges stand for it when there are any.
    bool isShownByContent(const ServiceInfo& server) const
    {
        if (server.kind == QLatin1String("broker"))
            return showsBroker();
        return std::ranges::any_of(m_session.services(), [&](const ServiceInfo& other) {
            return !other.database.isEmpty() && needed(other, "database") == &server;
        });
    }

    void addServices()
    {
        for (const ServiceInfo& service : m_session.services()) {
            if (isServer(service) && isShownByContent(service))
                continue;
            const ServiceState state = m_session.state(service.name);
            addNode({serviceNodeId(service.name),
                     isServer(service) ? MapKind::Server : MapKind::Service,
                     service.name,
                     phaseWord(state.phase),
                     service.name,
                     serviceColor(m_session, service.name),
                     toneOf(state.phase)});
        }
    }

    void addDatabases()
    {
        for (const ServiceInfo& service : m_session.services()) {
            const ServiceInfo* server = service.database.isEmpty() ? nullptr : needed(service, "database");
            if (service.database.isEmpty() || isServer(service))
                continue;
            const Phase phase = server ? m_session.state(server->name).phase : Phase::Ready;
            const QString id = QStringLiteral("database:") + service.database;
            if (!m_graph.find(id))
                addNode({id,
                         MapKind::Database,
                         MapGraphText::tr("%1 db").arg(service.database),
                         server ? (phase == Phase::Ready ? server->name : phaseWord(phase)) : QString(),
                         {},
                         server ? serviceColor(m_session, server->name) : QString(),
                         toneOf(phase)});
            addEdge(Kind::Stores, serviceNodeId(service.name), id);
        }
    }

    void addOutboxes()
    {
        for (const ServiceInfo& service : m_session.services()) {
            if (!service.hasOutbox)
                continue;
            const auto& outboxes = m_session.outboxes();
            const auto found = std::ranges::find(outboxes, service.name, &OutboxState::service);
            const OutboxState outbox = found == outboxes.end() ? OutboxState{} : *found;
            const QString id = QStringLiteral("outbox:") + service.name;
            addNode({id, MapKind::Outbox, MapGraphText::tr("outbox"), outboxText(outbox), {}, {}, outboxTone(outbox)});
            addEdge(Kind::Collects, serviceNodeId(service.name), id);
        }
    }

    void addBroker()
    {
        if (!showsBroker())
            return;
        addQueues();
        addExchanges();
        for (const ServiceInfo& service : m_session.services())
            for (const QString& queue : service.queues)
                if (m_graph.find(queueNodeId(queue)))
                    addEdge(Kind::Delivers,
                            queueNodeId(queue),
                            serviceNodeId(service.name),
                            m_topology.deliverLabel(queue),
                            m_topology.queueTone(queue));
    }

    void addQueues()
    {
        for (const QueueState& queue : m_session.broker().queues) {
            // Retry tiers and the like: nothing is bound to them and nobody reads them; shown once something lies
            // there.
            const bool known = m_topology.isConsumed(queue.name) || m_topology.isDeadLettersOfShown(queue.name) ||
                               !m_topology.anyConsumerDeclared();
            if (queue.ready <= 0 && !known)
                continue;
            const bool dead = queue.isDeadLetters;
            addNode({queueNodeId(queue.name),
                     dead ? MapKind::DeadLetters : MapKind::Queue,
                     queue.name,
                     queueText(queue),
                     {},
                     {},
                     m_topology.queueTone(queue.name)});
        }
        for (const QueueState& queue : m_session.broker().queues)
            for (const QString& target : m_topology.deadLettersOf(queue))
                addEdge(
                    Kind::DeadLetters, queueNodeId(queue.name), queueNodeId(target), {}, m_topology.queueTone(target));
    }

    void addExchanges()
    {
        const ServiceInfo* broker = nullptr;
        for (const ServiceInfo& service : m_session.services())
            if (service.kind == QLatin1String("broker"))
                broker = &service;
        const Phase phase = broker ? m_session.state(broker->name).phase : Phase::Ready;
        for (const ExchangeState& exchange : m_session.broker().exchanges) {
            if (!m_topology.isShownExchange(exchange.name))
                continue;
            const QString id = QStringLiteral("exchange:") + exchange.name;
            addNode({id,
                     MapKind::Exchange,
                     exchange.name,
                     phase == Phase::Ready ? MapGraphText::tr("%1 exchange").arg(exchange.type) : phaseWord(phase),
                     broker ? broker->name : QString(),
                     broker ? serviceColor(m_session, broker->name) : QString(),
                     toneOf(phase)});
            addRoutes(exchange.name, id);
        }
    }

    void addRoutes(const QString& exchange, const QString& id)
    {
        QStringList reached;
        for (const BindingState& binding : m_session.broker().bindings) {
            if (binding.exchange != exchange)
                continue;
            const bool queue = binding.destinationType == QLatin1String("queue");
            const QString to = (queue ? QStringLiteral("queue:") : QStringLiteral("exchange:")) + binding.destination;
            if (!reached.contains(to) && (queue || m_topology.isShownExchange(binding.destination)))
                addEdge(Kind::Routes, id, to, queue ? m_topology.publishLabel(binding.destination) : QString());
            reached.append(to);
        }
        // Which exchange an outbox publishes to is not declared: the ones that lead to consumers are drawn.
        if (m_topology.leadsToConsumers(exchange))
            for (const ServiceInfo& service : m_session.services())
                if (service.hasOutbox)
                    addEdge(Kind::Publishes, QStringLiteral("outbox:") + service.name, id);
    }

    void addNeeds()
    {
        for (const ServiceInfo& service : m_session.services()) {
            if (!m_graph.find(serviceNodeId(service.name)))
                continue;
            for (const QString& name : service.dependsOn)
                if (m_graph.find(serviceNodeId(name)))
                    addEdge(Kind::Needs, serviceNodeId(service.name), serviceNodeId(name));
        }
    }

    void addTraffic()
    {
        for (const ServiceEdge& seen : m_traffic.edges) {
            const QString from = serviceNodeId(seen.from);
            const QString to = serviceNodeId(seen.to);
            if (seen.from == seen.to || !m_graph.find(from) || !m_graph.find(to))
                continue;
            const auto declared = std::ranges::find_if(
                m_graph.edges, [&](const MapEdge& edge) { return edge.from == from && edge.to == to; });
            MapEdge edge{
                Kind::Calls, from, to, trafficLabel(seen), seen.errors > 0 ? StatusTone::Fail : StatusTone::None};
            if (declared != m_graph.edges.end())
                *declared = edge;
            else if (!goesByMessage(seen))
                m_graph.edges.append(edge);
        }
    }
    // A consumer's span has its producer as parent: that way is already drawn, through outbox, exchange and queue.
    bool goesByMessage(const ServiceEdge& seen) const
    {
        const ServiceInfo* from = info(seen.from);
        const ServiceInfo* to = info(seen.to);
        return from && to && from->hasOutbox && !to->queues.isEmpty();
    }
    QString trafficLabel(const ServiceEdge& seen) const
    {
        if (seen.count == 0)
            return {}; // it was so once
        const QString rate = rateText(double(seen.count) / std::max(1, m_traffic.seconds));
        return seen.errors > 0 ? MapGraphText::tr("%1, %2 % err")
                                     .arg(rate)
                                     .arg(qRound(100.0 * double(seen.errors) / double(seen.count)))
                               : rate;
    }
    // What a service that is well does, instead of the word.
    void describeLoad()
    {
        for (MapNode& node : m_graph.nodes) {
            qint64 count = 0;
            qint64 p95 = 0;
            for (const ServiceEdge& seen : m_traffic.edges)
                if (seen.to == node.service && seen.from != seen.to) {
                    count += seen.count;
                    p95 = std::max(p95, seen.p95Ns);
                }
            if (node.kind == MapKind::Service && node.tone == StatusTone::Ok && count > 0)
                node.subtitle = MapGraphText::tr("%1 p95 %2")
                                    .arg(rateText(double(count) / std::max(1, m_traffic.seconds)), formatDuration(p95));
        }
    }

    const StackSession& m_session;
    const MapTraffic& m_traffic;
    const MapTopology m_topology;
    MapGraph m_graph;
};

} // namespace

const MapNode* MapGraph::find(const QString& id) const
{
    const auto found = std::ranges::find(nodes, id, &MapNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

QString MapGraph::shape() const
{
    QStringList parts;
    for (const MapNode& node : nodes)
        parts.append(QStringLiteral("%1 %2").arg(node.id).arg(node.width));
    for (const MapEdge& edge : edges)
        parts.append(edge.id());
    return parts.join(QLatin1Char('\n'));
}

MapGraph mapGraph(const StackSession& session, const MapTraffic& traffic)
{
    return Builder(session, traffic).build();
}

QString serviceNodeId(const QString& service)
{
    return QStringLiteral("service:") + service;
}

QString queueNodeId(const QString& queue)
{
    return QStringLiteral("queue:") + queue;
}

} // namespace signalbox
