// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metric_chart.h"

#include "core/base/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace signalbox {
namespace {

struct MetricText
{
    Q_DECLARE_TR_FUNCTIONS(MetricText)
};

QString plainNumber(double value)
{
    const double size = std::abs(value);
    if (size >= 1e6)
        return QStringLiteral("%1 M").arg(value / 1e6, 0, 'g', 3);
    if (size >= 1e4)
        return QStringLiteral("%1 k").arg(value / 1e3, 0, 'g', 3);
    return size >= 100 ? QString::number(value, 'f', 0) : QString::number(value, 'g', size >= 1 ? 3 : 2);
}

MetricUnit unitOf(const MetricSeries& series)
{
    if (series.unit == QLatin1String("s") || series.unit == QLatin1String("seconds") ||
        series.name.endsWith(QLatin1String("_seconds")))
        return MetricUnit::Seconds;
    const bool bytes = series.unit == QLatin1String("By") || series.unit == QLatin1String("bytes") ||
                       series.name.endsWith(QLatin1String("_bytes"));
    return bytes ? MetricUnit::Bytes : MetricUnit::Number;
}

QList<double> ratesOf(const QList<std::optional<MetricGain>>& gains, const MetricGrid& grid, bool ofCount)
{
    QList<double> rates;
    for (const auto& gain : gains) {
        const double amount = gain ? (ofCount ? gain->count : gain->number) : std::numeric_limits<double>::quiet_NaN();
        rates.append(amount / static_cast<double>(grid.stepSeconds));
    }
    return rates;
}

QList<double> quantilesOf(const QList<std::optional<MetricGain>>& gains, double q)
{
    QList<double> values;
    for (const auto& gain : gains)
        values.append(gain ? gain->quantile(q) : std::numeric_limits<double>::quiet_NaN());
    return values;
}

MetricChart summaryChart(const MetricHistory& history, const MetricGrid& grid)
{
    MetricChart chart{MetricText::tr("Quantiles"), unitOf(history.series), grid, {}};
    for (qsizetype i = 0; i < history.series.bounds.size(); ++i) {
        MetricHistory single{0, {}, history.values, {}};
        for (TimedValue& timed : single.values)
            timed.value.number = timed.value.quantiles.value(i, std::numeric_limits<double>::quiet_NaN());
        chart.lines.append({QStringLiteral("p%1").arg(history.series.bounds.at(i) * 100), metricLevels(single, grid)});
    }
    return chart;
}

} // namespace

QString formatMetric(double value, MetricUnit unit)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    switch (unit) {
    case MetricUnit::Number: return plainNumber(value);
    case MetricUnit::PerSecond: return MetricText::tr("%1/s").arg(plainNumber(value));
    case MetricUnit::Share: return MetricText::tr("%1 %").arg(value * 100, 0, 'f', value > 0 && value < 0.1 ? 1 : 0);
    case MetricUnit::Seconds: return formatDuration(static_cast<qint64>(std::clamp(value, -9e8, 9e8) * 1e9));
    case MetricUnit::Bytes: return formatBytes(static_cast<qint64>(std::clamp(value, -9e18, 9e18)));
    }
    return {};
}

double MetricChart::highest() const
{
    double most = 0;
    for (const Line& line : lines) {
        for (const double value : line.values) {
            if (std::isfinite(value))
                most = std::max(most, value);
        }
    }
    return most;
}

bool MetricChart::isEmpty() const
{
    return std::all_of(lines.begin(), lines.end(), [](const Line& line) {
        return std::none_of(line.values.begin(), line.values.end(), [](double value) { return std::isfinite(value); });
    });
}

QList<MetricChart> redCharts(const RedRow& row, const MetricGrid& grid)
{
    MetricChart rate{MetricText::tr("Requests"), MetricUnit::PerSecond, grid, {{MetricText::tr("rate"), row.rate}}};
    MetricChart errors{MetricText::tr("Errors"),
                       MetricUnit::Share,
                       grid,
                       {{MetricText::tr("share of the requests"), row.errorShare}},
                       true};
    MetricChart duration{
        MetricText::tr("Duration"),
        MetricUnit::Seconds,
        grid,
        {{QStringLiteral("p50"), row.p50}, {QStringLiteral("p95"), row.p95}, {QStringLiteral("p99"), row.p99}}};
    return {rate, errors, duration};
}

QList<MetricChart> seriesCharts(const MetricHistory& history, const MetricGrid& grid)
{
    const MetricSeries& series = history.series;
    if (!isDistribution(series.kind) && series.kind != MetricKind::Counter)
        return {{MetricText::tr("Value"), unitOf(series), grid, {{series.name, metricLevels(history, grid)}}}};
    const auto gains = metricGains(history, grid);
    const bool distribution = isDistribution(series.kind);
    QList<MetricChart> charts{{distribution ? MetricText::tr("Observations") : MetricText::tr("Rate"),
                               MetricUnit::PerSecond,
                               grid,
                               {{MetricText::tr("rate"), ratesOf(gains, grid, distribution)}}}};
    if (series.kind == MetricKind::Summary)
        charts.append(summaryChart(history, grid));
    else if (distribution)
        charts.append({MetricText::tr("Quantiles"),
                       unitOf(series),
                       grid,
                       {{QStringLiteral("p50"), quantilesOf(gains, 0.5)},
                        {QStringLiteral("p95"), quantilesOf(gains, 0.95)},
                        {QStringLiteral("p99"), quantilesOf(gains, 0.99)}}});
    return charts;
}

} // namespace signalbox
