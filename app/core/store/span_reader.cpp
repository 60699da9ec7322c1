// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_reader.h"

#include "core/store/span_codec.h"
#include "core/store/span_title.h"
#include "core/store/trace_filter_sql.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace signalbox {
namespace {

constexpr int mostTraces = 10'000;
constexpr qint64 edgeSpans = 100'000;  // an edge list looks at the newest so many
constexpr qint64 recentSpans = 50'000; // where a queue of an event type is looked for
constexpr char spanColumns[] = "span, parent, service, name, kind, status, start_ns, duration_ns, data";

using Step = SqliteStatement::Step;

struct EdgeDraft
{
    ServiceEdge edge;
    std::vector<qint64> durations;
};

qint64 percentile95(std::vector<qint64>& values)
{
    if (values.empty())
        return 0;
    const auto at = static_cast<std::ptrdiff_t>((values.size() * 95 + 99) / 100 - 1);
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<size_t>(at)];
}

} // namespace

QString StringTable::text(SqliteDatabase& database, qint64 id)
{
    if (const auto found = m_texts.constFind(id); found != m_texts.constEnd())
        return *found;
    auto statement = database.prepare("SELECT text FROM strings WHERE id = ?");
    if (statement.bind(1, id).step() != Step::Row)
        return {};
    return *m_texts.insert(id, statement.text(0));
}

qint64 StringTable::id(SqliteDatabase& database, const QString& text)
{
    if (const auto found = m_ids.constFind(text); found != m_ids.constEnd())
        return *found;
    auto statement = database.prepare("SELECT id FROM strings WHERE text = ?");
    if (statement.bind(1, text).step() != Step::Row)
        return -1;
    return *m_ids.insert(text, statement.integer(0));
}

SpanReader::SpanReader(SqliteDatabase& database, StringTable& strings)
    : m_database(database)
    , m_strings(strings)
{
}

Result<TracePage> SpanReader::traces(const TraceQuery& query)
{
    TracePage page;
    const TraceFilterSql filter =
        traceFilterSql(query, [this](const QString& text) { return m_strings.id(m_database, text); });
    auto count = m_database.prepare("SELECT count(*) FROM traces t WHERE " + filter.where);
    filter.bindTo(count);
    if (count.step() != Step::Row)
        return tl::unexpected(m_database.error());
    page.total = count.integer(0);

    auto rows = m_database.prepare(
        "SELECT t.trace, t.start_ns, t.end_ns, t.spans, t.errors, t.root_service, t.root_name FROM traces t WHERE " +
        filter.where + " ORDER BY t.start_ns DESC, t.trace LIMIT " +
        QByteArray::number(std::clamp(query.limit, 0, mostTraces)) + " OFFSET " +
        QByteArray::number(std::max(query.offset, 0)));
    filter.bindTo(rows);
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step())
        page.traces.append(summary(rows));
    if (step == Step::Failed)
        return tl::unexpected(m_database.error());
    for (TraceSummary& trace : page.traces) {
        describe(trace);
        nameByPath(trace);
    }
    return page;
}

TraceSummary SpanReader::summary(const SqliteStatement& row)
{
    TraceSummary trace;
    trace.traceId = idText(row.blob(0));
    trace.startNs = row.integer(1);
    trace.durationNs = row.integer(2) - row.integer(1);
    trace.spanCount = static_cast<int>(row.integer(3));
    trace.errorCount = static_cast<int>(row.integer(4));
    if (!row.isNull(5)) {
        trace.rootService = m_strings.text(m_database, row.integer(5));
        trace.rootName = m_strings.text(m_database, row.integer(6));
    }
    return trace;
}

// The services of a trace in the order in which they came in, and a root when no span of it is one: the request began
// outside, at a client that sends no spans.
void SpanReader::describe(TraceSummary& summary)
{
    auto rows = m_database.prepare("SELECT service, name FROM spans WHERE trace = ? ORDER BY start_ns LIMIT 1000");
    rows.bindBlob(1, idBytes(summary.traceId));
    QSet<qint64> seen;
    while (rows.step() == Step::Row) {
        if (seen.isEmpty() && summary.rootName.isEmpty()) {
            summary.rootService = m_strings.text(m_database, rows.integer(0));
            summary.rootName = m_strings.text(m_database, rows.integer(1));
        }
        if (!seen.contains(rows.integer(0))) {
            seen.insert(rows.integer(0));
            summary.services.append(m_strings.text(m_database, rows.integer(0)));
        }
    }
}

// A name that is a method alone says little in a list; the span it belongs to may know the path.
void SpanReader::nameByPath(TraceSummary& summary)
{
    if (summary.rootName.contains(QLatin1Char(' ')) || summary.rootName.contains(QLatin1Char('/')))
        return;
    auto rows = m_database.prepare(QByteArray("SELECT ") + spanColumns +
                                   " FROM spans WHERE trace = ? AND name = ? ORDER BY start_ns LIMIT 1");
    rows.bindBlob(1, idBytes(summary.traceId)).bind(2, m_strings.id(m_database, summary.rootName));
    if (rows.step() == Step::Row)
        summary.rootName = spanTitle(span(rows, summary.traceId));
}

