// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_reader.h"

#include "core/store/message_attributes.h"
#include "core/store/span_codec.h"
#include "core/store/span_title.h"

#include <QMap>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace signalbox {
namespace {

constexpr int mostTraces = 10'000;
constexpr size_t edgeSpans = 100'000;  // an edge list looks at the newest so many
constexpr qint64 recentSpans = 50'000; // where a queue of an event type is looked for
constexpr size_t manySpans = 1000;     // so many are read at once and not one after the other
constexpr qsizetype mostReferences = 64;

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

// LIKE takes % and _ for wildcards; what the user typed is meant as it stands.
QString likePattern(const QString& text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    escaped.replace(QLatin1Char('%'), QStringLiteral("\\%"));
    escaped.replace(QLatin1Char('_'), QStringLiteral("\\_"));
    return QLatin1Char('%') + escaped + QLatin1Char('%');
}

template<size_t Size>
QString hexOf(const std::array<quint8, Size>& id)
{
    return idText(QByteArray::fromRawData(reinterpret_cast<const char*>(id.data()), Size));
}

// Empty when it is no trace id.
std::optional<TraceKey> traceKeyOf(const QString& traceId)
{
    TraceKey key{};
    const QByteArray bytes = idBytes(traceId);
    if (bytes.size() != static_cast<qsizetype>(key.size()))
        return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), key.begin());
    return key;
}

quint64 hashOfSpan(const TraceKey& trace, const SpanKey& span)
{
    quint64 number = 0;
    std::memcpy(&number, span.data(), span.size());
    return hashOf(trace) ^ (number * 0x9e3779b97f4a7c15ULL);
}

