// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/otlp_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

namespace signalbox {
namespace {

QJsonObject attributeJson(const QString& key, const QString& value)
{
    return {{QStringLiteral("key"), key},
            {QStringLiteral("value"), QJsonObject{{QStringLiteral("stringValue"), value}}}};
}

QJsonArray attributesJson(const Attributes& attributes)
{
    QJsonArray array;
    for (const auto& [key, value] : attributes)
        array.append(attributeJson(key, value));
    return array;
}

QJsonArray eventsJson(const QList<SpanEvent>& events)
{
    QJsonArray array;
    for (const SpanEvent& event : events)
        array.append(QJsonObject{{QStringLiteral("timeUnixNano"), QString::number(event.timeNs)},
                                 {QStringLiteral("name"), event.name},
                                 {QStringLiteral("attributes"), attributesJson(event.attributes)}});
    return array;
}

QJsonArray linksJson(const QList<SpanLink>& links)
{
    QJsonArray array;
    for (const SpanLink& link : links)
        array.append(QJsonObject{{QStringLiteral("traceId"), link.traceId}, {QStringLiteral("spanId"), link.spanId}});
    return array;
}

// SpanKind and StatusCode have the numbers of the protocol.
QJsonObject spanJson(const Span& span)
{
    QJsonObject status{{QStringLiteral("code"), static_cast<int>(span.status)}};
    if (!span.statusMessage.isEmpty())
        status.insert(QStringLiteral("message"), span.statusMessage);
    QJsonObject object{{QStringLiteral("traceId"), span.traceId},
                       {QStringLiteral("spanId"), span.spanId},
                       {QStringLiteral("name"), span.name},
                       {QStringLiteral("kind"), static_cast<int>(span.kind)},
                       {QStringLiteral("startTimeUnixNano"), QString::number(span.startNs)},
                       {QStringLiteral("endTimeUnixNano"), QString::number(span.endNs())},
                       {QStringLiteral("attributes"), attributesJson(span.attributes)},
                       {QStringLiteral("status"), status}};
    if (!span.parentSpanId.isEmpty())
        object.insert(QStringLiteral("parentSpanId"), span.parentSpanId);
    if (!span.events.isEmpty())
        object.insert(QStringLiteral("events"), eventsJson(span.events));
    if (!span.links.isEmpty())
        object.insert(QStringLiteral("links"), linksJson(span.links));
    return object;
}

} // namespace

QByteArray tracesAsOtlpJson(const QList<Span>& spans)
{
    QMap<QString, QJsonArray> byService;
    for (const Span& span : spans)
        byService[span.service].append(spanJson(span));
    QJsonArray resources;
    for (auto service = byService.cbegin(); service != byService.cend(); ++service) {
        const QJsonObject resource{
            {QStringLiteral("attributes"), QJsonArray{attributeJson(QStringLiteral("service.name"), service.key())}}};
        const QJsonObject scope{{QStringLiteral("spans"), service.value()}};
        resources.append(
            QJsonObject{{QStringLiteral("resource"), resource}, {QStringLiteral("scopeSpans"), QJsonArray{scope}}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("resourceSpans"), resources}}).toJson(QJsonDocument::Indented);
}

} // namespace signalbox
