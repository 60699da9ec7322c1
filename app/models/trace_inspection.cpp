// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace_inspection.h"

#include "core/base/format.h"
#include "models/journey_model.h"

#include <QCoreApplication>

namespace signalbox {

namespace {

struct TraceInspectionText
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::SpanInspection)
};

constexpr int mostLogLines = 12;

// OpenTelemetry's own words, the same in every language.
QString kindText(SpanKind kind)
{
    switch (kind) {
    case SpanKind::Unspecified: return QStringLiteral("span");
    case SpanKind::Internal: return QStringLiteral("internal");
    case SpanKind::Server: return QStringLiteral("server");
    case SpanKind::Client: return QStringLiteral("client");
    case SpanKind::Producer: return QStringLiteral("producer");
    case SpanKind::Consumer: return QStringLiteral("consumer");
    }
    return {};
}

// Where an attribute's value leads, by OpenTelemetry's semantic conventions.
Link attributeLink(const Span& span, const QString& key, const QString& value)
{
    if (key == QLatin1String("messaging.message.id") || key == QLatin1String("messaging.outbox.event_id"))
        return {Link::Kind::Event, value};
    if (key == QLatin1String("messaging.message.conversation_id"))
        return {Link::Kind::Journey, value};
    if (key == QLatin1String("messaging.destination.name") && span.kind == SpanKind::Consumer)
        return {Link::Kind::Queue, value};
    return {};
}

Inspection::Section identity(const Span& span, const Trace& trace)
{
    Inspection::Section section;
    section.rows.append({TraceInspectionText::tr("service"), span.service, {Link::Kind::Service, span.service}});
    section.rows.append({TraceInspectionText::tr("trace"), span.traceId, {Link::Kind::Trace, span.traceId}});
    section.rows.append({TraceInspectionText::tr("span"),
                         span.spanId,
                         {Link::Kind::Span, span.traceId + QLatin1Char('/') + span.spanId}});
    if (!span.parentSpanId.isEmpty())
        section.rows.append({TraceInspectionText::tr("parent"),
                             span.parentSpanId,
                             {Link::Kind::Span, span.traceId + QLatin1Char('/') + span.parentSpanId}});
    section.rows.append({TraceInspectionText::tr("began"), formatClock(span.startNs), {}});
    const qint64 offset = span.startNs - (trace.spans.isEmpty() ? span.startNs : trace.spans.first().startNs);
    section.rows.append({TraceInspectionText::tr("after"), formatDuration(offset), {}});
    return section;
}

Inspection::Section errorOf(const Span& span)
{
    Inspection::Section section;
    section.title = TraceInspectionText::tr("Error");
    QStringList lines;
    for (const QString& line : span.statusMessage.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        lines.append(visibleText(line));
    for (const SpanEvent& event : span.events) {
        if (event.name != QLatin1String("exception"))
            continue;
        for (const auto& [key, value] : event.attributes) {
            if (key == QLatin1String("exception.message") && !lines.contains(visibleText(value)))
                lines.append(visibleText(value));
        }
    }
    section.block = lines.isEmpty() ? TraceInspectionText::tr("The span says that it failed, not why.")
                                    : lines.join(QLatin1Char('\n'));
    return section;
}

// The inspector is narrow, and every attribute of a message begins with the same word.
QString shortKey(const QString& key)
{
    const QString common = QStringLiteral("messaging.");
    return visibleText(key.startsWith(common) && key.count(QLatin1Char('.')) > 1 ? key.mid(common.size()) : key, 100);
}

Inspection::Section attributesOf(const Span& span)
{
    Inspection::Section section;
    section.title = TraceInspectionText::tr("Attributes");
    for (const auto& [key, value] : span.attributes)
        section.rows.append({shortKey(key), visibleText(value, 1000), attributeLink(span, key, value)});
    return section;
}

Inspection::Section eventsOf(const Span& span)
{
    Inspection::Section section;
    section.title = TraceInspectionText::tr("Events");
    for (const SpanEvent& event : span.events)
        section.rows.append(
            {QLatin1Char('+') + formatDuration(event.timeNs - span.startNs), visibleText(event.name, 200), {}});
    for (const SpanLink& link : span.links)
        section.rows.append({TraceInspectionText::tr("linked to"), link.traceId, {Link::Kind::Trace, link.traceId}});
    return section;
}

Inspection::Section logsOf(const Span& span, const QList<LogLine>& logs)
{
    Inspection::Section section;
    section.title = TraceInspectionText::tr("Logs of this span");
    QStringList lines;
    int more = 0;
    for (const LogLine& line : logs) {
        if (line.spanId != span.spanId)
            continue;
        if (lines.size() == mostLogLines)
            ++more;
        else
            lines.append(
                QStringLiteral("%1 %2 %3")
                    .arg(formatClock(line.timeNs).mid(6), logLevelName(line.level), visibleText(line.message, 400)));
    }
    if (more > 0)
        lines.append(TraceInspectionText::tr("and %n more", nullptr, more));
    section.block = lines.join(QLatin1Char('\n'));
    return section;
}

} // namespace

Inspection inspectSpan(int index, const SpanSurroundings& around)
{
    const Span& span = around.trace.spans.at(index);
    const bool failed = span.status == SpanStatus::Error;
    Inspection inspection;
    inspection.title = visibleText(span.name, 200);
    inspection.service = span.service;
    inspection.tone = failed ? StatusTone::Fail : StatusTone::Ok;
    inspection.status =
        (failed ? TraceInspectionText::tr("%1 · failed after %2") : TraceInspectionText::tr("%1 · took %2"))
            .arg(kindText(span.kind), formatDuration(span.durationNs));
    if (failed)
        inspection.sections.append(errorOf(span));
    inspection.sections.append(identity(span, around.trace));
    if (!span.attributes.isEmpty())
        inspection.sections.append(attributesOf(span));
    if (!span.events.isEmpty() || !span.links.isEmpty())
        inspection.sections.append(eventsOf(span));
    if (!around.journey.steps.isEmpty()) {
        Inspection::Section journey;
        journey.title = TraceInspectionText::tr("Journey");
        journey.paragraph = around.journey.whereNow;
        journey.bullets = journeyBullets(around.journey);
        inspection.sections.append(journey);
    }
    if (const auto logs = logsOf(span, around.logs); !logs.block.isEmpty())
        inspection.sections.append(logs);
    inspection.acts.append(
        {QString(), TraceInspectionText::tr("All logs"), {Link::Kind::LogsOfTrace, span.traceId}, true});
    inspection.acts.append({QStringLiteral("copy-span"), TraceInspectionText::tr("Copy span"), {}, true});
    inspection.acts.append({QStringLiteral("copy-trace"), TraceInspectionText::tr("Copy trace"), {}, true});
    return inspection;
}

} // namespace signalbox
