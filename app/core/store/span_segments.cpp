// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_segments.h"

#include <algorithm>

namespace signalbox {

SpanSegment spanSegmentOf(const SqliteStatement& row)
{
    return {.id = row.integer(0),
            .firstSpan = row.integer(1),
            .spans = row.integer(2),
            .bytes = row.integer(3),
            .references = row.integer(4),
            .firstNs = row.integer(5),
            .lastNs = row.integer(6),
            .traces = row.integer(7),
            .continued = row.integer(8),
            .indexBytes = row.integer(9)};
}

Result<QList<SpanSegment>> spanSegments(SqliteDatabase& database)
{
    QList<SpanSegment> segments;
    auto rows = database.prepare(QByteArray("SELECT ") + spanSegmentColumns + " FROM span_segments ORDER BY id");
    auto step = rows.step();
    for (; step == SqliteStatement::Step::Row; step = rows.step())
        segments.append(spanSegmentOf(rows));
    if (step == SqliteStatement::Step::Failed)
        return tl::unexpected(database.error());
    return segments;
}

SpanSegments::SpanSegments(QString segmentsDir)
    : m_segmentsDir(std::move(segmentsDir))
{
}

Result<void> SpanSegments::refresh(SqliteDatabase& database)
{
    const auto committed = spanSegments(database);
    if (!committed)
        return tl::unexpected(committed.error());
    std::vector<SpanSegmentReader> now;
    now.reserve(static_cast<size_t>(committed->size()));
    for (const SpanSegment& segment : *committed) {
        const auto known = std::find_if(m_segments.begin(), m_segments.end(), [&](const SpanSegmentReader& reader) {
            return reader.segment().id == segment.id && reader.segment().firstSpan == segment.firstSpan;
        });
        if (known == m_segments.end()) {
            now.emplace_back(m_segmentsDir, segment);
            continue;
        }
        known->update(segment);
        now.push_back(std::move(*known));
    }
    m_segments = std::move(now);
    return {};
}

void SpanSegments::release()
{
    for (SpanSegmentReader& segment : m_segments)
        segment.release();
}

std::vector<std::pair<SpanSegmentReader*, SpanColumns>> SpanSegments::rowsOf(const TraceKey& trace)
{
    std::vector<std::pair<SpanSegmentReader*, SpanColumns>> found;
    for (SpanSegmentReader& segment : m_segments) {
        for (const SpanColumns& row : segment.rowsOf(trace))
            found.emplace_back(&segment, row);
    }
    return found;
}

} // namespace signalbox
