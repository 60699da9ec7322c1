// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/otlp_intake.h"

#include "backend/telemetry/otlp_decode.h"
#include "backend/telemetry/otlp_json.h"
#include "backend/telemetry/otlp_logs.h"
#include "backend/telemetry/otlp_metrics.h"
#include "core/base/format.h"

namespace signalbox {

OtlpIntake::OtlpIntake(const QString& key, OtlpSinks sinks)
    : m_key(key.toStdString())
    , m_sinks(std::move(sinks))
{
}

bool OtlpIntake::isKey(std::string_view given) const
{
    unsigned difference = given.size() == m_key.size() ? 0U : 1U;
    for (size_t i = 0; i < given.size() && i < m_key.size(); ++i)
        difference |= static_cast<unsigned>(given[i] ^ m_key[i]);
    return difference == 0 && !m_key.empty();
}

bool OtlpIntake::accepts(OtlpSignal signal) const
{
    switch (signal) {
    case OtlpSignal::Traces: return bool(m_sinks.spans);
    case OtlpSignal::Logs: return bool(m_sinks.lines);
    case OtlpSignal::Metrics: return bool(m_sinks.points);
    }
    return false;
}

void OtlpIntake::refuse(OtlpRefusal why)
{
    ++m_refused;
    m_lastRefusal = why;
    m_lastRefusedNs = nowNanoseconds();
    if (m_sinks.refused)
        m_sinks.refused();
}

bool OtlpIntake::throttle(OtlpSignal signal)
{
    if (!m_sinks.isFull || !m_sinks.isFull(signal))
        return false;
    ++m_throttled;
    return true;
}

OtlpOutcome OtlpIntake::take(OtlpSignal signal, const QByteArray& body, OtlpEncoding encoding)
{
    if (encoding == OtlpEncoding::Protobuf)
        return takeDecoded(signal, body);
    const auto converted = otlpJsonToProtobuf(signal, body);
    return converted ? takeDecoded(signal, *converted) : broken(converted.error());
}

OtlpOutcome OtlpIntake::takeDecoded(OtlpSignal signal, const QByteArray& body)
{
    switch (signal) {
    case OtlpSignal::Traces: return takeTraces(body);
    case OtlpSignal::Logs: return takeLogs(body);
    case OtlpSignal::Metrics: return takeMetrics(body);
    }
    return {};
}

OtlpOutcome OtlpIntake::takeTraces(const QByteArray& body)
{
    auto decoded = decodeTraces(body);
    if (!decoded)
        return broken(decoded.error());
    m_spans += decoded->spans.size();
    m_rejected += decoded->rejected;
    if (!decoded->spans.isEmpty())
        m_sinks.spans(std::move(decoded->spans));
    return {RpcCode::Ok, decoded->rejected, QStringLiteral("spans without a valid trace id, span id or start time")};
}

OtlpOutcome OtlpIntake::takeLogs(const QByteArray& body)
{
    auto decoded = decodeLogs(body, nowNanoseconds());
    if (!decoded)
        return broken(decoded.error());
    m_logs += decoded->size();
    if (!decoded->isEmpty())
        m_sinks.lines(std::move(*decoded));
    return {};
}

OtlpOutcome OtlpIntake::takeMetrics(const QByteArray& body)
{
    auto decoded = decodeMetrics(body, nowNanoseconds());
    if (!decoded)
        return broken(decoded.error());
    m_points += decoded->points.size();
    m_rejected += decoded->rejected;
    if (!decoded->points.isEmpty())
        m_sinks.points(std::move(decoded->points));
    return {RpcCode::Ok, decoded->rejected, QStringLiteral("data points without a value, or with a time far from now")};
}

OtlpOutcome OtlpIntake::broken(const Error& error)
{
    countMalformed();
    return {RpcCode::InvalidArgument, 0, error.message};
}

OtlpCounts OtlpIntake::counts() const
{
    return {.spans = m_spans,
            .logs = m_logs,
            .points = m_points,
            .refused = m_refused,
            .malformed = m_malformed,
            .throttled = m_throttled,
            .rejected = m_rejected,
            .lastRefusal = m_lastRefusal,
            .lastRefusedNs = m_lastRefusedNs};
}

} // namespace signalbox
