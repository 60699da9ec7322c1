// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log_reader.h"

#include "core/base/format.h"
#include "core/store/log_parser.h"
#include "core/store/span_codec.h"

#include <algorithm>
#include <utility>

namespace signalbox {
namespace {

constexpr int mostLines = 50'000;
constexpr int maxBuckets = 10'000;

QString hexOrEmpty(const quint8* bytes, qsizetype size)
{
    const QByteArray id(reinterpret_cast<const char*>(bytes), size);
    return id.count('\0') == size ? QString() : idText(id);
}

// What has a field names it: lines that do not are passed over without being parsed.
QString needleOf(const LogQuery& query)
{
    return query.text.isEmpty() && !query.fields.isEmpty() ? query.fields.first().key : query.text;
}

// Passes each segment to a scan in the scan's direction until it has enough.
void scanAll(const QList<Segment>& segments,
             ScanDirection direction,
             const SegmentScanner& scanner,
             const LineVisitor& visit)
{
    const bool forward = direction == ScanDirection::Forward;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        if (!scanner.scan(segments.at(forward ? i : segments.size() - 1 - i), visit))
            return;
    }
}

} // namespace

LogReader::LogReader(SqliteDatabase& database, StringTable& strings, QString segmentsDir)
    : m_database(database)
    , m_strings(strings)
    , m_segmentsDir(std::move(segmentsDir))
{
}

Result<QList<Segment>> LogReader::segments()
{
    QList<Segment> segments;
    auto rows = m_database.prepare("SELECT id, first_log, lines, bytes, first_ns, last_ns FROM segments ORDER BY id");
    auto step = rows.step();
    for (; step == SqliteStatement::Step::Row; step = rows.step())
        segments.append({.id = rows.integer(0),
                         .firstLog = rows.integer(1),
                         .lines = rows.integer(2),
                         .bytes = rows.integer(3),
                         .firstNs = rows.integer(4),
                         .lastNs = rows.integer(5)});
    if (step == SqliteStatement::Step::Failed)
        return tl::unexpected(m_database.error());
    return segments;
}

LineFilter LogReader::filter(const LogQuery& query)
{
    LineFilter filter{.fromNs = query.range.fromNs,
                      .toNs = query.range.toNs,
                      .anyService = query.services.isEmpty(),
                      .services = {},
                      .minLevel = query.minLevel,
                      .traceId = idBytes(query.traceId),
                      .text = needleOf(query),
                      .match = LineMatch(query.pattern, query.fields)};
    for (const QString& service : query.services) {
        if (const qint64 id = m_strings.id(m_database, service); id >= 0)
            filter.services.insert(static_cast<quint32>(id));
    }
    if (!query.traceId.isEmpty() && filter.traceId.size() != 16)
        filter.traceId = QByteArray(16, '\xff'); // no trace id: nothing has it
    return filter;
}

LogLine LogReader::line(qint64 id, const LogColumns& columns, QByteArrayView text)
{
    LogLine line;
    line.id = id;
    line.timeNs = columns.timeNs;
    line.service = m_strings.text(m_database, columns.service);
    line.level = static_cast<LogLevel>(std::min<quint8>(columns.level, static_cast<quint8>(LogLevel::Fatal)));
    line.traceId = hexOrEmpty(columns.trace.data(), columns.trace.size());
    line.spanId = hexOrEmpty(columns.span.data(), columns.span.size());
    line.text = text.toByteArray();
    parseLogMessage(line);
    return line;
}

Result<LogPage> LogReader::page(const LogQuery& query)
{
    const auto all = segments();
    if (!all)
        return tl::unexpected(all.error());
    const bool forward = query.afterId != 0;
    const int limit = std::clamp(query.limit, 0, mostLines);
    LineFilter lines = filter(query);
    if (forward)
        lines.firstId = std::max<qint64>(query.afterId, 0) + 1;
    else
        lines.endId = query.beforeId;

    LogPage page;
    const ScanDirection direction = forward ? ScanDirection::Forward : ScanDirection::Backward;
    const SegmentScanner scanner(m_segmentsDir, lines, direction, true);
    scanAll(*all, direction, scanner, [&](qint64 id, const LogColumns& columns, QByteArrayView text) {
        page.more = page.lines.size() == limit;
        if (!page.more)
            page.lines.append(line(id, columns, text));
        return !page.more;
    });
    if (!forward)
        std::reverse(page.lines.begin(), page.lines.end());
    if (!all->isEmpty()) {
        page.highWaterId = all->last().endLog() - 1;
        page.coverage.keptSinceNs = all->first().firstNs;
    }
    return page;
}

Result<LogPage> LogReader::around(qint64 logId, int before, int after)
{
    LogQuery query;
    query.beforeId = logId + 1;
    query.limit = before + 1;
    auto older = page(query);
    if (!older)
        return older;
    query.afterId = logId;
    query.limit = after;
    auto newer = page(query);
    if (!newer)
        return newer;
    older->lines += newer->lines;
    older->more = older->more || newer->more;
    older->highWaterId = newer->highWaterId;
    return older;
}

Result<LogHistogram> LogReader::histogram(const LogQuery& query, int buckets)
{
    const auto all = segments();
    if (!all)
        return tl::unexpected(all.error());
    LogHistogram histogram;
    histogram.range = query.range;
    if (all->isEmpty() || buckets <= 0)
        return histogram;
    const auto byEnd = [](const Segment& a, const Segment& b) { return a.lastNs < b.lastNs; };
    if (histogram.range.fromNs == 0)
        histogram.range.fromNs = all->first().firstNs;
    if (histogram.range.toNs == 0)
        histogram.range.toNs = std::max_element(all->begin(), all->end(), byEnd)->lastNs;
    const qsizetype count = std::min(buckets, maxBuckets);
    const qint64 span = std::max<qint64>(1, histogram.range.toNs - histogram.range.fromNs + 1);
    histogram.bucketNs = (span + count - 1) / count;
    histogram.all.resize(count);
    histogram.problems.resize(count);

    LineFilter lines = filter(query);
    lines.fromNs = histogram.range.fromNs;
    lines.toNs = histogram.range.toNs;
    const SegmentScanner scanner(m_segmentsDir, lines, ScanDirection::Forward, false);
    scanAll(*all, ScanDirection::Forward, scanner, [&](qint64, const LogColumns& columns, QByteArrayView) {
        const qint64 bucket = (columns.timeNs - histogram.range.fromNs) / histogram.bucketNs;
        const qsizetype at = std::clamp<qint64>(bucket, 0, count - 1);
        ++histogram.all[at];
        if (columns.level >= static_cast<quint8>(LogLevel::Warn))
            ++histogram.problems[at];
        return true;
    });
    return histogram;
}

} // namespace signalbox
