// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/span_segment_format.h"

#include <span>
#include <vector>

namespace signalbox {

// The traces of one segment, by start time, and which rows belong to each: what its index holds, and what is made of
// its rows when there is no index yet.
struct TraceTable
{
    std::vector<TraceEntry> traces;
    std::vector<quint32> rows; // grouped by trace, in the order of the segment

    static TraceTable of(std::span<const SpanColumns> columns);
};

// Adds what another part of the same trace says. The later part's root counts.
void addPart(TraceEntry& trace, const TraceEntry& earlierPart);

} // namespace signalbox
