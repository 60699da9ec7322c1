// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_decode.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <google/protobuf/arena.h>
#include <limits>
#include <opentelemetry/proto/collector/trace/v1/trace_service.pb.h>

namespace signalbox {
namespace {

namespace proto = opentelemetry::proto;

constexpr int maxAttributes = 256;
constexpr int maxEvents = 256;
constexpr int maxLinks = 256;
constexpr size_t maxValueBytes = 16 * 1024;
constexpr size_t maxNameBytes = 1024;
constexpr size_t traceIdBytes = 16;
constexpr size_t spanIdBytes = 8;

QString text(const std::string& utf8, size_t maxBytes)
{
    const QString whole = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(std::min(utf8.size(), maxBytes)));
    return utf8.size() > maxBytes ? whole + QChar(0x2026) : whole;
}

QJsonValue toJson(const proto::common::v1::AnyValue& value)
{
    using Kind = proto::common::v1::AnyValue::ValueCase;
    switch (value.value_case()) {
    case Kind::kStringValue: return text(value.string_value(), maxValueBytes);
    case Kind::kBoolValue: return value.bool_value();
    case Kind::kIntValue: return static_cast<qint64>(value.int_value());
    case Kind::kDoubleValue: return value.double_value();
    case Kind::kBytesValue:
        return QString::fromLatin1(QByteArray::fromStdString(value.bytes_value().substr(0, maxValueBytes)).toBase64());
    case Kind::kArrayValue: {
        QJsonArray array;
        for (const auto& item : value.array_value().values())
            array.append(toJson(item));
        return array;
    }
    case Kind::kKvlistValue: {
        QJsonObject object;
        for (const auto& item : value.kvlist_value().values())
            object.insert(text(item.key(), maxNameBytes), toJson(item.value()));
        return object;
    }
    case Kind::VALUE_NOT_SET: return QJsonValue();
    }
    return QJsonValue();
}

QString toText(const proto::common::v1::AnyValue& value)
{
    using Kind = proto::common::v1::AnyValue::ValueCase;
    if (value.value_case() == Kind::kStringValue)
        return text(value.string_value(), maxValueBytes);
    if (value.value_case() == Kind::kIntValue)
        return QString::number(value.int_value());
    if (value.value_case() == Kind::kDoubleValue)
        return QString::number(value.double_value(), 'g', std::numeric_limits<double>::max_digits10);
    const QJsonValue json = toJson(value);
    if (json.isArray())
        return QString::fromUtf8(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact).left(maxValueBytes));
    if (json.isObject())
        return QString::fromUtf8(QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact).left(maxValueBytes));
    return json.toVariant().toString();
}

template<typename List>
Attributes toAttributes(const List& list)
{
    Attributes attributes;
    attributes.reserve(std::min(list.size(), maxAttributes));
    for (const auto& item : list) {
        if (attributes.size() >= maxAttributes)
            break;
        attributes.append({text(item.key(), maxNameBytes), toText(item.value())});
    }
    return attributes;
}

// Hexadecimal; empty when the length is wrong or all of it is zero (W3C Trace Context 3.2.2.3).
QString toId(const std::string& bytes, size_t length)
{
    if (bytes.size() != length || bytes.find_first_not_of('\0') == std::string::npos)
        return {};
    return QString::fromLatin1(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(length)).toHex());
}

SpanKind toKind(int kind)
{
    return kind >= 0 && kind <= static_cast<int>(SpanKind::Consumer) ? static_cast<SpanKind>(kind)
                                                                     : SpanKind::Unspecified;
}

SpanStatus toStatus(int code)
{
    return code >= 0 && code <= static_cast<int>(SpanStatus::Error) ? static_cast<SpanStatus>(code) : SpanStatus::Unset;
}

