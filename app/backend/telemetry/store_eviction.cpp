// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/store_file.h"

#include "core/base/format.h"

#include <QFileInfo>

// The part of StoreFile that keeps the budget. Bytes decide, not counts: whole segments of log lines or of spans go by
// unlink, whichever is older. What SQLite frees is given back at once (incremental vacuum), so that the size follows.
namespace signalbox {
namespace {

using Step = SqliteStatement::Step;

} // namespace

qint64 StoreFile::bytes()
{
    const qint64 pages = m_database.pragma("page_count") * m_database.pragma("page_size");
    auto segments = m_database.prepare("SELECT coalesce(sum(bytes + lines * ?), 0) FROM segments");
    segments.bind(1, static_cast<qint64>(sizeof(LogColumns)));
    const qint64 logs = segments.step() == Step::Row ? segments.integer(0) : 0;
    return pages + logs + m_spans.bytes() + QFileInfo(m_databasePath + QStringLiteral("-wal")).size();
}

// Vacuumed pages leave the file with a checkpoint, which a reader can hold up; then the next round tries again.
void StoreFile::giveBackPages()
{
    const qint64 pages = m_database.pragma("page_count") * m_database.pragma("page_size");
    if (QFileInfo(m_databasePath).size() > pages + m_budget / 100)
        m_database.execute("PRAGMA wal_checkpoint(PASSIVE)");
}

Segment StoreFile::oldestClosedSegment()
{
    auto oldest = m_database.prepare("SELECT id, first_log, lines, bytes, first_ns, last_ns FROM segments WHERE id <> ?"
                                     " ORDER BY id LIMIT 1");
    if (oldest.bind(1, m_segments.current().id).step() != Step::Row)
        return {};
    return {oldest.integer(0),
            oldest.integer(1),
            oldest.integer(2),
            oldest.integer(3),
            oldest.integer(4),
            oldest.integer(5)};
}

Result<bool> StoreFile::evictStep()
{
    if (const auto committed = commitIndexes(); !committed)
        return tl::unexpected(committed.error());
    const qint64 mark = m_budget - m_budget / 50; // begin early: the next batch still has to fit
    if (bytes() <= mark) {
        giveBackPages();
        return false;
    }
    const Segment lines = oldestClosedSegment();
    const SpanSegment spans = m_spans.oldestClosed();
    if (lines.id == 0 && spans.id == 0)
        return false;
    if (const auto evicted = evictOldest(lines, spans); !evicted)
        return tl::unexpected(evicted.error());
    return bytes() > mark;
}

// When nothing comes in there is no other transaction that would say that an index is there.
Result<void> StoreFile::commitIndexes()
{
    if (!m_spans.hasNewIndexes())
        return {};
    if (auto begun = m_database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    if (m_spans.writeIndexes() && m_database.execute("COMMIT")) {
        m_spans.committed();
        return {};
    }
    const Error error = m_database.error();
    m_database.execute("ROLLBACK");
    return tl::unexpected(error);
}

Result<void> StoreFile::evictOldest(const Segment& lines, const SpanSegment& spans)
{
    const bool linesAreOlder = lines.id != 0 && (spans.id == 0 || lines.lastNs <= spans.lastNs);
    const StoreCounters before = m_counters;
    if (auto begun = m_database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    m_counters.evictedAtNs = nowNanoseconds();
    const bool evicted = linesAreOlder ? evictLines(lines) : evictSpans(spans);
    if (!evicted || !writeCounters({}) || !m_database.execute("COMMIT")) {
        const Error error = m_database.error();
        m_database.execute("ROLLBACK");
        m_counters = before;
        return tl::unexpected(error);
    }
    if (linesAreOlder)
        removeSegmentFiles(m_segmentsDir, lines.id);
    else
        m_spans.removeFiles(spans);
    return m_database.execute("PRAGMA incremental_vacuum");
}

bool StoreFile::evictLines(const Segment& segment)
{
    m_counters.logsEvicted += segment.lines;
    return m_database.prepare("DELETE FROM segments WHERE id = ?").bind(1, segment.id).run();
}

bool StoreFile::evictSpans(const SpanSegment& segment)
{
    m_counters.spansEvicted += segment.spans;
    m_counters.spans -= segment.spans;
    return m_spans.evict(segment);
}

bool StoreFile::giveBackSpace()
{
    const Segment lines = oldestClosedSegment();
    const SpanSegment spans = m_spans.oldestClosed();
    if (lines.id == 0 && spans.id == 0)
        return false;
    // The files first: on a full disk SQLite needs the space to say that they are gone. Until then they read as empty.
    if (lines.id != 0 && (spans.id == 0 || lines.lastNs <= spans.lastNs))
        removeSegmentFiles(m_segmentsDir, lines.id);
    else
        m_spans.removeFiles(spans);
    (void)evictOldest(lines, spans); // when that fails its row is evicted later
    return true;
}

} // namespace signalbox