bool byStart(const std::pair<SpanSegmentReader*, SpanColumns>& a, const std::pair<SpanSegmentReader*, SpanColumns>& b)
{
    return a.second.startNs < b.second.startNs;
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

SpanReader::SpanReader(SqliteDatabase& database, StringTable& strings, SpanSegments& segments)
    : m_database(database)
    , m_strings(strings)
    , m_segments(segments)
{
}

TraceFilter SpanReader::filterOf(const TraceQuery& query)
{
    const auto idOf = [this](const QString& text) { return m_strings.id(m_database, text); };
    TraceFilter filter;
    filter.fromNs = query.range.fromNs;
    filter.toNs = query.range.toNs;
    filter.minDurationNs = query.minDurationNs;
    filter.errorsOnly = query.errorsOnly;
    if (!query.service.isEmpty())
        filter.service = static_cast<quint32>(idOf(query.service)); // one that was never heard of is no row's
    if (!query.text.isEmpty())
        filter.names = namesWith(query.text);
    if (!query.attributeKey.isEmpty())
        filter.attribute = static_cast<quint64>(idOf(query.attributeKey));
    if (!query.attributeKey.isEmpty() && !query.attributeValue.isEmpty())
        filter.attributeValue = WantedValue{query.attributeValue.toUtf8(),
                                            static_cast<quint64>(std::max<qint64>(0, idOf(query.attributeValue)))};
    return filter;
}

QSet<quint32> SpanReader::namesWith(const QString& text)
{
    QSet<quint32> names;
    auto rows = m_database.prepare("SELECT id FROM strings WHERE text LIKE ? ESCAPE '\\'");
    rows.bind(1, likePattern(text));
    while (rows.step() == Step::Row)
        names.insert(static_cast<quint32>(rows.integer(0)));
    return names;
}

Result<TracePage> SpanReader::traces(const TraceQuery& query)
{
    TracePage page;
    TraceSearch search(m_segments, filterOf(query));
    const auto found = search.find(std::max(query.offset, 0), std::clamp(query.limit, 0, mostTraces), page.total);
    for (const FoundTrace& trace : found)
        page.traces.append(summary(trace));
    return page;
}

// With the services of a trace in the order in which they came in, and a root when no span of it is one: the request
// began outside, at a client that sends no spans.
TraceSummary SpanReader::summary(const FoundTrace& trace)
{
    TraceSummary summary;
    summary.traceId = hexOf(trace.entry.trace);
    summary.startNs = trace.entry.startNs;
    summary.durationNs = trace.entry.endNs - trace.entry.startNs;
    summary.spanCount = static_cast<int>(trace.entry.spans);
    summary.errorCount = static_cast<int>(trace.entry.errors);
    Rows rows;
    for (SpanSegmentReader* segment : trace.segments) {
        const bool isWhole = trace.segments.size() == 1;
        for (const SpanColumns& row : isWhole ? segment->rowsOf(trace.entry) : segment->rowsOf(trace.entry.trace))
            rows.emplace_back(segment, row);
    }
    std::stable_sort(rows.begin(), rows.end(), byStart);
    if (!rows.empty()) {
        const bool hasRoot = trace.entry.rootName != 0;
        summary.rootService = text(hasRoot ? trace.entry.rootService : rows.front().second.service);
        summary.rootName = nameByPath(text(hasRoot ? trace.entry.rootName : rows.front().second.name), rows);
    }
    QSet<quint32> seen;
    for (const auto& [segment, row] : rows) {
        if (!seen.contains(row.service))
            summary.services.append(text(row.service));
        seen.insert(row.service);
    }
    return summary;
}

// A name that is a method alone says little in a list; the span it belongs to may know the path.
QString SpanReader::nameByPath(const QString& rootName, const Rows& rows)
{
    if (rootName.contains(QLatin1Char(' ')) || rootName.contains(QLatin1Char('/')))
        return rootName;
    const auto id = static_cast<quint32>(m_strings.id(m_database, rootName));
    const auto named = std::find_if(rows.begin(), rows.end(), [id](const auto& row) { return row.second.name == id; });
    return named != rows.end() ? spanTitle(span(*named->first, named->second)) : rootName;
}

Span SpanReader::span(SpanSegmentReader& segment, const SpanColumns& row)
{
    Span span;
    span.traceId = hexOf(row.trace);
    span.spanId = hexOf(row.span);
    if (!row.isRoot())
        span.parentSpanId = hexOf(row.parent);
    span.service = text(row.service);
    span.name = text(row.name);
    span.kind = static_cast<SpanKind>(std::min(row.kind, static_cast<quint8>(SpanKind::Consumer)));
    span.status = static_cast<SpanStatus>(std::min(row.status, static_cast<quint8>(SpanStatus::Error)));
    span.startNs = row.startNs;
    span.durationNs = row.durationNs;
    decodeSpanData(
        segment.data(row), [this](quint64 id) { return text(id); }, span);
    return span;
}

Result<QList<Span>> SpanReader::spansOf(const QString& traceId)
{
    const auto key = traceKeyOf(traceId);
    if (!key)
        return QList<Span>{};
    Rows rows = m_segments.rowsOf(*key);
    std::stable_sort(rows.begin(), rows.end(), byStart);
    if (rows.size() > manySpans) {
        for (const auto& [segment, row] : rows)
            segment->loadData();
    }
    QList<Span> spans;
    spans.reserve(static_cast<qsizetype>(rows.size()));
    QSet<QString> seen;
    for (const auto& [segment, row] : rows) {
        Span next = span(*segment, row);
        if (!seen.contains(next.spanId)) {
            seen.insert(next.spanId);
            spans.append(std::move(next));
        }
    }
    return spans;
}

Result<QList<ServiceEdge>> SpanReader::edges(const TimeRange& range)
{
    const qint64 toNs = range.toNs > 0 ? range.toNs : std::numeric_limits<qint64>::max();
    std::vector<SpanColumns> called;
    std::unordered_map<quint64, quint32> services; // of possible callers
    bool enough = false;                           // the callers of the oldest may be in the segment before
    for (auto segment = m_segments.all().rbegin(); segment != m_segments.all().rend(); ++segment) {
        if (segment->segment().lastNs < range.fromNs || segment->segment().firstNs > toNs)
            continue;
        for (const SpanColumns& row : segment->columns()) {
            services.emplace(hashOfSpan(row.trace, row.span), row.service);
            if (!enough && !row.isRoot() && row.startNs >= range.fromNs && row.startNs <= toNs)
                called.push_back(row);
        }
        segment->release();
        if (std::exchange(enough, called.size() >= edgeSpans))
            break;
    }
    if (called.size() > edgeSpans) {
        const auto newestFirst = [](const SpanColumns& a, const SpanColumns& b) { return a.startNs > b.startNs; };
        std::nth_element(called.begin(), called.begin() + edgeSpans, called.end(), newestFirst);
        called.resize(edgeSpans);
    }
    QMap<std::pair<quint32, quint32>, EdgeDraft> drafts;
    for (const SpanColumns& row : called) {
        const auto caller = services.find(hashOfSpan(row.trace, row.parent));
        if (caller == services.end() || caller->second == row.service)
            continue;
        EdgeDraft& draft = drafts[{caller->second, row.service}];
        ++draft.edge.count;
        draft.edge.errors += row.status == static_cast<quint8>(SpanStatus::Error) ? 1 : 0;
        draft.durations.push_back(row.durationNs);
    }
    QList<ServiceEdge> edges;
    for (auto draft = drafts.begin(); draft != drafts.end(); ++draft) {
        ServiceEdge edge = draft->edge;
        edge.from = text(draft.key().first);
        edge.to = text(draft.key().second);
        edge.p95Ns = percentile95(draft->durations);
        edges.append(edge);
    }
    return edges;
}

QStringList SpanReader::tracesThatReference(const QString& value)
{
    const std::string utf8 = value.toStdString();
    QStringList traces;
    for (SpanSegmentReader& segment : m_segments.all()) {
        for (const SpanColumns& row : segment.rowsReferencing(utf8)) {
            const Span candidate = span(segment, row);
            if (traces.size() < mostReferences && !traces.contains(candidate.traceId) &&
                (candidate.attribute(attributes::conversationId()) == value || eventIdsOf(candidate).contains(value)))
                traces.append(candidate.traceId);
        }
    }
    return traces;
}

QStringList SpanReader::queuesOf(const QString& eventType)
{
    const auto key = static_cast<quint64>(m_strings.id(m_database, attributes::routingKey()));
    const WantedValue type{eventType.toUtf8(),
                           static_cast<quint64>(std::max<qint64>(0, m_strings.id(m_database, eventType)))};
    QStringList queues;
    qint64 left = recentSpans;
    for (auto segment = m_segments.all().rbegin(); segment != m_segments.all().rend() && left > 0; ++segment) {
        const auto rows = segment->newest(left);
        left -= static_cast<qint64>(rows.size());
        for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
            if (row->kind != static_cast<quint8>(SpanKind::Consumer) || !spanDataHas(segment->data(*row), key, &type))
                continue;
            const QString queue = span(*segment, *row).attribute(QStringLiteral("messaging.destination.name"));
            if (!queue.isEmpty() && !queues.contains(queue))
                queues.append(queue);
        }
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