// False when the span cannot be kept: it has no place in any trace, or no time.
bool convert(const proto::trace::v1::Span& from, Span& to)
{
    constexpr auto latest = static_cast<quint64>(std::numeric_limits<qint64>::max());
    to.traceId = toId(from.trace_id(), traceIdBytes);
    to.spanId = toId(from.span_id(), spanIdBytes);
    if (to.traceId.isEmpty() || to.spanId.isEmpty() || from.start_time_unix_nano() == 0 ||
        from.start_time_unix_nano() > latest || from.end_time_unix_nano() > latest)
        return false;
    to.parentSpanId = toId(from.parent_span_id(), spanIdBytes);
    to.name = text(from.name(), maxNameBytes);
    to.kind = toKind(from.kind());
    to.status = toStatus(from.status().code());
    to.statusMessage = text(from.status().message(), maxValueBytes);
    to.startNs = static_cast<qint64>(from.start_time_unix_nano());
    to.durationNs = std::max<qint64>(0, static_cast<qint64>(from.end_time_unix_nano()) - to.startNs);
    to.attributes = toAttributes(from.attributes());
    for (int i = 0; i < std::min(from.events_size(), maxEvents); ++i) {
        const auto& event = from.events(i);
        to.events.append({static_cast<qint64>(std::min<quint64>(event.time_unix_nano(), latest)),
                          text(event.name(), maxNameBytes),
                          toAttributes(event.attributes())});
    }
    for (int i = 0; i < std::min(from.links_size(), maxLinks); ++i) {
        const SpanLink link{toId(from.links(i).trace_id(), traceIdBytes), toId(from.links(i).span_id(), spanIdBytes)};
        if (!link.traceId.isEmpty() && !link.spanId.isEmpty())
            to.links.append(link);
    }
    return true;
}

QString serviceName(const proto::resource::v1::Resource& resource)
{
    for (const auto& attribute : resource.attributes()) {
        if (attribute.key() == "service.name")
            return text(attribute.value().string_value(), maxNameBytes);
    }
    return QStringLiteral("unknown_service"); // the name that the specification gives it
}

} // namespace

Result<DecodedTraces> decodeTraces(const QByteArray& body)
{
    // protobuf writes a line to stderr for every bad message: whoever sends such could fill our log with them.
    [[maybe_unused]] static const auto before = google::protobuf::SetLogHandler(nullptr);
    google::protobuf::Arena arena;
    auto* request =
        google::protobuf::Arena::CreateMessage<proto::collector::trace::v1::ExportTraceServiceRequest>(&arena);
    if (!request->ParseFromArray(body.constData(), static_cast<int>(body.size())))
        return fail(Error::Code::InvalidData,
                    QCoreApplication::translate("Otlp", "The body is no ExportTraceServiceRequest."));
    DecodedTraces decoded;
    for (const auto& resource : request->resource_spans()) {
        const QString service = serviceName(resource.resource());
        for (const auto& scope : resource.scope_spans()) {
            for (const auto& from : scope.spans()) {
                Span span;
                span.service = service;
                if (convert(from, span))
                    decoded.spans.append(std::move(span));
                else
                    ++decoded.rejected;
            }
        }
    }
    return decoded;
}

QByteArray encodeTracesResponse(qint64 rejected)
{
    proto::collector::trace::v1::ExportTraceServiceResponse response;
    if (rejected > 0) {
        response.mutable_partial_success()->set_rejected_spans(rejected);
        response.mutable_partial_success()->set_error_message("spans without a valid trace id, span id or start time");
    }
    return QByteArray::fromStdString(response.SerializeAsString());
}

QByteArray encodeStatus(int code, const QString& message)
{
    // google/rpc/status.proto: int32 code = 1; string message = 2. Two fields are not worth another dependency.
    const QByteArray utf8 = message.toUtf8().left(127);
    QByteArray out;
    out.append('\x08').append(static_cast<char>(code & 0x7f));
    out.append('\x12').append(static_cast<char>(utf8.size())).append(utf8);
    return out;
}

} // namespace signalbox
