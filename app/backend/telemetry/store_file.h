// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/interner.h"
#include "backend/telemetry/segment_writer.h"
#include "backend/telemetry/span_store.h"
#include "backend/telemetry/write_queue.h"
#include "core/store/sqlite.h"

#include <memory>

namespace signalbox {

// High-water marks and totals that live as long as the store: rows of `counters`.
struct StoreCounters
{
    qint64 lastSpan = 0;
    qint64 lastLog = 0;
    qint64 lastRow = 0;
    qint64 spans = 0;
    qint64 newestNs = 0;
    qint64 refused = 0;
    qint64 spansEvicted = 0;
    qint64 logsEvicted = 0;
    qint64 evictedAtNs = 0;
};

// The store opened for writing: one connection with its prepared statements and the open segment. Each write() is one
// transaction; what fails leaves no trace, in the file or in memory. One thread.
class StoreFile
{
public:
    // Problem::Unreadable when it exists and is no store of ours: the caller moves it aside.
    static Result<std::unique_ptr<StoreFile>> open(const QString& stateDir, qint64 budgetBytes, const Masker& masker);
    ~StoreFile();
    StoreFile(StoreFile&&) = delete;

    Result<void> write(const WriteBatch& batch);
    // Evicts the oldest while the store is over its budget, a step at a time; true when there is more to do.
    Result<bool> evictStep();
    // The disk is full: gives back the oldest closed segment of lines or spans. False when there is none.
    bool giveBackSpace();
    const StoreCounters& counters() const { return m_counters; }
    QString damage() const { return m_damage; } // a sentence about what was lost, found when it was opened
    bool isUnreadable() const { return m_database.problem() == SqliteProblem::Unreadable; }

private:
    struct Statements;
    StoreFile(SqliteDatabase database, const QString& stateDir, qint64 budgetBytes, const Masker& masker);

    void load();
    bool writeAll(const WriteBatch& batch, Error& error);
    Result<void> writeSpans(const std::vector<SpanBatch>& batches);
    bool writeLines(const QList<LogLine>& lines, Error& error);
    bool writeChunk(const QList<LogLine>& lines, qsizetype& at, Error& error);
    bool writeRows(const QList<MessageRow>& rows);
    bool writeStates(const WriteBatch& batch);
    bool writeRoutes(const QList<EventRoute>& routes);
    bool writeCounters(const WriteBatch& batch);

    qint64 bytes();
    void giveBackPages();
    Result<void> commitIndexes();
    Result<void> evictOldest(const Segment& lines, const SpanSegment& spans);
    bool evictLines(const Segment& segment);
    bool evictSpans(const SpanSegment& segment);
    Segment oldestClosedSegment();

    SqliteDatabase m_database;
    QString m_databasePath;
    QString m_segmentsDir;
    qint64 m_budget;
    const Masker& m_masker;
    Interner m_strings;
    SegmentWriter m_segments;
    SpanStore m_spans;
    std::unique_ptr<Statements> m_sql;
    StoreCounters m_counters;
    QString m_damage;
};

} // namespace signalbox
