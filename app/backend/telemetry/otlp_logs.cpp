// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_logs.h"

#include "backend/telemetry/otlp_values.h"
#include "core/base/format.h"
#include "core/store/log_parser.h"
#include "core/store/log_plain.h"

#include <QCoreApplication>

#include <google/protobuf/arena.h>
#include <limits>
#include <opentelemetry/proto/collector/logs/v1/logs_service.pb.h>

namespace signalbox {
namespace {

using opentelemetry::proto::collector::logs::v1::ExportLogsServiceRequest;
using opentelemetry::proto::logs::v1::LogRecord;

constexpr qsizetype maxLineBytes = 64LL * 1024; // as the tails of processes cut them; what comes after is left out
constexpr size_t maxBodyText = 48 * 1024;
constexpr int severitiesOfLevel = 4; // TRACE is 1 to 4, DEBUG 5 to 8 …

void appendQuoted(QByteArray& out, const QString& text)
{
    out.append('"');
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (static_cast<unsigned char>(c) < 0x20)
            out.append("\\u00").append(QByteArray(1, c).toHex());
        else
            out.append(c);
    }
    out.append('"');
}

void appendMember(QByteArray& out, const QString& key, const QString& value)
{
    if (value.isEmpty() || out.size() > maxLineBytes)
        return;
    out.append(out.isEmpty() ? '{' : ',');
    appendQuoted(out, key);
    out.append(':');
    appendQuoted(out, value);
}

LogLevel levelOfRecord(const LogRecord& record)
{
    const int severity = record.severity_number();
    if (severity >= 1 && severity <= 24)
        return static_cast<LogLevel>(1 + (severity - 1) / severitiesOfLevel);
    return logLevelFromName(otlp::cutText(record.severity_text(), otlp::maxNameBytes));
}

qint64 timeOfRecord(const LogRecord& record, qint64 nowNs)
{
    for (const auto time : {record.time_unix_nano(), record.observed_time_unix_nano()}) {
        if (time <= static_cast<quint64>(std::numeric_limits<qint64>::max()) &&
            plausibleTime(static_cast<qint64>(time), nowNs))
            return static_cast<qint64>(time);
    }
    return nowNs;
}

LogLine lineOf(const LogRecord& record, qint64 nowNs)
{
    LogLine line;
    line.timeNs = timeOfRecord(record, nowNs);
    line.level = levelOfRecord(record);
    line.traceId = otlp::hexId(record.trace_id(), 16);
    line.spanId = otlp::hexId(record.span_id(), 8);
    appendMember(line.text, QStringLiteral("time"), formatIsoUtc(line.timeNs));
    appendMember(line.text, QStringLiteral("level"), logLevelName(line.level));
    const auto& body = record.body();
    appendMember(line.text,
                 QStringLiteral("msg"),
                 body.has_string_value() ? otlp::cutText(body.string_value(), maxBodyText) : otlp::valueText(body));
    appendMember(line.text, QStringLiteral("trace_id"), line.traceId);
    appendMember(line.text, QStringLiteral("span_id"), line.spanId);
    appendMember(line.text, QStringLiteral("event.name"), otlp::cutText(record.event_name(), otlp::maxNameBytes));
    const Attributes attributes = otlp::attributesOf(record.attributes());
    for (const auto& [key, value] : attributes) // "level" as an attribute is not the line's level
        appendMember(line.text, isLogMember(key.toUtf8()) ? QStringLiteral("attributes.") + key : key, value);
    line.text.append('}');
    return line;
}

} // namespace

Result<QList<LogLine>> decodeLogs(const QByteArray& body, qint64 nowNs)
{
    [[maybe_unused]] static const auto before = google::protobuf::SetLogHandler(nullptr); // as for traces
    google::protobuf::Arena arena;
    auto* request = google::protobuf::Arena::CreateMessage<ExportLogsServiceRequest>(&arena);
    if (!request->ParseFromArray(body.constData(), static_cast<int>(body.size())))
        return fail(Error::Code::InvalidData,
                    QCoreApplication::translate("Otlp", "The body is no ExportLogsServiceRequest."));
    QList<LogLine> lines;
    for (const auto& resource : request->resource_logs()) {
        const QString service = otlp::serviceOf(resource.resource());
        for (const auto& scope : resource.scope_logs()) {
            for (const auto& record : scope.log_records()) {
                lines.append(lineOf(record, nowNs));
                lines.last().service = service;
            }
        }
    }
    return lines;
}

} // namespace signalbox
