// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/map_layout.h"

#include <QCoreApplication>

#include <gvc.h>

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
    set(graph, "ranksep", "0.9");
    set(graph, "nodesep", "0.45");
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

QHash<QString, Agedge_t*> addEdges(Agraph_t* target, const MapGraph& graph, const QHash<QString, Agnode_t*>& nodes)
{
    QHash<QString, Agedge_t*> edges;
    for (const MapEdge& edge : graph.edges) {
        if (!nodes.contains(edge.from) || !nodes.contains(edge.to) || edges.contains(edge.id()))
            continue;
        Agedge_t* added = agedge(target, nodes.value(edge.from), nodes.value(edge.to), edge.id().toUtf8().data(), 1);
        set(added, "arrowhead", "none");
        // Messages flow from left to right; what a consumer calls back must not turn the picture round.
        if (edge.kind == MapEdge::Kind::Delivers || edge.kind == MapEdge::Kind::Routes)
            set(added, "weight", "3");
        edges.insert(edge.id(), added);
    }
    return edges;
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

MapLayout read(Agraph_t* graph, const QHash<QString, Agnode_t*>& nodes, const QHash<QString, Agedge_t*>& edges)
{
    MapLayout layout;
    const boxf box = GD_bb(graph);
    const double height = box.UR.y;
    layout.bounds = QRectF(0, 0, box.UR.x, height);
    for (auto node = nodes.begin(); node != nodes.end(); ++node) {
        const QPointF center = flipped(ND_coord(node.value()), height);
        const QSizeF size(ND_width(node.value()) * pointsPerInch, ND_height(node.value()) * pointsPerInch);
        layout.nodes.insert(
            node.key(), {center.x() - size.width() / 2, center.y() - size.height() / 2, size.width(), size.height()});
    }
    for (auto edge = edges.begin(); edge != edges.end(); ++edge) {
        const QList<QPointF> points = pointsOf(edge.value(), height);
        if (points.isEmpty())
            continue;
        layout.edges.insert(edge.key(), points);
        layout.labels.insert(edge.key(), middleOf(points));
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
    if (gvLayout(context.get(), drawing.get(), "dot") != 0)
        return fail(Error::Code::Unavailable,
                    QCoreApplication::translate("MapLayout",
                                                "The map could not be laid out: Graphviz has no layout "
                                                "engine \"dot\". Install the package graphviz."));
    MapLayout layout = read(drawing.get(), nodes, edges);
    gvFreeLayout(context.get(), drawing.get());
    return layout;
}

} // namespace signalbox
