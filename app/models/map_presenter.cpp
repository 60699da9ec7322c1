// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/map_presenter.h"

#include "core/base/format.h"
#include "core/base/when_done.h"
#include "models/map_inspection.h"

#include <QDateTime>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace signalbox {
namespace {

constexpr int trafficSeconds = 60;
constexpr int memorySeconds = 3600; // who called whom in this time is drawn from the beginning

int urgency(StatusTone tone)
{
    switch (tone) {
    case StatusTone::Fail: return 5;
    case StatusTone::Warn: return 4;
    case StatusTone::Busy: return 3;
    case StatusTone::Ok: return 1;
    case StatusTone::None:
    case StatusTone::Idle: return 0;
    }
    return 0;
}

} // namespace

MapPresenter::MapPresenter(StackSession& session, StoreClient& store, StackCommands& commands, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_commands(commands)
{
    m_worker.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(50);
    m_clock.setInterval(2000);
    connect(&m_soon, &QTimer::timeout, this, &MapPresenter::refresh);
    connect(&m_clock, &QTimer::timeout, this, &MapPresenter::askTraffic);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&session, &StackSession::stackChanged, this, soon);
    connect(&session, &StackSession::servicesChanged, this, soon);
    connect(&session, &StackSession::brokerChanged, this, soon);
    connect(&session, &StackSession::outboxChanged, this, soon);
    refresh();
    learnTraffic();
}

MapPresenter::~MapPresenter()
{
    m_worker.waitForDone();
}

void MapPresenter::setActive(bool active)
{
    if (!active) {
        m_clock.stop();
        return;
    }
    m_clock.start();
    askTraffic();
}

void MapPresenter::select(const QString& nodeId)
{
    if (nodeId == m_state.selected)
        return;
    m_state.selected = nodeId;
    emit stateChanged(m_state);
    inspect();
}

bool MapPresenter::open(const Link& link)
{
    if (link.kind != Link::Kind::Queue)
        return false;
    select(queueNodeId(link.id));
    return true;
}

void MapPresenter::runAct(const QString& act)
{
    const MapNode* node = m_state.graph.find(m_state.selected);
    if (!node || (node->kind != MapKind::Service && node->kind != MapKind::Server))
        return;
    if (act == QLatin1String("start"))
        m_commands.start({node->title});
    else if (act == QLatin1String("stop"))
        m_commands.stop({node->title});
    else if (act == QLatin1String("restart"))
        m_commands.restart(node->title);
}

QString MapPresenter::sample() const
{
    const auto& nodes = m_state.graph.nodes;
    const auto worst = std::ranges::max_element(nodes, {}, [](const MapNode& node) {
        // Of those that are fine, a queue says most.
        return urgency(node.tone) * 2 + (node.kind == MapKind::Queue ? 3 : 0);
    });
    return worst == nodes.end() ? QString() : worst->id;
}

void MapPresenter::refresh()
{
    MapState state = m_state;
    state.graph = mapGraph(m_session, m_traffic);
    const auto count = [&](MapKind kind) { return int(std::ranges::count(state.graph.nodes, kind, &MapNode::kind)); };
    state.counted = state.graph.nodes.isEmpty()
                        ? QString()
                        : QStringLiteral("%1 · %2").arg(tr("%n service(s)", nullptr, count(MapKind::Service)),
                                                        tr("%n queue(s)", nullptr, count(MapKind::Queue)));
    if (const QString shape = state.graph.shape(); shape != m_shape) {
        m_shape = shape;
        requestLayout(state.graph);
    }
    if (state != m_state) {
        m_state = std::move(state);
        emit stateChanged(m_state);
    }
    inspect();
}

void MapPresenter::askTraffic()
{
    const int request = ++m_trafficRequest;
    const qint64 now = nowNanoseconds();
    whenDone(m_store.edges({now - qint64(trafficSeconds) * 1'000'000'000, 0}),
             this,
             [this, request](const Result<QList<ServiceEdge>>& edges) {
                 if (request != m_trafficRequest || !edges)
                     return;
                 takeTraffic(*edges);
             });
}

// Who called whom once is kept without a number: the picture must not turn round because a minute was quiet.
void MapPresenter::takeTraffic(const QList<ServiceEdge>& edges)
{
    MapTraffic traffic{edges, trafficSeconds};
    for (ServiceEdge seen : m_traffic.edges) {
        const bool again = std::ranges::any_of(
            edges, [&](const ServiceEdge& edge) { return edge.from == seen.from && edge.to == seen.to; });
        if (again)
            continue;
        seen.count = seen.errors = seen.p95Ns = 0;
        traffic.edges.append(seen);
    }
    std::ranges::sort(traffic.edges, {}, [](const ServiceEdge& edge) { return std::pair(edge.from, edge.to); });
    m_traffic = traffic;
    refresh();
}

void MapPresenter::learnTraffic()
{
    const qint64 from = nowNanoseconds() - qint64(memorySeconds) * 1'000'000'000;
    whenDone(m_store.edges({from, 0}), this, [this](const Result<QList<ServiceEdge>>& edges) {
        if (!edges)
            return;
        m_traffic.edges += *edges;
        askTraffic();
    });
}

void MapPresenter::requestLayout(const MapGraph& graph)
{
    const int request = ++m_layoutRequest;
    if (graph.nodes.isEmpty()) {
        m_layout = {};
        emit layoutChanged();
        return;
    }
    whenDone(QtConcurrent::run(&m_worker, layOut, graph), this, [this, request](const Result<MapLayout>& layout) {
        if (request != m_layoutRequest)
            return;
        m_state.problem = layout ? QString() : layout.error().message;
        if (layout)
            m_layout = *layout;
        emit stateChanged(m_state);
        emit layoutChanged();
    });
}

void MapPresenter::inspect()
{
    Inspection inspection =
        inspectMapNode(m_session, m_state.graph, m_state.selected, QDateTime::currentMSecsSinceEpoch());
    if (inspection == m_inspection)
        return;
    m_inspection = std::move(inspection);
    emit inspected(m_inspection);
}

} // namespace signalbox
