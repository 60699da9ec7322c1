// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/map_graph.h"
#include "models/map_layout.h"

#include <QWidget>

namespace signalbox {

// The map as one picture: drag moves it, the wheel zooms, a click or the arrow keys select. Stays where the user put it
// while numbers change; fits itself to the window until then.
class MapView : public QWidget
{
    Q_OBJECT

public:
    explicit MapView(QWidget* parent = nullptr);

    void setGraph(const MapGraph& graph, const QString& selected);
    void setLayout(const MapLayout& layout);
    void fit();
    void zoomBy(double factor);
    bool isDrawn() const { return !m_layout.nodes.isEmpty(); }
    QRectF nodeRect(const QString& id) const; // in pixels of the widget

signals:
    void selected(const QString& nodeId);
    void activated(const QString& nodeId);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString nodeAt(const QPointF& position) const;
    QString neighbour(int key) const;
    void zoomAt(const QPointF& position, double factor);

    MapGraph m_graph;
    MapLayout m_layout;
    QString m_selected;
    QString m_hovered;
    double m_scale = 1;
    QPointF m_offset;
    QPointF m_pressed;
    QPointF m_offsetPressed;
    bool m_dragging = false;
    bool m_fits = true; // until the user moves or zooms
};

} // namespace signalbox
