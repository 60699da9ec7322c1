// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/map_layout.h"

#include <QCoreApplication>

#include <gvc.h>

#include <algorithm>
#include <memory>

namespace signalbox {
namespace {

constexpr double pointsPerInch = 72;

struct FreeGraph
{
    void operator()(Agraph_t* graph) const { agclose(graph); }
};
struct FreeContext
{
    void operator()(GVC_t* context) const { gvFreeContext(context); }
};

void set(void* object, const char* name, const QByteArray& value)
{
    agsafeset(object, const_cast<char*>(name), const_cast<char*>(value.constData()), const_cast<char*>(""));
}

QByteArray inches(int pixels)
{
    return QByteArray::number(pixels / pointsPerInch, 'f', 4);
}

// Graphviz counts upwards, a screen downwards.
QPointF flipped(pointf point, double height)
{
    return {point.x, height - point.y};
}

void describe(Agraph_t* graph)
{
    set(graph, "rankdir", "LR");
    set(graph, "ranksep", "0.6");
    set(graph, "nodesep", "0.3");
    set(graph, "splines", "true");
}

QHash<QString, Agnode_t*> addNodes(Agraph_t* target, const MapGraph& graph)
{
    QHash<QString, Agnode_t*> nodes;
    for (const MapNode& node : graph.nodes) {
        Agnode_t* added = agnode(target, node.id.toUtf8().data(), 1);
        set(added, "shape", "box");
        set(added, "fixedsize", "true");
        set(added, "label", "");
        set(added, "width", inches(node.width));
        set(added, "height", inches(node.height));
        nodes.insert(node.id, added);
    }
    return nodes;
}

bool isConsumer(const MapGraph& graph, const QString& node)
{
    return std::ranges::any_of(
        graph.edges, [&](const MapEdge& edge) { return edge.kind == MapEdge::Kind::Delivers && edge.to == node; });
}

// Inside a column dot puts the tail of an edge above its head: a consumer's outbox goes above, its database below.
bool isTurned(const MapGraph& graph, const MapEdge& edge)
{
    return edge.kind == MapEdge::Kind::Collects && isConsumer(graph, edge.from);
}

// What a consumer publishes in its turn must not pull it to the left.
bool goesBack(const MapGraph& graph, const MapEdge& edge)
{
    return edge.kind == MapEdge::Kind::Publishes && std::ranges::any_of(graph.edges, [&](const MapEdge& other) {
               return other.kind == MapEdge::Kind::Collects && other.to == edge.from && isConsumer(graph, other.from);
           });
}

QHash<QString, Agedge_t*> addEdges(Agraph_t* target, const MapGraph& graph, const QHash<QString, Agnode_t*>& nodes)
{
    QHash<QString, Agedge_t*> edges;
    for (const MapEdge& edge : graph.edges) {
        if (!nodes.contains(edge.from) || !nodes.contains(edge.to) || edges.contains(edge.id()))
            continue;
        const bool turned = isTurned(graph, edge);
        Agnode_t* from = nodes.value(turned ? edge.to : edge.from);
        Agnode_t* to = nodes.value(turned ? edge.from : edge.to);
        Agedge_t* added = agedge(target, from, to, edge.id().toUtf8().data(), 1);
        set(added, "arrowhead", "none");
        if (goesBack(graph, edge))
            set(added, "constraint", "false");
        // Messages flow from left to right; what a consumer calls back must not turn the picture round.
        if (edge.kind == MapEdge::Kind::Delivers || edge.kind == MapEdge::Kind::Routes)
            set(added, "weight", "3");
        edges.insert(edge.id(), added);
    }
    return edges;
}

// What belongs to a consumer stands above and below it, and dead letters below their queue: fewer columns to cross.
void keepTogether(Agraph_t* target, const MapGraph& graph, const QHash<QString, Agnode_t*>& nodes)
{
    for (const MapEdge& edge : graph.edges) {
        const bool holds = edge.kind == MapEdge::Kind::Stores || edge.kind == MapEdge::Kind::Collects;
        const bool together = edge.kind == MapEdge::Kind::DeadLetters || (holds && isConsumer(graph, edge.from));
        if (!together || !nodes.contains(edge.from) || !nodes.contains(edge.to))
            continue;
        Agraph_t* same = agsubg(target, (edge.from + QStringLiteral("/same")).toUtf8().data(), 1);
        agsafeset(same, const_cast<char*>("rank"), const_cast<char*>("same"), const_cast<char*>(""));
        agsubnode(same, nodes.value(edge.from), 1);
        agsubnode(same, nodes.value(edge.to), 1);
    }
}

QList<QPointF> pointsOf(Agedge_t* edge, double height)
{
    QList<QPointF> points;
    const splines* drawn = ED_spl(edge);
    if (!drawn || drawn->size == 0)
        return points;
    const bezier& curve = drawn->list[0];
    for (int i = 0; i < curve.size; ++i)
        points.append(flipped(curve.list[i], height));
    return points;
}

QPointF middleOf(const QList<QPointF>& points)
{
    if (points.size() < 4)
        return points.isEmpty() ? QPointF() : points.first();
    const qsizetype segment = ((points.size() - 1) / 3 / 2) * 3;
    const bool onKnot = ((points.size() - 1) / 3) % 2 == 0;
    if (onKnot)
        return points[segment];
    return (points[segment] + 3 * points[segment + 1] + 3 * points[segment + 2] + points[segment + 3]) / 8;
}

MapLayout read(Agraph_t* drawing,
               const MapGraph& graph,
               const QHash<QString, Agnode_t*>& nodes,
               const QHash<QString, Agedge_t*>& edges)
{
    MapLayout layout;
    const boxf box = GD_bb(drawing);
    const double height = box.UR.y;
    layout.bounds = QRectF(0, 0, box.UR.x, height);
    for (auto node = nodes.begin(); node != nodes.end(); ++node) {
        const QPointF center = flipped(ND_coord(node.value()), height);
        const QSizeF size(ND_width(node.value()) * pointsPerInch, ND_height(node.value()) * pointsPerInch);
        layout.nodes.insert(
            node.key(), {center.x() - size.width() / 2, center.y() - size.height() / 2, size.width(), size.height()});
    }
    for (const MapEdge& edge : graph.edges) {
        Agedge_t* drawn = edges.value(edge.id());
        QList<QPointF> points = drawn ? pointsOf(drawn, height) : QList<QPointF>();
        if (points.isEmpty())
            continue;
        if (isTurned(graph, edge))
            std::ranges::reverse(points);
        layout.edges.insert(edge.id(), points);
        layout.labels.insert(edge.id(), middleOf(points));
    }
    return layout;
}

} // namespace

Result<MapLayout> layOut(const MapGraph& graph)
{
    const std::unique_ptr<GVC_t, FreeContext> context(gvContext());
    const std::unique_ptr<Agraph_t, FreeGraph> drawing(
        agopen(const_cast<char*>("map"), Agstrictdirected, nullptr)); // NOLINT: Graphviz takes char*
    if (!context || !drawing)
        return fail(Error::Code::Failed, QCoreApplication::translate("MapLayout", "The map could not be laid out."));
    describe(drawing.get());
    const auto nodes = addNodes(drawing.get(), graph);
    const auto edges = addEdges(drawing.get(), graph, nodes);
    keepTogether(drawing.get(), graph, nodes);
    if (gvLayout(context.get(), drawing.get(), "dot") != 0)
        return fail(Error::Code::Unavailable,
                    QCoreApplication::translate("MapLayout",
                                                "The map could not be laid out: Graphviz has no layout "
                                                "engine \"dot\". Install the package graphviz."));
    MapLayout layout = read(drawing.get(), graph, nodes, edges);
    gvFreeLayout(context.get(), drawing.get());
    return layout;
}

} // namespace signalbox
