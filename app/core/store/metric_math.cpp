// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_math.h"

#include "core/store/metric_schema.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace signalbox {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr qint64 longestSilence = metricSilenceSeconds + 30; // beyond it a series is gone, not unchanged

MetricGain totalOf(const MetricSeries& series, const MetricValue& value)
{
    return {value.number, static_cast<double>(value.count), metricBuckets(series, value)};
}

bool fell(const MetricGain& from, const MetricGain& to, bool isDistribution)
{
    return isDistribution ? to.count < from.count : to.number < from.number;
}

// What came between two stored values.
MetricGain gainBetween(const MetricGain& from, const MetricGain& to, bool isDistribution)
{
    if (fell(from, to, isDistribution))
        return to;
    MetricGain gain{to.number - from.number, to.count - from.count, {}};
    for (auto bucket = to.buckets.begin(); bucket != to.buckets.end(); ++bucket)
        gain.buckets.insert(bucket.key(), std::max(0.0, bucket.value() - from.buckets.value(bucket.key())));
    return gain;
}

// A part of a gain, as if it had come evenly.
void addShare(std::optional<MetricGain>& to, const MetricGain& gain, double share)
{
    if (!to)
        to.emplace();
    to->number += gain.number * share;
    to->count += gain.count * share;
    for (auto bucket = gain.buckets.begin(); bucket != gain.buckets.end(); ++bucket)
        to->buckets[bucket.key()] += bucket.value() * share;
}

} // namespace

void MetricGain::add(const MetricGain& other)
{
    number += other.number;
    count += other.count;
    for (auto bucket = other.buckets.begin(); bucket != other.buckets.end(); ++bucket)
        buckets[bucket.key()] += bucket.value();
}

double MetricGain::quantile(double q) const
{
    double total = 0;
    for (const double bucket : buckets)
        total += bucket;
    if (total <= 0)
        return unknown;
    double before = 0;
    double lower = 0;
    for (auto bucket = buckets.begin(); bucket != buckets.end(); ++bucket) {
        if (before + bucket.value() >= q * total && bucket.value() > 0) {
            if (std::isinf(bucket.key()))
                return lower; // above the last bound: all that is known
            return lower + (bucket.key() - lower) * (q * total - before) / bucket.value();
        }
        before += bucket.value();
        lower = std::isinf(bucket.key()) ? lower : bucket.key();
    }
    return lower;
}

QMap<double, double> metricBuckets(const MetricSeries& series, const MetricValue& value)
{
    QMap<double, double> buckets;
    if (series.kind == MetricKind::Histogram) {
        for (qsizetype i = 0; i < value.buckets.size(); ++i)
            buckets[i < series.bounds.size() ? series.bounds.at(i) : infinite] +=
                static_cast<double>(value.buckets.at(i));
    } else if (series.kind == MetricKind::ExponentialHistogram) {
        const double base = std::exp2(std::exp2(-value.scale));
        buckets.insert(0, static_cast<double>(value.zeros));
        for (qsizetype i = 0; i < value.buckets.size(); ++i)
            buckets.insert(std::pow(base, static_cast<double>(value.offset + i + 1)),
                           static_cast<double>(value.buckets.at(i)));
    }
    return buckets;
}

QList<std::optional<MetricGain>> metricGains(const MetricHistory& history, const MetricGrid& grid)
{
    QList<std::optional<MetricGain>> gains(grid.steps);
    const bool distribution = isDistribution(history.series.kind);
    MetricGain before;
    for (qsizetype i = 0; i < history.values.size(); ++i) {
        const TimedValue& value = history.values.at(i);
        MetricGain total = totalOf(history.series, value.value);
        const qint64 from = i == 0 ? value.second : history.values.at(i - 1).second;
        const qint64 span = value.second - from;
        if (span > 0 && span <= longestSilence) {
            const MetricGain gain = gainBetween(before, total, distribution);
            const auto first = static_cast<int>(std::max<qint64>(0, (from - grid.fromSecond) / grid.stepSeconds));
            for (int step = first; step < grid.steps && grid.end(step) - grid.stepSeconds < value.second; ++step) {
                const qint64 begin = std::max(from, grid.end(step) - grid.stepSeconds);
                const qint64 end = std::min(value.second, grid.end(step));
                if (end > begin)
                    addShare(gains[step], gain, static_cast<double>(end - begin) / static_cast<double>(span));
            }
        }
        before = std::move(total);
    }
    return gains;
}

QList<double> metricLevels(const MetricHistory& history, const MetricGrid& grid)
{
    QList<double> levels(grid.steps, unknown);
    qsizetype at = -1;
    for (int step = 0; step < grid.steps; ++step) {
        while (at + 1 < history.values.size() && history.values.at(at + 1).second <= grid.end(step))
            ++at;
        if (at >= 0 && grid.end(step) - history.values.at(at).second <= longestSilence)
            levels[step] = history.values.at(at).value.number;
    }
    return levels;
}

} // namespace signalbox
