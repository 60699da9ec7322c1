// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_red.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace signalbox {
namespace {

// What is added up for one row.
struct RedDraft
{
    QList<MetricGain> all;
    QList<double> errors;
    QList<bool> known;
    MetricGain whole;
    double wholeErrors = 0;
};

QString firstLabel(const MetricSeries& series, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        if (const QString value = series.label(QLatin1String(key)); !value.isEmpty())
            return value;
    }
    return {};
}

QString routeOf(const MetricSeries& series)
{
    const QString method = firstLabel(series, {"http.request.method", "http_request_method", "method", "http.method"});
    const QString route = firstLabel(series,
                                     {"http.route",
                                      "http_route",
                                      "route",
                                      "handler",
                                      "router",
                                      "url.path",
                                      "path",
                                      "uri",
                                      "url_template",
                                      "service"});
    return (method + QLatin1Char(' ') + route).trimmed();
}

bool isFailure(const MetricSeries& series)
{
    const QString status = firstLabel(series,
                                      {"http.response.status_code",
                                       "http_response_status_code",
                                       "http.status_code",
                                       "http_status_code",
                                       "status_code",
                                       "status",
                                       "code"});
    return status.size() == 3 && status.startsWith(QLatin1Char('5'));
}

double scaleOf(const MetricSeries& series)
{
    const bool milliseconds = series.unit == QLatin1String("ms") || series.unit == QLatin1String("milliseconds") ||
                              series.name.endsWith(QLatin1String("milliseconds"));
    return milliseconds ? 0.001 : 1;
}

void addHistory(RedDraft& draft, const MetricHistory& history, const QList<std::optional<MetricGain>>& gains)
{
    const bool failed = isFailure(history.series);
    draft.all.resize(gains.size());
    draft.errors.resize(gains.size());
    draft.known.resize(gains.size());
    const double scale = scaleOf(history.series);
    for (qsizetype i = 0; i < gains.size(); ++i) {
        if (!gains.at(i))
            continue;
        MetricGain gain = *gains.at(i);
        if (scale != 1) {
            QMap<double, double> buckets;
            for (auto bucket = gain.buckets.begin(); bucket != gain.buckets.end(); ++bucket)
                buckets.insert(bucket.key() * scale, bucket.value());
            gain.buckets = buckets;
        }
        draft.known[i] = true;
        draft.all[i].add(gain);
        draft.whole.add(gain);
        if (failed) {
            draft.errors[i] += gain.count;
            draft.wholeErrors += gain.count;
        }
    }
}

RedRow finished(const std::pair<QString, QString>& name, const RedDraft& draft, const MetricGrid& grid)
{
    constexpr double notMeasured = std::numeric_limits<double>::quiet_NaN();
    RedRow row;
    row.service = name.first;
    row.route = name.second;
    for (qsizetype i = 0; i < draft.all.size(); ++i) {
        const MetricGain& gain = draft.all.at(i);
        const bool known = draft.known.at(i);
        row.rate.append(known ? gain.count / static_cast<double>(grid.stepSeconds) : notMeasured);
        row.errorShare.append(known && gain.count > 0 ? draft.errors.at(i) / gain.count : notMeasured);
        row.p50.append(known ? gain.quantile(0.5) : notMeasured);
        row.p95.append(known ? gain.quantile(0.95) : notMeasured);
        row.p99.append(known ? gain.quantile(0.99) : notMeasured);
    }
    row.meanRate = draft.whole.count / std::max(1.0, grid.seconds());
    row.meanErrorShare = draft.whole.count > 0 ? draft.wholeErrors / draft.whole.count : 0;
    row.overallP95 = draft.whole.quantile(0.95);
    return row;
}

} // namespace

QStringList serverDurationNames()
{
    return {QStringLiteral("http.server.request.duration"),
            QStringLiteral("http_server_request_duration_seconds"),
            QStringLiteral("http.server.duration"),
            QStringLiteral("http_server_duration_milliseconds"),
            QStringLiteral("http_server_requests_seconds"),
            QStringLiteral("http_request_duration_seconds"),
            QStringLiteral("traefik_router_request_duration_seconds")};
}

Result<RedPage> readRed(MetricReader& reader, const MetricGrid& grid)
{
    constexpr qint64 nsPerSecond = 1'000'000'000;
    MetricQuery query;
    query.filter.names = serverDurationNames();
    query.limit = 2000;
    // One value before the grid's beginning, so that its first interval has something to rise from.
    query.range = {(grid.fromSecond - 60) * nsPerSecond,
                   (grid.fromSecond + grid.steps * grid.stepSeconds) * nsPerSecond};
    return reader.history(query).map([&grid](const MetricPage& page) {
        return RedPage{grid, redRows(page.series, grid), page.keptSinceNs};
    });
}

QList<RedRow> redRows(const QList<MetricHistory>& histories, const MetricGrid& grid)
{
    QMap<std::pair<QString, QString>, RedDraft> drafts;
    for (const MetricHistory& history : histories) {
        const auto gains = metricGains(history, grid);
        addHistory(drafts[{history.series.service, QString()}], history, gains);
        if (const QString route = routeOf(history.series); !route.isEmpty())
            addHistory(drafts[{history.series.service, route}], history, gains);
    }
    QList<RedRow> rows;
    for (auto draft = drafts.begin(); draft != drafts.end(); ++draft)
        rows.append(finished(draft.key(), *draft, grid));
    std::stable_sort(rows.begin(), rows.end(), [](const RedRow& a, const RedRow& b) {
        if (a.service != b.service)
            return a.service < b.service;
        if (a.route.isEmpty() != b.route.isEmpty())
            return a.route.isEmpty();
        return a.meanRate > b.meanRate;
    });
    return rows;
}

} // namespace signalbox
