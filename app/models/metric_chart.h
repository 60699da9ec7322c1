// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/metric_red.h"

namespace signalbox {

// What the numbers of a chart are, and so how they are written.
enum class MetricUnit { Number, PerSecond, Share, Seconds, Bytes };
QString formatMetric(double value, MetricUnit unit); // "1.2/s", "4.1 %", "12 ms", "38 MB"; "–" for NaN

// Lines over one stretch of time. The first line is the one that is meant most.
struct MetricChart
{
    struct Line
    {
        QString name;
        QList<double> values; // one for each interval of the grid; NaN = a gap
        bool operator==(const Line& other) const = default;
    };

    QString title;
    MetricUnit unit = MetricUnit::Number;
    MetricGrid grid;
    QList<Line> lines;
    bool alarming = false; // what it shows is a failure

    double highest() const; // 0 when there is nothing
    bool isEmpty() const;   // no value in any line
};

// Rate, errors and duration of one row.
QList<MetricChart> redCharts(const RedRow& row, const MetricGrid& grid);
// A gauge as it is, a counter by its rate, a distribution by its rate and quantiles.
QList<MetricChart> seriesCharts(const MetricHistory& history, const MetricGrid& grid);

} // namespace signalbox
