// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "core/base/format.h"
#include "core/base/ids.h"
#include "core/store/store_reader.h"

#include <QHash>

namespace signalbox {
namespace {

QString spanKindName(SpanKind kind)
{
    switch (kind) {
    case SpanKind::Unspecified: return QStringLiteral("unspecified");
    case SpanKind::Internal: return QStringLiteral("internal");
    case SpanKind::Server: return QStringLiteral("server");
    case SpanKind::Client: return QStringLiteral("client");
    case SpanKind::Producer: return QStringLiteral("producer");
    case SpanKind::Consumer: return QStringLiteral("consumer");
    }
    return {};
}

QJsonObject object(const TraceSummary& trace)
{
    return {{QStringLiteral("trace_id"), trace.traceId},
            {QStringLiteral("name"), trace.rootName},
            {QStringLiteral("service"), trace.rootService},
            {QStringLiteral("start"), formatIsoUtc(trace.startNs)},
            {QStringLiteral("start_ns"), trace.startNs},
            {QStringLiteral("duration_ns"), trace.durationNs},
            {QStringLiteral("spans"), trace.spanCount},
            {QStringLiteral("errors"), trace.errorCount},
            {QStringLiteral("services"), QJsonArray::fromStringList(trace.services)}};
}

QJsonObject object(const Span& span)
{
    QJsonObject attributes;
    for (const auto& [key, value] : span.attributes)
        attributes.insert(key, value);
    return {{QStringLiteral("trace_id"), span.traceId},
            {QStringLiteral("span_id"), span.spanId},
            {QStringLiteral("parent_span_id"), span.parentSpanId},
            {QStringLiteral("service"), span.service},
            {QStringLiteral("name"), span.name},
            {QStringLiteral("kind"), spanKindName(span.kind)},
            {QStringLiteral("error"), span.status == SpanStatus::Error},
            {QStringLiteral("status_message"), span.statusMessage},
            {QStringLiteral("start_ns"), span.startNs},
            {QStringLiteral("duration_ns"), span.durationNs},
            {QStringLiteral("attributes"), attributes}};
}

// How deep a span lies below its root; a parent that is missing makes its child a root, a circle ends at the count.
int depthOf(const Span& span, const QHash<QString, QString>& parents)
{
    int depth = 0;
    for (QString parent = span.parentSpanId; parents.contains(parent) && depth < parents.size(); ++depth)
        parent = parents.value(parent);
    return depth;
}

ExitCode one(StoreReader& reader, const QString& id, const Terminal& terminal)
{
    const auto trace = reader.trace(id);
    if (!trace)
        return terminal.fail(trace.error());
    QJsonArray objects;
    QHash<QString, QString> parents;
    for (const Span& span : trace->spans) {
        parents.insert(span.spanId, span.parentSpanId);
        objects.append(object(span));
    }
    if (terminal.isJson()) {
        terminal.print(QJsonObject{{QStringLiteral("trace_id"), trace->traceId}, {QStringLiteral("spans"), objects}});
        return ExitCode::Ok;
    }
    QList<QStringList> rows;
    const qint64 begin = trace->spans.isEmpty() ? 0 : trace->spans.first().startNs;
    for (const Span& span : trace->spans) {
        rows.append({visibleText(span.service),
                     QString(depthOf(span, parents) * 2, QLatin1Char(' ')) + visibleText(span.name),
                     QStringLiteral("+") + formatDuration(span.startNs - begin),
                     formatDuration(span.durationNs),
                     span.status == SpanStatus::Error ? Cli::tr("error") : QString()});
    }
    const auto lines = alignedTable(rows, {2, 3});
    for (const QString& line : lines)
        terminal.print(line);
    return ExitCode::Ok;
}

Result<TraceQuery> traceQueryFrom(const CommandLine& line)
{
    TraceQuery query;
    query.service = line.value("service");
    query.text = line.value("grep");
    query.errorsOnly = line.isSet("errors");
    const auto count = line.number("lines");
    if (!count)
        return tl::unexpected(count.error());
    query.limit = *count;
    if (line.isSet("longer-than")) {
        const auto duration = line.duration("longer-than");
        if (!duration)
            return tl::unexpected(duration.error());
        query.minDurationNs = std::chrono::nanoseconds(*duration).count();
    }
    return query;
}

ExitCode list(StoreReader& reader, const TraceQuery& query, const Terminal& terminal)
{
    const auto page = reader.traces(query);
    if (!page)
        return terminal.fail(page.error());
    QJsonArray objects;
    QList<QStringList> rows;
    for (const TraceSummary& trace : page->traces) {
        objects.append(object(trace));
        rows.append({trace.traceId,
                     formatClock(trace.startNs),
                     visibleText(trace.rootService),
                     visibleText(trace.rootName),
                     formatDuration(trace.durationNs),
                     Cli::tr("%n span(s)", nullptr, trace.spanCount),
                     trace.errorCount > 0 ? Cli::tr("%n error(s)", nullptr, trace.errorCount) : QString()});
    }
    if (terminal.isJson()) {
        terminal.print(QJsonObject{{QStringLiteral("total"), page->total}, {QStringLiteral("traces"), objects}});
        return ExitCode::Ok;
    }
    const auto lines = alignedTable(rows, {4, 5});
    for (const QString& line : lines)
        terminal.print(line);
    return ExitCode::Ok;
}

} // namespace

void commands_of::declareTraces(CommandLine& line)
{
    line.addValue({QStringLiteral("n"), QStringLiteral("lines")},
                  Cli::tr("How many of the newest."),
                  Cli::tr("N"),
                  QStringLiteral("20"));
    line.addValue({QStringLiteral("service")}, Cli::tr("With a span of this service."), Cli::tr("NAME"));
    line.addValue({QStringLiteral("grep")}, Cli::tr("With this text in the name of a span."), Cli::tr("TEXT"));
    line.addValue({QStringLiteral("longer-than")}, Cli::tr("That took at least this long."), Cli::tr("TIME"));
    line.addFlag({QStringLiteral("errors")}, Cli::tr("With an error."));
}

ExitCode commands_of::traces(const CommandLine& line, const Terminal& terminal)
{
    const auto query = traceQueryFrom(line);
    if (!query)
        return terminal.usage(query.error().message);
    const auto location = locateStack(line.stack());
    if (!location)
        return terminal.fail(location.error());
    StoreReader reader(location->paths.stateDir);
    if (!line.operands().isEmpty())
        return one(reader, line.operands().first(), terminal);
    return list(reader, *query, terminal);
}

} // namespace signalbox
