// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/span_segment_reader.h"
#include "core/store/sqlite.h"

namespace signalbox {

inline constexpr char spanSegmentColumns[] =
    "id, first_span, spans, bytes, refs, first_ns, last_ns, traces, continued, index_bytes";
SpanSegment spanSegmentOf(const SqliteStatement& row);             // of a SELECT of these columns
Result<QList<SpanSegment>> spanSegments(SqliteDatabase& database); // oldest first

// The span segments of a store as one reader sees them, oldest first. Lives as long as the reader: what it read of the
// segment that is being written is kept from question to question.
class SpanSegments
{
public:
    explicit SpanSegments(QString segmentsDir);

    // To what is committed now. Called in the transaction of each question.
    Result<void> refresh(SqliteDatabase& database);
    void release(); // files and memory, at the end of a question

    std::vector<SpanSegmentReader>& all() { return m_segments; }
    // In every segment, oldest first.
    std::vector<std::pair<SpanSegmentReader*, SpanColumns>> rowsOf(const TraceKey& trace);

private:
    QString m_segmentsDir;
    std::vector<SpanSegmentReader> m_segments;
};

} // namespace signalbox
