// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metric_chart.h"

#include <QWidget>

namespace signalbox {

// Draws one MetricChart: lines over time with a scale at the left, times below, and the values under the mouse.
class MetricChartView final : public QWidget
{
    Q_OBJECT

public:
    explicit MetricChartView(QWidget* parent = nullptr);

    void setChart(const MetricChart& chart);
    bool isEmpty() const { return m_chart.isEmpty(); }
    QSize sizeHint() const override { return {480, 180}; }
    QSize minimumSizeHint() const override { return {240, 110}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QRectF field() const;
    QPointF pointOf(int step, double value) const;
    QColor colorOf(qsizetype line) const;
    double shownValue(qsizetype line) const; // the newest, or the one under the mouse
    void paintHead(QPainter& painter) const;
    void paintGrid(QPainter& painter) const;
    void paintLine(QPainter& painter, qsizetype line) const;
    void paintCursor(QPainter& painter) const;

    MetricChart m_chart;
    double m_top = 1;
    int m_hovered = -1; // interval under the mouse
};

} // namespace signalbox
