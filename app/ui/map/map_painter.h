// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/map_graph.h"
#include "models/map_layout.h"

class QPainter;

namespace signalbox {

class Theme;

// Draws the parts of the map, in the layout's own pixels.
class MapPainter
{
public:
    MapPainter(QPainter& painter, const Theme& theme);

    void paint(const MapGraph& graph, const MapLayout& layout, const QString& selected, const QString& hovered);

private:
    void paintEdge(const MapEdge& edge, const QList<QPointF>& points, bool emphasised);
    void paintArrow(const QPointF& from, const QPointF& tip, const QColor& color);
    int legible(int pixels) const;
    void paintLabel(const QString& text, const QPointF& center, const QColor& color);
    void paintNode(const MapNode& node, const QRectF& rect, bool selected, bool hovered);
    void paintTexts(const MapNode& node, const QRectF& area);

    QPainter& m_painter;
    const Theme& m_theme;
};

} // namespace signalbox
