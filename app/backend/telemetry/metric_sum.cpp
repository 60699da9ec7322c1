// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_sum.h"

#include <algorithm>

namespace signalbox {
namespace {

constexpr qsizetype mostSumBuckets = 1024;

// The buckets of an exponential histogram and where they begin.
struct ExponentialBuckets
{
    QList<quint64>& counts;
    int& offset;
};

// One scale coarser: two buckets become one.
void coarsen(ExponentialBuckets buckets)
{
    if (buckets.counts.isEmpty())
        return;
    const int first = buckets.offset >> 1; // towards minus infinity
    QList<quint64> half;
    for (qsizetype i = 0; i < buckets.counts.size(); ++i) {
        const qsizetype at = ((buckets.offset + static_cast<int>(i)) >> 1) - first;
        half.resize(std::max(half.size(), at + 1));
        half[at] += buckets.counts.at(i);
    }
    buckets.counts = half;
    buckets.offset = first;
}

void coarsenTo(MetricValue& value, int scale)
{
    for (; value.scale > scale; --value.scale) {
        coarsen({value.buckets, value.offset});
        coarsen({value.negatives, value.negativeOffset});
    }
}

// False when there would be too many.
bool mergeBuckets(const QList<quint64>& from, int fromOffset, ExponentialBuckets to)
{
    if (from.isEmpty())
        return true;
    if (to.counts.isEmpty())
        to.offset = fromOffset;
    const int first = std::min(fromOffset, to.offset);
    const qsizetype end = std::max(fromOffset + from.size(), to.offset + to.counts.size());
    if (end - first > mostSumBuckets)
        return false;
    QList<quint64> merged(end - first, 0);
    for (qsizetype i = 0; i < to.counts.size(); ++i)
        merged[to.offset - first + i] += to.counts.at(i);
    for (qsizetype i = 0; i < from.size(); ++i)
        merged[fromOffset - first + i] += from.at(i);
    to.counts = merged;
    to.offset = first;
    return true;
}

void addExponential(MetricValue delta, MetricValue& sum)
{
    if (sum.buckets.isEmpty() && sum.negatives.isEmpty())
        sum.scale = delta.scale;
    bool fits = false;
    while (!fits) {
        const int scale = std::min(delta.scale, sum.scale);
        coarsenTo(delta, scale);
        coarsenTo(sum, scale);
        MetricValue tried = sum;
        fits = mergeBuckets(delta.buckets, delta.offset, {tried.buckets, tried.offset}) &&
               mergeBuckets(delta.negatives, delta.negativeOffset, {tried.negatives, tried.negativeOffset});
        if (fits)
            sum = tried;
        else
            coarsenTo(sum, scale - 1);
    }
    sum.zeros += delta.zeros;
}

} // namespace

void addDelta(MetricKind kind, const MetricValue& delta, MetricValue& sum)
{
    if (kind == MetricKind::Histogram) {
        if (sum.buckets.size() != delta.buckets.size())
            sum.buckets = QList<quint64>(delta.buckets.size(), 0);
        for (qsizetype i = 0; i < delta.buckets.size(); ++i)
            sum.buckets[i] += delta.buckets.at(i);
    } else if (kind == MetricKind::ExponentialHistogram) {
        addExponential(delta, sum);
    }
    sum.number += delta.number;
    sum.count += delta.count;
}

} // namespace signalbox
