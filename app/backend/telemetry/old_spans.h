// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/span_segment_writer.h"
#include "core/store/sqlite.h"

#include <functional>

namespace signalbox {

// Moves the spans of a store of version 1 or 2, where they were rows of SQLite, into segments, and drops their tables:
// all of it in one transaction, or nothing. Does nothing when there are no such tables. `nextSpan` moves on; `put`
// writes the row of a segment.
Result<void> moveOldSpans(SqliteDatabase& database,
                          SpanSegmentWriter& writer,
                          qint64& nextSpan,
                          const std::function<bool(const SpanSegment&)>& put);

} // namespace signalbox
