// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/trace_table.h"

#include "core/store/records.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace signalbox {
namespace {

// Number of the trace of each row; `traces` gets one entry for each, in order of appearance. An open table of numbers:
// a node and its allocation for each of many thousand traces is what such a pass would spend its time with.
std::vector<quint32> groupByTrace(std::span<const SpanColumns> columns, std::vector<TraceEntry>& traces)
{
    constexpr quint32 free = 0;
    std::vector<quint32> places(std::bit_ceil(columns.size() * 2 + 1), free);
    const size_t mask = places.size() - 1;
    std::vector<quint32> traceOf(columns.size());
    for (size_t row = 0; row < columns.size(); ++row) {
        size_t slot = hashOf(columns[row].trace) & mask;
        while (places[slot] != free && traces[places[slot] - 1].trace != columns[row].trace)
            slot = (slot + 1) & mask;
        if (places[slot] == free) {
            traces.push_back({.trace = columns[row].trace, .startNs = columns[row].startNs});
            places[slot] = static_cast<quint32>(traces.size());
        }
        traceOf[row] = places[slot] - 1;
    }
    return traceOf;
}

void addRow(TraceEntry& trace, const SpanColumns& span)
{
    trace.startNs = std::min(trace.startNs, span.startNs);
    trace.endNs = std::max(trace.endNs, span.endNs());
    ++trace.spans;
    trace.errors += span.status == static_cast<quint8>(SpanStatus::Error) ? 1 : 0;
    trace.serviceBits |= quint64{1} << (span.service % 64);
    if (span.isRoot()) {
        trace.rootService = span.service;
        trace.rootName = span.name;
    }
    if ((span.flags & SpanColumns::continues) != 0)
        trace.continues = 1;
}

} // namespace

TraceTable TraceTable::of(std::span<const SpanColumns> columns)
{
    TraceTable table;
    const std::vector<quint32> traceOf = groupByTrace(columns, table.traces);
    for (size_t row = 0; row < columns.size(); ++row)
        addRow(table.traces[traceOf[row]], columns[row]);

    quint32 begin = 0;
    std::vector<quint32> next(table.traces.size());
    for (size_t i = 0; i < table.traces.size(); ++i) {
        table.traces[i].firstRow = next[i] = begin;
        begin += table.traces[i].spans;
    }
    table.rows.resize(columns.size());
    for (size_t row = 0; row < columns.size(); ++row)
        table.rows[next[traceOf[row]]++] = static_cast<quint32>(row);

    std::sort(table.traces.begin(), table.traces.end(), [](const TraceEntry& a, const TraceEntry& b) {
        return a.startNs != b.startNs ? a.startNs < b.startNs : a.trace > b.trace;
    });
    return table;
}

void addPart(TraceEntry& trace, const TraceEntry& earlierPart)
{
    trace.startNs = std::min(trace.startNs, earlierPart.startNs);
    trace.endNs = std::max(trace.endNs, earlierPart.endNs);
    trace.spans += earlierPart.spans;
    trace.errors += earlierPart.errors;
    trace.serviceBits |= earlierPart.serviceBits;
    if (trace.rootName == 0) {
        trace.rootService = earlierPart.rootService;
        trace.rootName = earlierPart.rootName;
    }
}

} // namespace signalbox
