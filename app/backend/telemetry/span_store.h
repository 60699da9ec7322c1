// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/span_indexer.h"
#include "backend/telemetry/span_segment_writer.h"
#include "core/store/sqlite.h"

#include <QSet>

namespace signalbox {

// The spans of a store opened for writing: their segments and the rows of `span_segments`. The caller's transaction
// is around write() and evict(); it says how it ended by committed() or rolledBack(). One thread.
class SpanStore
{
public:
    SpanStore(
        SqliteDatabase& database, QString segmentsDir, qint64 budgetBytes, Interner& strings, const Masker& masker);

    // What an existing store has; files that no row speaks of are removed. Empty, or a sentence about what is missing.
    QString load();
    // Spans of a store from before there were segments. In a transaction of its own; `nextSpan` moves on.
    Result<void> takeOver(qint64& nextSpan);

    // `newestNs` becomes the end of the latest span when that is later.
    Result<void> write(const std::vector<SpanBatch>& batches, qint64 nextSpan, qint64& newestNs);
    bool hasNewIndexes();
    bool writeIndexes();
    void committed();
    void rolledBack();

    qint64 bytes();                         // on disk
    SpanSegment oldestClosed();             // id 0 = none
    bool evict(const SpanSegment& segment); // of SQLite
    void removeFiles(const SpanSegment& segment);

private:
    bool put(const SpanSegment& segment);
    void requestIndexes();
    void removeOrphans(const QList<SpanSegment>& known);
    void rememberTraces(const QList<SpanSegment>& segments);

    SqliteDatabase& m_database;
    QString m_segmentsDir;
    SpanSegmentWriter m_writer;
    SpanIndexer m_indexer;
    SpanSegment m_committed;
    std::vector<SpanSegment> m_indexed; // made, but not committed
    QSet<qint64> m_requested;
    SqliteStatement m_put;
    SqliteStatement m_putIndex;
};

} // namespace signalbox
