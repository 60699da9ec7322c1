// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/store_file.h"

#include "core/base/format.h"

#include <QFileInfo>

#include <limits>

// The part of StoreFile that keeps the budget. Bytes decide, not counts: whole log segments go by unlink, spans by
// whole traces, whichever holds the older time. Freed pages are given back at once (incremental vacuum), so that the
// size on disk follows.
namespace signalbox {
namespace {

constexpr qint64 tracesAtOnce = 256;
constexpr qint64 spansAtOnce = 4096;

using Step = SqliteStatement::Step;

} // namespace

qint64 StoreFile::bytes()
{
    const qint64 pages = m_database.pragma("page_count") * m_database.pragma("page_size");
    auto segments = m_database.prepare("SELECT coalesce(sum(bytes + lines * ?), 0) FROM segments");
    segments.bind(1, static_cast<qint64>(sizeof(LogColumns)));
    const qint64 logs = segments.step() == Step::Row ? segments.integer(0) : 0;
    return pages + logs + QFileInfo(m_databasePath + QStringLiteral("-wal")).size();
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

qint64 StoreFile::oldestTraceNs()
{
    auto oldest = m_database.prepare("SELECT min(start_ns) FROM traces");
    return oldest.step() == Step::Row && !oldest.isNull(0) ? oldest.integer(0) : std::numeric_limits<qint64>::max();
}

Result<bool> StoreFile::evictStep()
{
    const qint64 mark = m_budget - m_budget / 50; // begin early: the next batch still has to fit
    if (bytes() <= mark) {
        giveBackPages();
        return false;
    }
    const Segment segment = oldestClosedSegment();
    const qint64 traceNs = oldestTraceNs();
    if (segment.id == 0 && traceNs == std::numeric_limits<qint64>::max())
        return false;
    const StoreCounters before = m_counters;
    const bool segmentIsOlder = segment.id != 0 && segment.lastNs <= traceNs;
    if (const auto begun = m_database.execute("BEGIN IMMEDIATE"); !begun)
        return tl::unexpected(begun.error());
    m_counters.evictedAtNs = nowNanoseconds();
    const bool evicted = segmentIsOlder ? evictSegment(segment) : evictTraces();
    if (!evicted || !writeCounters({}) || !m_database.execute("COMMIT")) {
        const Error error = m_database.error();
        m_database.execute("ROLLBACK");
        m_counters = before;
        return tl::unexpected(error);
    }
    if (segmentIsOlder)
        removeSegmentFiles(m_segmentsDir, segment.id);
    else
        m_database.execute("PRAGMA incremental_vacuum");
    return bytes() > mark;
}

bool StoreFile::evictSegment(const Segment& segment)
{
    m_counters.logsEvicted += segment.lines;
    return m_database.prepare("DELETE FROM segments WHERE id = ?").bind(1, segment.id).run();
}

bool StoreFile::evictTraces()
{
    auto oldest = m_database.prepare("SELECT trace, spans, start_ns FROM traces ORDER BY start_ns LIMIT ?");
    auto references = m_database.prepare("DELETE FROM span_refs WHERE span IN (SELECT id FROM spans WHERE trace = ?)");
    auto spans = m_database.prepare("DELETE FROM spans WHERE trace = ?");
    auto trace = m_database.prepare("DELETE FROM traces WHERE trace = ?");
    auto rows = m_database.prepare("DELETE FROM message_rows WHERE created_ns < ?");
    QList<QByteArray> victims;
    qint64 count = 0;
    qint64 untilNs = 0;
    oldest.bind(1, tracesAtOnce);
    while (count < spansAtOnce && oldest.step() == Step::Row) {
        victims.append(oldest.blob(0));
        count += oldest.integer(1);
        untilNs = oldest.integer(2);
    }
    oldest.reset();
    for (const QByteArray& victim : std::as_const(victims)) {
        if (!references.bindBlob(1, victim).run() || !spans.bindBlob(1, victim).run() ||
            !trace.bindBlob(1, victim).run())
            return false;
    }
    m_counters.spansEvicted += count;
    m_counters.spans -= count;
    return rows.bind(1, untilNs).run();
}

bool StoreFile::giveBackSpace()
{
    const Segment segment = oldestClosedSegment();
    if (segment.id == 0)
        return false;
    // The files first: on a full disk SQLite needs the space to say that they are gone. Until then they read as empty.
    removeSegmentFiles(m_segmentsDir, segment.id);
    const StoreCounters before = m_counters;
    m_counters.evictedAtNs = nowNanoseconds();
    m_database.execute("BEGIN IMMEDIATE");
    if (evictSegment(segment) && writeCounters({}) && m_database.execute("COMMIT"))
        return true;
    m_database.execute("ROLLBACK");
    m_counters = before;
    return true;
}

} // namespace signalbox
