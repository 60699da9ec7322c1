// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_json.h"

#include "core/base/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <google/protobuf/util/json_util.h>
#include <opentelemetry/proto/collector/logs/v1/logs_service.pb.h>
#include <opentelemetry/proto/collector/metrics/v1/metrics_service.pb.h>
#include <opentelemetry/proto/collector/trace/v1/trace_service.pb.h>

namespace signalbox {
namespace {

namespace collector = opentelemetry::proto::collector;
namespace metrics = opentelemetry::proto::metrics::v1;

constexpr int maxReason = 200;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The parser takes bytes for Base64. Hexadecimal digits are Base64, too, and ids have a length that needs no padding:
// encoding them again gives back what was sent. Anything else is no id, and the record is judged without.
void restoreId(std::string* id)
{
    if (id->empty())
        return;
    const QByteArray sent = QByteArray::fromRawData(id->data(), static_cast<qsizetype>(id->size())).toBase64();
    if (std::all_of(sent.begin(), sent.end(), isHexDigit))
        *id = QByteArray::fromHex(sent).toStdString();
    else
        id->clear();
}

template<typename Record>
void restoreIds(Record& record)
{
    restoreId(record.mutable_trace_id());
    restoreId(record.mutable_span_id());
}

void restoreAll(collector::trace::v1::ExportTraceServiceRequest& request)
{
    for (auto& resource : *request.mutable_resource_spans()) {
        for (auto& scope : *resource.mutable_scope_spans()) {
            for (auto& span : *scope.mutable_spans()) {
                restoreIds(span);
                restoreId(span.mutable_parent_span_id());
                for (auto& link : *span.mutable_links())
                    restoreIds(link);
            }
        }
    }
}

void restoreAll(collector::logs::v1::ExportLogsServiceRequest& request)
{
    for (auto& resource : *request.mutable_resource_logs()) {
        for (auto& scope : *resource.mutable_scope_logs()) {
            for (auto& record : *scope.mutable_log_records())
                restoreIds(record);
        }
    }
}

template<typename Points>
void restoreExemplars(Points& points)
{
    for (auto& point : points) {
        for (auto& exemplar : *point.mutable_exemplars())
            restoreIds(exemplar);
    }
}

void restoreExemplarsOf(metrics::Metric& metric)
{
    if (metric.has_gauge())
        restoreExemplars(*metric.mutable_gauge()->mutable_data_points());
    else if (metric.has_sum())
        restoreExemplars(*metric.mutable_sum()->mutable_data_points());
    else if (metric.has_histogram())
        restoreExemplars(*metric.mutable_histogram()->mutable_data_points());
    else if (metric.has_exponential_histogram())
        restoreExemplars(*metric.mutable_exponential_histogram()->mutable_data_points());
}

void restoreAll(collector::metrics::v1::ExportMetricsServiceRequest& request)
{
    for (auto& resource : *request.mutable_resource_metrics()) {
        for (auto& scope : *resource.mutable_scope_metrics()) {
            for (auto& metric : *scope.mutable_metrics())
                restoreExemplarsOf(metric);
        }
    }
}

template<typename Request>
Result<QByteArray> convertJson(const QByteArray& json)
{
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    Request request;
    const auto status = google::protobuf::util::JsonStringToMessage(
        {json.constData(), static_cast<size_t>(json.size())}, &request, options);
    if (!status.ok())
        return fail(Error::Code::InvalidData,
                    QCoreApplication::translate("Otlp", "The body is no OTLP JSON: %1")
                        .arg(visibleText(QByteArray::fromStdString(std::string(status.message())), maxReason)));
    restoreAll(request);
    return QByteArray::fromStdString(request.SerializeAsString());
}

} // namespace

Result<QByteArray> otlpJsonToProtobuf(OtlpSignal signal, const QByteArray& json)
{
    // protobuf writes a line to stderr for what it repairs (invalid UTF-8): whoever sends such could fill our log.
    [[maybe_unused]] static const auto before = google::protobuf::SetLogHandler(nullptr);
    switch (signal) {
    case OtlpSignal::Traces: return convertJson<collector::trace::v1::ExportTraceServiceRequest>(json);
    case OtlpSignal::Logs: return convertJson<collector::logs::v1::ExportLogsServiceRequest>(json);
    case OtlpSignal::Metrics: return convertJson<collector::metrics::v1::ExportMetricsServiceRequest>(json);
    }
    return QByteArray();
}

} // namespace signalbox