Span SpanReader::span(const SqliteStatement& row, const QString& traceId)
{
    Span span;
    span.traceId = traceId;
    span.spanId = idText(row.blob(0));
    span.parentSpanId = idText(row.blob(1));
    span.service = m_strings.text(m_database, row.integer(2));
    span.name = m_strings.text(m_database, row.integer(3));
    span.kind = static_cast<SpanKind>(std::clamp<qint64>(row.integer(4), 0, static_cast<qint64>(SpanKind::Consumer)));
    span.status =
        static_cast<SpanStatus>(std::clamp<qint64>(row.integer(5), 0, static_cast<qint64>(SpanStatus::Error)));
    span.startNs = row.integer(6);
    span.durationNs = row.integer(7);
    decodeSpanData(
        row.blob(8), [this](quint64 id) { return m_strings.text(m_database, static_cast<qint64>(id)); }, span);
    return span;
}

Result<QList<Span>> SpanReader::spansOf(const QString& traceId)
{
    QList<Span> spans;
    auto rows =
        m_database.prepare(QByteArray("SELECT ") + spanColumns + " FROM spans WHERE trace = ? ORDER BY start_ns, id");
    rows.bindBlob(1, idBytes(traceId));
    QSet<QString> seen;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        Span next = span(rows, traceId);
        if (!seen.contains(next.spanId)) {
            seen.insert(next.spanId);
            spans.append(std::move(next));
        }
    }
    if (step == Step::Failed)
        return tl::unexpected(m_database.error());
    return spans;
}

Result<QList<ServiceEdge>> SpanReader::edges(const TimeRange& range)
{
    auto rows = m_database.prepare(
        "SELECT p.service, c.service, c.status, c.duration_ns"
        " FROM (SELECT trace, parent, service, status, duration_ns FROM spans"
        "       WHERE start_ns >= ?1 AND start_ns <= ?2 AND parent IS NOT NULL ORDER BY start_ns DESC LIMIT ?3) c"
        " CROSS JOIN spans p ON p.trace = c.trace AND p.span = c.parent AND p.service <> c.service");
    rows.bind(1, range.fromNs)
        .bind(2, range.toNs > 0 ? range.toNs : std::numeric_limits<qint64>::max())
        .bind(3, edgeSpans);
    QMap<std::pair<qint64, qint64>, EdgeDraft> drafts;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        EdgeDraft& draft = drafts[{rows.integer(0), rows.integer(1)}];
        ++draft.edge.count;
        draft.edge.errors += rows.integer(2) == static_cast<qint64>(SpanStatus::Error) ? 1 : 0;
        draft.durations.push_back(rows.integer(3));
    }
    if (step == Step::Failed)
        return tl::unexpected(m_database.error());
    QList<ServiceEdge> edges;
    for (auto draft = drafts.begin(); draft != drafts.end(); ++draft) {
        ServiceEdge edge = draft->edge;
        edge.from = m_strings.text(m_database, draft.key().first);
        edge.to = m_strings.text(m_database, draft.key().second);
        edge.p95Ns = percentile95(draft->durations);
        edges.append(edge);
    }
    return edges;
}

QStringList SpanReader::tracesThatReference(const QString& value)
{
    auto rows = m_database.prepare(
        "SELECT DISTINCT s.trace FROM span_refs r JOIN spans s ON s.id = r.span WHERE r.value = ? LIMIT 64");
    rows.bind(1, value);
    QStringList traces;
    while (rows.step() == Step::Row)
        traces.append(idText(rows.blob(0)));
    return traces;
}

QStringList SpanReader::queuesOf(const QString& eventType)
{
    const qint64 key = m_strings.id(m_database, QStringLiteral("messaging.rabbitmq.destination.routing_key"));
    auto rows = m_database.prepare(QByteArray("SELECT ") + spanColumns +
                                   " FROM spans WHERE id > (SELECT max(id) FROM spans) - ?1 AND kind = ?2"
                                   " AND span_has(data, ?3, ?4) ORDER BY id DESC LIMIT 200");
    rows.bind(1, recentSpans).bind(2, static_cast<qint64>(SpanKind::Consumer)).bind(3, key).bind(4, eventType);
    QStringList queues;
    while (rows.step() == Step::Row) {
        const QString queue = span(rows, {}).attribute(QStringLiteral("messaging.destination.name"));
        if (!queue.isEmpty() && !queues.contains(queue))
            queues.append(queue);
    }
    return queues;
}

QList<EventRoute> SpanReader::routes()
{
    auto rows = m_database.prepare("SELECT pattern, queue, service FROM event_routes");
    QList<EventRoute> routes;
    while (rows.step() == Step::Row)
        routes.append({rows.text(0), rows.text(1), rows.text(2)});
    return routes;
}

QList<MessageRow> SpanReader::rowsWhere(const char* column, const QString& value)
{
    auto rows = m_database.prepare(
        QByteArray("SELECT source, service, event_id, event_type, aggregate_id, trace_id, correlation_id, created_ns,"
                   " sent_ns, dead_ns, attempts, last_error FROM message_rows WHERE ") +
        column + " = ? ORDER BY id LIMIT 1000");
    rows.bind(1, value);
    QList<MessageRow> result;
    while (rows.step() == Step::Row) {
        MessageRow row;
        row.table = rows.integer(0) == 0 ? MessageRow::Table::Outbox : MessageRow::Table::Inbox;
        row.service = m_strings.text(m_database, rows.integer(1));
        row.eventId = rows.text(2);
        row.eventType = rows.text(3);
        row.aggregateId = rows.text(4);
        row.traceId = rows.text(5);
        row.correlationId = rows.text(6);
        row.createdNs = rows.integer(7);
        row.sentNs = rows.integer(8);
        row.deadNs = rows.integer(9);
        row.attempts = static_cast<int>(rows.integer(10));
        row.lastError = rows.text(11);
        result.append(row);
    }
    return result;
}

} // namespace signalbox
