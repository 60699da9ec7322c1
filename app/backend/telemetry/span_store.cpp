// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/span_store.h"

#include "backend/telemetry/old_spans.h"
#include "core/store/span_segments.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace signalbox {
namespace {

constexpr qint64 smallestSpanSegment = 64LL * 1024;
constexpr qint64 largestSpanSegment = 16LL * 1024 * 1024;
constexpr qint64 rememberedTraces = 1'000'000;

qint64 missingSpans(const QString& segmentsDir, const SpanSegment& segment)
{
    const qint64 columns = QFileInfo(spanSegmentFile(segmentsDir, segment.id, SpanFile::Columns)).size();
    return std::max<qint64>(0, segment.spans - columns / static_cast<qint64>(sizeof(SpanColumns)));
}

} // namespace

SpanStore::SpanStore(
    SqliteDatabase& database, QString segmentsDir, qint64 budgetBytes, Interner& strings, const Masker& masker)
    : m_database(database)
    , m_segmentsDir(std::move(segmentsDir))
    , m_writer(m_segmentsDir, std::clamp(budgetBytes / 64, smallestSpanSegment, largestSpanSegment), strings, masker)
    , m_indexer(m_segmentsDir)
    , m_put(
          database.prepare("INSERT INTO span_segments VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT (id) DO UPDATE"
                           " SET spans = excluded.spans, bytes = excluded.bytes, refs = excluded.refs,"
                           " first_ns = excluded.first_ns, last_ns = excluded.last_ns"))
    , m_putIndex(database.prepare("UPDATE span_segments SET traces = ?, continued = ?, index_bytes = ? WHERE id = ?"))
{
}

QString SpanStore::load()
{
    const auto segments = spanSegments(m_database);
    if (!segments)
        return {};
    removeOrphans(*segments);
    rememberTraces(*segments);
    m_committed = segments->isEmpty() ? SpanSegment{} : segments->last();
    m_writer.resume(m_committed);
    requestIndexes();
    qint64 missing = 0;
    for (const SpanSegment& segment : *segments)
        missing += missingSpans(m_segmentsDir, segment);
    if (missing == 0)
        return {};
    return QCoreApplication::translate("Store",
                                       "Files of the telemetry store in %1 lost their end; spans that are missing: %2.")
        .arg(m_segmentsDir)
        .arg(missing);
}

void SpanStore::removeOrphans(const QList<SpanSegment>& known)
{
    QSet<qint64> ids;
    for (const SpanSegment& segment : known)
        ids.insert(segment.id);
    const auto files = QDir(m_segmentsDir).entryList({QStringLiteral("*.span?")}, QDir::Files);
    for (const QString& file : files) {
        if (const qint64 id = file.section(QLatin1Char('.'), 0, 0).toLongLong(); !ids.contains(id))
            removeSpanSegmentFiles(m_segmentsDir, id);
    }
}

// So that a trace that goes on after a restart is known.
void SpanStore::rememberTraces(const QList<SpanSegment>& segments)
{
    qint64 left = rememberedTraces;
    for (auto segment = segments.rbegin(); segment != segments.rend() && left > 0; ++segment) {
        left -= segment->traces;
        const auto hashes = SpanSegmentReader(m_segmentsDir, *segment).traceHashes();
        for (const quint64 hash : hashes)
            m_writer.remember(hash);
    }
}

Result<void> SpanStore::takeOver(qint64& nextSpan)
{
    return moveOldSpans(m_database, m_writer, nextSpan, [this](const SpanSegment& segment) { return put(segment); });
}

Result<void> SpanStore::write(const std::vector<SpanBatch>& batches, qint64 nextSpan, qint64& newestNs)
{
    const auto changed = m_writer.write(batches, nextSpan);
    if (!changed)
        return tl::unexpected(changed.error());
    newestNs = std::max(newestNs, m_writer.newestNs());
    for (const SpanSegment& segment : *changed) {
        if (!put(segment))
            return tl::unexpected(m_database.error());
    }
    return {};
}

bool SpanStore::put(const SpanSegment& segment)
{
    return m_put.bind(1, segment.id)
        .bind(2, segment.firstSpan)
        .bind(3, segment.spans)
        .bind(4, segment.bytes)
        .bind(5, segment.references)
        .bind(6, segment.firstNs)
        .bind(7, segment.lastNs)
        .run();
}

bool SpanStore::hasNewIndexes()
{
    for (const SpanSegment& segment : m_indexer.results()) {
        if (m_requested.contains(segment.id))
            m_indexed.push_back(segment);
        else
            removeSpanSegmentFiles(m_segmentsDir, segment.id); // evicted meanwhile
    }
    return !m_indexed.empty();
}

bool SpanStore::writeIndexes()
{
    return std::all_of(m_indexed.begin(), m_indexed.end(), [this](const SpanSegment& segment) {
        return m_putIndex.bind(1, segment.traces)
            .bind(2, segment.continued)
            .bind(3, segment.indexBytes)
            .bind(4, segment.id)
            .run();
    });
}

void SpanStore::committed()
{
    const bool begun = m_writer.current().id != m_committed.id;
    m_committed = m_writer.current();
    for (const SpanSegment& segment : m_indexed)
        m_requested.remove(segment.id);
    m_indexed.clear();
    if (begun)
        requestIndexes();
}

void SpanStore::rolledBack()
{
    m_writer.resume(m_committed);
}

// Of all that are full: those before the one that is written, which may itself be closed after a restart.
void SpanStore::requestIndexes()
{
    const auto segments = spanSegments(m_database);
    if (!segments)
        return;
    for (qsizetype i = 0; i < segments->size(); ++i) {
        const SpanSegment& segment = segments->at(i);
        if (segment.indexBytes > 0 || segment.id >= m_committed.id || m_requested.contains(segment.id))
            continue;
        m_requested.insert(segment.id);
        m_indexer.request(segment, segments->mid(0, i));
    }
}

qint64 SpanStore::bytes()
{
    auto sum =
        m_database.prepare("SELECT coalesce(sum(spans * ? + bytes + refs * ? + index_bytes), 0) FROM span_segments");
    sum.bind(1, static_cast<qint64>(sizeof(SpanColumns))).bind(2, static_cast<qint64>(sizeof(SpanReference)));
    return sum.step() == SqliteStatement::Step::Row ? sum.integer(0) : 0;
}

SpanSegment SpanStore::oldestClosed()
{
    auto oldest = m_database.prepare(QByteArray("SELECT ") + spanSegmentColumns +
                                     " FROM span_segments WHERE id < ? ORDER BY id LIMIT 1");
    return oldest.bind(1, m_committed.id).step() == SqliteStatement::Step::Row ? spanSegmentOf(oldest) : SpanSegment{};
}

bool SpanStore::evict(const SpanSegment& segment)
{
    // Traces of which the first part goes are now counted where they go on.
    return m_database.prepare("DELETE FROM span_segments WHERE id = ?").bind(1, segment.id).run() &&
           m_database.prepare("UPDATE span_segments SET continued = 0 WHERE id = (SELECT min(id) FROM span_segments)")
               .run() &&
           m_database.prepare("DELETE FROM message_rows WHERE created_ns < (SELECT min(first_ns) FROM span_segments)")
               .run();
}

void SpanStore::removeFiles(const SpanSegment& segment)
{
    m_requested.remove(segment.id);
    removeSpanSegmentFiles(m_segmentsDir, segment.id);
}

} // namespace signalbox
