// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_records.h"

namespace signalbox {

QString metricKindName(MetricKind kind)
{
    switch (kind) {
    case MetricKind::Gauge: return QStringLiteral("gauge");
    case MetricKind::Counter: return QStringLiteral("counter");
    case MetricKind::UpDownCounter: return QStringLiteral("updown");
    case MetricKind::Histogram: return QStringLiteral("histogram");
    case MetricKind::ExponentialHistogram: return QStringLiteral("exponential");
    case MetricKind::Summary: return QStringLiteral("summary");
    }
    return {};
}

bool isDistribution(MetricKind kind)
{
    return kind == MetricKind::Histogram || kind == MetricKind::ExponentialHistogram || kind == MetricKind::Summary;
}

QString MetricSeries::label(const QString& key) const
{
    for (const auto& [labelKey, value] : labels) {
        if (labelKey == key)
            return value;
    }
    return {};
}

QString MetricSeries::labelText() const
{
    QStringList parts;
    for (const auto& [key, value] : labels)
        parts.append(key + QLatin1Char('=') + value);
    return parts.join(QStringLiteral(", "));
}

} // namespace signalbox
