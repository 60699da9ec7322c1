// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/recent_traces.h"
#include "backend/telemetry/span_encoder.h"
#include "core/base/result.h"

#include <QList>

#include <memory>

namespace signalbox {

// Appends spans to the open segment and begins the next one when it is full. What is written lies behind what is
// committed; when the caller's SQLite transaction fails, it goes on with the segment that was, and writes over it.
class SpanSegmentWriter
{
public:
    SpanSegmentWriter(QString segmentsDir, qint64 segmentBytes, Interner& strings, const Masker& masker);
    ~SpanSegmentWriter();
    SpanSegmentWriter(SpanSegmentWriter&&) = delete;

    // Goes on with the newest segment of an existing store; a torn end behind it is cut.
    void resume(const SpanSegment& newest);
    const SpanSegment& current() const { return m_current; }
    void remember(quint64 traceHash) { m_recent.add(traceHash); } // of segments before

    // Each segment that changed, as it is to be committed, oldest first; the last one is the open one.
    Result<QList<SpanSegment>> write(const std::vector<SpanBatch>& batches, qint64 nextSpan);
    // Room for spans that are encoded already: they are added to encoder(), then flush()ed.
    Result<void> prepare(qint64 nextSpan);
    SpanEncoder& encoder() { return m_encoder; }
    Result<void> flush();
    bool isFull() const;
    qint64 newestNs() const { return m_newestNs; } // end of the latest span since it was opened

private:
    struct Files;
    Result<void> openFiles(qint64 id);
    void mark(std::vector<SpanColumns>& columns);

    QString m_segmentsDir;
    qint64 m_segmentBytes;
    SpanEncoder m_encoder;
    SpanSegment m_current; // id 0 = none yet
    qint64 m_newestNs = 0;
    std::unique_ptr<Files> m_files;
    RecentTraces m_recent;         // of the segments before the open one
    std::vector<quint64> m_hashes; // of the open one, of each row
};

// All files of a segment; missing ones are no error.
void removeSpanSegmentFiles(const QString& segmentsDir, qint64 id);

} // namespace signalbox
