// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/metric_codec.h"
#include "core/store/metric_reader.h"

namespace signalbox {

// From stored values to what is looked at: rates and quantiles on a grid of time. Pure.

// `steps` intervals of `stepSeconds`; interval i ends at from + (i + 1) × step.
struct MetricGrid
{
    qint64 fromSecond = 0;
    qint64 stepSeconds = 10;
    int steps = 0;

    qint64 end(int step) const { return fromSecond + (step + 1) * stepSeconds; }
    double seconds() const { return static_cast<double>(steps * stepSeconds); }
};

// What a counter or distribution gained in an interval. Fractions come from values between two scrapes.
struct MetricGain
{
    double number = 0; // of the value, or of the sum
    double count = 0;
    QMap<double, double> buckets; // by upper bound; the last has no bound: infinity

    void add(const MetricGain& other);
    double quantile(double q) const; // within its bucket by interpolation; NaN without observations
};

// One for each interval; nothing where the series was silent. A value that fell means that its process began anew.
QList<std::optional<MetricGain>> metricGains(const MetricHistory& history, const MetricGrid& grid);

// The value at the end of each interval; NaN where the series was silent.
QList<double> metricLevels(const MetricHistory& history, const MetricGrid& grid);

// A distribution's buckets by upper bound.
QMap<double, double> metricBuckets(const MetricSeries& series, const MetricValue& value);

} // namespace signalbox
