// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "models/map_graph.h"

#include <QHash>
#include <QPointF>
#include <QRectF>

namespace signalbox {

// Where everything of a graph lies, in pixels, from the top left.
struct MapLayout
{
    QHash<QString, QRectF> nodes;         // node id → place
    QHash<QString, QList<QPointF>> edges; // edge id → cubic Bézier points: 1 + 3 n
    QHash<QString, QPointF> labels;       // edge id → middle of its label
    QRectF bounds;
};

// Left to right by Graphviz' dot. Takes some ten milliseconds: call it on a worker thread, and one at a time, for
// Graphviz keeps state of its own.
Result<MapLayout> layOut(const MapGraph& graph);

} // namespace signalbox
