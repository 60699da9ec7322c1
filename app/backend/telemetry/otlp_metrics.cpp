// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_metrics.h"

#include "backend/telemetry/otlp_values.h"

#include <QCoreApplication>

#include <algorithm>
#include <google/protobuf/arena.h>
#include <opentelemetry/proto/collector/metrics/v1/metrics_service.pb.h>

namespace signalbox {
namespace {

namespace metrics = opentelemetry::proto::metrics::v1;
using opentelemetry::proto::collector::metrics::v1::ExportMetricsServiceRequest;

constexpr qint64 oldestNs = 24LL * 3600 * 1'000'000'000;
constexpr qint64 newestNs = 600LL * 1'000'000'000;
constexpr int maxBuckets = 1024;
constexpr int maxExemplars = 16;

// Everything that the points of one metric have in common, and where they go.
struct MetricDraft
{
    DecodedMetrics& target;
    qint64 nowNs;
    MetricSeries like; // service, name, kind, unit, description
    bool delta = false;

    template<typename Points, typename Fill>
    void takeAll(const Points& points, Fill fill);
};

template<typename Values>
QList<quint64> countsOf(const Values& values)
{
    QList<quint64> counts;
    counts.reserve(std::min(values.size(), maxBuckets));
    for (int i = 0; i < std::min(values.size(), maxBuckets); ++i)
        counts.append(values.Get(i));
    return counts;
}

void takeExemplar(const metrics::Exemplar& from, MetricPoint& point)
{
    const double value = from.has_as_int() ? static_cast<double>(from.as_int()) : from.as_double();
    MetricExemplar exemplar{static_cast<qint64>(std::min<quint64>(from.time_unix_nano(), INT64_MAX)),
                            value,
                            otlp::hexId(from.trace_id(), 16),
                            otlp::hexId(from.span_id(), 8)};
    if (!exemplar.traceId.isEmpty() && point.exemplars.size() < maxExemplars)
        point.exemplars.append(std::move(exemplar));
}

template<typename From>
void takeExemplars(const From& from, MetricPoint& point)
{
    if constexpr (requires { from.exemplars(); }) {
        for (const auto& exemplar : from.exemplars())
            takeExemplar(exemplar, point);
    }
}

// `fill` sets value and bounds; false when there is no value.
template<typename Points, typename Fill>
void MetricDraft::takeAll(const Points& points, Fill fill)
{
    for (const auto& from : points) {
        const quint64 time = from.time_unix_nano();
        const bool isNow =
            time >= static_cast<quint64>(nowNs - oldestNs) && time <= static_cast<quint64>(nowNs + newestNs);
        const bool hasValue = (from.flags() & metrics::DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK) == 0;
        MetricSeries series = like;
        MetricPoint point;
        if (!isNow || !hasValue || !fill(from, series, point.value)) {
            ++target.rejected;
            continue;
        }
        series.labels = otlp::attributesOf(from.attributes());
        std::sort(series.labels.begin(), series.labels.end());
        point.timeNs = static_cast<qint64>(time);
        point.delta = delta;
        takeExemplars(from, point);
        point.series = std::make_shared<const MetricSeries>(std::move(series));
        target.points.append(std::move(point));
    }
}

bool fillNumber(const metrics::NumberDataPoint& from, MetricSeries&, MetricValue& value)
{
    value.number = from.has_as_int() ? static_cast<double>(from.as_int()) : from.as_double();
    return from.value_case() != metrics::NumberDataPoint::VALUE_NOT_SET;
}

bool fillHistogram(const metrics::HistogramDataPoint& from, MetricSeries& series, MetricValue& value)
{
    if (from.bucket_counts_size() != 0 && from.bucket_counts_size() != from.explicit_bounds_size() + 1)
        return false;
    if (from.bucket_counts_size() > maxBuckets)
        return false;
    series.bounds = QList<double>(from.explicit_bounds().begin(), from.explicit_bounds().end());
    value.number = from.sum();
    value.count = from.count();
    value.buckets = countsOf(from.bucket_counts());
    return std::is_sorted(series.bounds.begin(), series.bounds.end());
}

bool fillExponential(const metrics::ExponentialHistogramDataPoint& from, MetricSeries&, MetricValue& value)
{
    if (from.positive().bucket_counts_size() > maxBuckets || from.negative().bucket_counts_size() > maxBuckets ||
        std::abs(from.scale()) > 20)
        return false;
    value.number = from.sum();
    value.count = from.count();
    value.scale = from.scale();
    value.zeros = from.zero_count();
    value.offset = from.positive().offset();
    value.buckets = countsOf(from.positive().bucket_counts());
    value.negativeOffset = from.negative().offset();
    value.negatives = countsOf(from.negative().bucket_counts());
    return true;
}

bool fillSummary(const metrics::SummaryDataPoint& from, MetricSeries& series, MetricValue& value)
{
    value.number = from.sum();
    value.count = from.count();
    for (const auto& quantile : from.quantile_values()) {
        series.bounds.append(quantile.quantile());
        value.quantiles.append(quantile.value());
    }
    return series.bounds.size() <= maxBuckets;
}

void takeMetric(const metrics::Metric& metric, MetricDraft draft)
{
    const auto isDelta = [](const auto& data) {
        return data.aggregation_temporality() == metrics::AGGREGATION_TEMPORALITY_DELTA;
    };
    draft.like.name = otlp::cutText(metric.name(), otlp::maxNameBytes);
    draft.like.unit = otlp::cutText(metric.unit(), otlp::maxNameBytes);
    draft.like.description = otlp::cutText(metric.description(), otlp::maxNameBytes);
    switch (metric.data_case()) {
    case metrics::Metric::kGauge: return draft.takeAll(metric.gauge().data_points(), fillNumber);
    case metrics::Metric::kSum:
        draft.like.kind = metric.sum().is_monotonic() ? MetricKind::Counter : MetricKind::UpDownCounter;
        draft.delta = isDelta(metric.sum());
        return draft.takeAll(metric.sum().data_points(), fillNumber);
    case metrics::Metric::kHistogram:
        draft.like.kind = MetricKind::Histogram;
        draft.delta = isDelta(metric.histogram());
        return draft.takeAll(metric.histogram().data_points(), fillHistogram);
    case metrics::Metric::kExponentialHistogram:
        draft.like.kind = MetricKind::ExponentialHistogram;
        draft.delta = isDelta(metric.exponential_histogram());
        return draft.takeAll(metric.exponential_histogram().data_points(), fillExponential);
    case metrics::Metric::kSummary:
        draft.like.kind = MetricKind::Summary;
        return draft.takeAll(metric.summary().data_points(), fillSummary);
    case metrics::Metric::DATA_NOT_SET: return;
    }
}

} // namespace

Result<DecodedMetrics> decodeMetrics(const QByteArray& body, qint64 nowNs)
{
    [[maybe_unused]] static const auto before = google::protobuf::SetLogHandler(nullptr); // as for traces
    google::protobuf::Arena arena;
    auto* request = google::protobuf::Arena::CreateMessage<ExportMetricsServiceRequest>(&arena);
    if (!request->ParseFromArray(body.constData(), static_cast<int>(body.size())))
        return fail(Error::Code::InvalidData,
                    QCoreApplication::translate("Otlp", "The body is no ExportMetricsServiceRequest."));
    DecodedMetrics decoded;
    for (const auto& resource : request->resource_metrics()) {
        MetricSeries like;
        like.service = otlp::serviceOf(resource.resource());
        for (const auto& scope : resource.scope_metrics()) {
            for (const auto& metric : scope.metrics())
                takeMetric(metric, {decoded, nowNs, like});
        }
    }
    return decoded;
}

} // namespace signalbox
