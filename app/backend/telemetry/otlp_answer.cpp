// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_answer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox {
namespace {

// Wire types of Protocol Buffers.
constexpr quint64 varintField = 0;
constexpr quint64 bytesField = 2;
constexpr char retryInfoType[] = "type.googleapis.com/google.rpc.RetryInfo";

void appendVarint(QByteArray& out, quint64 value)
{
    for (; value >= 0x80; value >>= 7)
        out.append(static_cast<char>((value & 0x7f) | 0x80));
    out.append(static_cast<char>(value));
}

void appendNumberField(QByteArray& out, quint64 field, qint64 value)
{
    appendVarint(out, field << 3 | varintField);
    appendVarint(out, static_cast<quint64>(value));
}

void appendBytesField(QByteArray& out, quint64 field, const QByteArray& bytes)
{
    appendVarint(out, field << 3 | bytesField);
    appendVarint(out, static_cast<quint64>(bytes.size()));
    out.append(bytes);
}

QByteArray compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString rejectedName(OtlpSignal signal)
{
    switch (signal) {
    case OtlpSignal::Traces: return QStringLiteral("rejectedSpans");
    case OtlpSignal::Logs: return QStringLiteral("rejectedLogRecords");
    case OtlpSignal::Metrics: return QStringLiteral("rejectedDataPoints");
    }
    return {};
}

} // namespace

bool isLocalHost(std::string_view host)
{
    for (const std::string_view name : {"127.0.0.1", "localhost", "[::1]"}) {
        if (host == name)
            return true;
        if (host.starts_with(name) && host[name.size()] == ':')
            return host.find_first_not_of("0123456789", name.size() + 1) == std::string_view::npos;
    }
    return false;
}

QByteArray encodeOtlpResponse(OtlpSignal signal, const OtlpOutcome& outcome, OtlpEncoding encoding)
{
    if (encoding == OtlpEncoding::Json) {
        if (outcome.rejected == 0)
            return "{}";
        // 64-bit numbers are strings in the JSON of Protocol Buffers.
        return compactJson({{QStringLiteral("partialSuccess"),
                             QJsonObject{{rejectedName(signal), QString::number(outcome.rejected)},
                                         {QStringLiteral("errorMessage"), outcome.message}}}});
    }
    QByteArray out;
    if (outcome.rejected > 0) {
        QByteArray partial;
        appendNumberField(partial, 1, outcome.rejected); // the same field of all three responses
        appendBytesField(partial, 2, outcome.message.toUtf8());
        appendBytesField(out, 1, partial);
    }
    return out;
}

QByteArray encodeRpcStatus(const OtlpOutcome& outcome, OtlpEncoding encoding, int retrySeconds)
{
    if (encoding == OtlpEncoding::Json) {
        QJsonObject status{{QStringLiteral("code"), static_cast<int>(outcome.code)},
                           {QStringLiteral("message"), outcome.message}};
        if (retrySeconds > 0)
            status.insert(
                QStringLiteral("details"),
                QJsonArray{QJsonObject{{QStringLiteral("@type"), QLatin1String(retryInfoType)},
                                       {QStringLiteral("retryDelay"), QStringLiteral("%1s").arg(retrySeconds)}}});
        return compactJson(status);
    }
    // google/rpc/status.proto: code = 1, message = 2, details = 3 (google.protobuf.Any: type_url = 1, value = 2).
    QByteArray out;
    appendNumberField(out, 1, static_cast<qint64>(outcome.code));
    appendBytesField(out, 2, outcome.message.toUtf8());
    if (retrySeconds > 0) {
        QByteArray duration; // RetryInfo.retry_delay = 1, Duration.seconds = 1
        appendNumberField(duration, 1, retrySeconds);
        QByteArray info;
        appendBytesField(info, 1, duration);
        QByteArray any;
        appendBytesField(any, 1, retryInfoType);
        appendBytesField(any, 2, info);
        appendBytesField(out, 3, any);
    }
    return out;
}

} // namespace signalbox
