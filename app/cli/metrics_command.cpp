// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/await.h"
#include "cli/command.h"
#include "core/base/format.h"
#include "core/store/metric_math.h"

#include <cmath>

namespace signalbox {
namespace {

constexpr std::chrono::milliseconds metricInterval{1000};
constexpr qint64 nsPerSecond = 1'000'000'000;

QJsonArray numbers(const auto& list)
{
    QJsonArray array;
    for (const auto number : list)
        array.append(static_cast<double>(number));
    return array;
}

QJsonObject valueObject(const MetricSeries& series, const TimedValue& timed)
{
    const MetricValue& value = timed.value;
    QJsonObject object{{QStringLiteral("time"), formatIsoUtc(timed.second * nsPerSecond)}};
    if (!isDistribution(series.kind)) {
        object.insert(QStringLiteral("value"), value.number);
        return object;
    }
    object.insert(QStringLiteral("count"), static_cast<qint64>(value.count));
    object.insert(QStringLiteral("sum"), value.number);
    if (series.kind == MetricKind::Summary) {
        object.insert(QStringLiteral("quantiles"), numbers(value.quantiles));
        return object;
    }
    object.insert(QStringLiteral("buckets"), numbers(value.buckets));
    if (series.kind == MetricKind::ExponentialHistogram) {
        object.insert(QStringLiteral("scale"), value.scale);
        object.insert(QStringLiteral("offset"), value.offset);
        object.insert(QStringLiteral("zeros"), static_cast<qint64>(value.zeros));
        object.insert(QStringLiteral("negative_offset"), value.negativeOffset);
        object.insert(QStringLiteral("negative_buckets"), numbers(value.negatives));
    }
    return object;
}

QJsonObject seriesObject(const MetricHistory& history)
{
    QJsonObject labels;
    for (const auto& [key, value] : history.series.labels)
        labels.insert(key, value);
    QJsonArray points;
    for (const TimedValue& value : history.values)
        points.append(valueObject(history.series, value));
    QJsonArray exemplars;
    for (const MetricExemplar& exemplar : history.exemplars)
        exemplars.append(QJsonObject{{QStringLiteral("time"), formatIsoUtc(exemplar.timeNs)},
                                     {QStringLiteral("value"), exemplar.value},
                                     {QStringLiteral("trace_id"), exemplar.traceId},
                                     {QStringLiteral("span_id"), exemplar.spanId}});
    QJsonObject object{{QStringLiteral("service"), history.series.service},
                       {QStringLiteral("name"), history.series.name},
                       {QStringLiteral("kind"), metricKindName(history.series.kind)},
                       {QStringLiteral("unit"), history.series.unit},
                       {QStringLiteral("description"), history.series.description},
                       {QStringLiteral("labels"), labels},
                       {QStringLiteral("points"), points},
                       {QStringLiteral("exemplars"), exemplars}};
    if (!history.series.bounds.isEmpty())
        object.insert(QStringLiteral("bounds"), numbers(history.series.bounds));
    return object;
}

QString numberText(double number)
{
    return std::isnan(number) ? QStringLiteral("–") : QString::number(number, 'g', 6);
}

QString valueText(const MetricSeries& series, const MetricValue& value)
{
    if (!isDistribution(series.kind))
        return numberText(value.number);
    QString text = Cli::tr("%1 observations").arg(formatCount(static_cast<qint64>(value.count)));
    if (value.count > 0)
        text += Cli::tr(", mean %1").arg(numberText(value.number / static_cast<double>(value.count)));
    const MetricGain whole{value.number, static_cast<double>(value.count), metricBuckets(series, value)};
    if (const double p95 = whole.quantile(0.95); !std::isnan(p95))
        text += Cli::tr(", p95 %1").arg(numberText(p95));
    return text;
}

QStringList seriesCells(const MetricSeries& series)
{
    return {visibleText(series.service), visibleText(series.name), visibleText(series.labelText(), 120)};
}

void printList(const MetricPage& page, const Terminal& terminal)
{
    QList<QStringList> rows{
        {Cli::tr("SERVICE"), Cli::tr("NAME"), Cli::tr("LABELS"), Cli::tr("TYPE"), Cli::tr("VALUE")}};
    for (const MetricHistory& history : page.series) {
        const QString value =
            history.values.isEmpty() ? QStringLiteral("–") : valueText(history.series, history.values.last().value);
        rows.append(seriesCells(history.series) + QStringList{metricKindName(history.series.kind), value});
    }
    const auto lines = alignedTable(rows);
    for (const QString& line : lines)
        terminal.print(line);
    if (page.total > page.series.size())
        terminal.progress(Cli::tr("%1 of %2 series; a filter or -n shows others.")
                              .arg(formatCount(page.series.size()), formatCount(page.total)));
}

void printPoints(const MetricHistory& history, const Terminal& terminal)
{
    for (const TimedValue& timed : history.values)
        terminal.print(QStringLiteral("%1  %2  %3")
                           .arg(formatClock(timed.second * nsPerSecond),
                                seriesCells(history.series).join(QStringLiteral("  ")),
                                valueText(history.series, timed.value)));
}

// Why there is nothing, in a sentence.
QString nothingText(const MetricPage& page)
{
    return page.keptSinceNs == 0 ? Cli::tr("No metrics have come in yet.")
                                 : Cli::tr("No series matches. Without a filter all of them are listed.");
}

void printPage(const MetricPage& page, bool points, const Terminal& terminal)
{
    if (terminal.isJson()) {
        QJsonArray series;
        for (const MetricHistory& history : page.series)
            series.append(seriesObject(history));
        terminal.print(QJsonObject{{QStringLiteral("total"), page.total}, {QStringLiteral("series"), series}});
    } else if (page.series.isEmpty()) {
        terminal.progress(nothingText(page));
    } else if (!points) {
        printList(page, terminal);
    } else {
        for (const MetricHistory& history : page.series)
            printPoints(history, terminal);
    }
}

// Until it is interrupted: what comes in, second by second.
ExitCode followMetrics(MetricReader& reader, MetricQuery query, const Terminal& terminal)
{
    qint64 shownSecond = nowNanoseconds() / nsPerSecond;
    while (true) {
        query.range = {(shownSecond + 1) * nsPerSecond, nowNanoseconds()};
        const auto page = reader.history(query);
        if (!page)
            return terminal.fail(page.error());
        for (const MetricHistory& history : page->series) {
            if (history.values.isEmpty())
                continue;
            shownSecond = std::max(shownSecond, history.values.last().second);
            if (terminal.isJson())
                terminal.printLine(seriesObject(history));
            else
                printPoints(history, terminal);
        }
        pause(metricInterval);
    }
}

} // namespace

void commands_of::declareMetrics(CommandLine& line)
{
    line.addFlag({QStringLiteral("f"), QStringLiteral("follow")}, Cli::tr("Go on with the points that arrive."));
    line.addFlag({QStringLiteral("points")}, Cli::tr("The points of the series, not only their newest."));
    line.addValue({QStringLiteral("since")}, Cli::tr("Points of so long."), Cli::tr("TIME"), QStringLiteral("5m"));
    line.addValue({QStringLiteral("n"), QStringLiteral("series")},
                  Cli::tr("At most so many series."),
                  Cli::tr("N"),
                  QStringLiteral("500"));
}

ExitCode commands_of::metrics(const CommandLine& line, const Terminal& terminal)
{
    MetricQuery query;
    query.filter = parseMetricFilter(line.operands().join(QLatin1Char(' ')));
    const auto count = line.number("series");
    const auto since = line.duration("since");
    if (!count || !since)
        return terminal.usage(count ? since.error().message : count.error().message);
    query.limit = *count;
    query.range.fromNs = nowNanoseconds() - std::chrono::nanoseconds(*since).count();
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    MetricReader reader(location->paths.stateDir);
    if (line.isSet("follow"))
        return followMetrics(reader, query, terminal);
    const bool points = line.isSet("points");
    const auto page = points ? reader.history(query) : reader.list(query);
    if (!page)
        return terminal.fail(page.error());
    printPage(*page, points, terminal);
    return ExitCode::Ok;
}

} // namespace signalbox
