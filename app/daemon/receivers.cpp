// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/receivers.h"

#include "core/base/ids.h"

namespace signalbox {
namespace {

OtlpSinks sinksInto(Intake& intake)
{
    return {.spans = [&intake](SpanBatch spans) { intake.add(std::move(spans)); },
            .lines = [&intake](QList<LogLine> lines) { intake.add(std::move(lines)); },
            .points = [&intake](QList<MetricPoint> points) { intake.add(std::move(points)); },
            .refused = [&intake] { intake.countRefused(); },
            .isFull = [&intake](OtlpSignal otlpSignal) { return intake.isFull(otlpSignal); }};
}

QString refusalName(OtlpRefusal why)
{
    switch (why) {
    case OtlpRefusal::Key: return QStringLiteral("key");
    case OtlpRefusal::Host: return QStringLiteral("host");
    case OtlpRefusal::Origin: return QStringLiteral("origin");
    }
    return {};
}

} // namespace

Receivers::Receivers(Intake& intake)
    : m_key(newSecret())
    , m_otlp(m_key, sinksInto(intake))
{
}

void Receivers::start()
{
    QStringList problems;
    if (auto http = OtlpReceiver::start({}, m_otlp))
        m_http = std::move(*http);
    else
        problems.append(http.error().message);
    if (auto grpc = OtlpGrpcServer::start({}, m_otlp))
        m_grpc = std::move(*grpc);
    else
        problems.append(grpc.error().message);
    m_problem = problems.join(QLatin1Char(' '));
}

QString Receivers::endpoint() const
{
    return m_http ? m_http->endpoint() : QString();
}

QString Receivers::grpcEndpoint() const
{
    return m_grpc ? m_grpc->endpoint() : QString();
}

QJsonObject Receivers::status() const
{
    const OtlpCounts counts = m_otlp.counts();
    QJsonObject status{{QStringLiteral("endpoint"), endpoint()},
                       {QStringLiteral("grpc_endpoint"), grpcEndpoint()},
                       {QStringLiteral("spans"), counts.spans},
                       {QStringLiteral("logs"), counts.logs},
                       {QStringLiteral("points"), counts.points},
                       {QStringLiteral("refused"), counts.refused},
                       {QStringLiteral("malformed"), counts.malformed},
                       {QStringLiteral("throttled"), counts.throttled},
                       {QStringLiteral("rejected"), counts.rejected}};
    if (counts.lastRefusedNs > 0) {
        status.insert(QStringLiteral("last_refusal"), refusalName(counts.lastRefusal));
        status.insert(QStringLiteral("last_refused_ns"), counts.lastRefusedNs);
    }
    return status;
}

} // namespace signalbox
