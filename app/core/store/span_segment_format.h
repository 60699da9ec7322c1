// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstdint>
#include <string_view>

namespace signalbox {

// A span segment is three append-only files, written in the order in which spans come in, and one that is made when the
// segment is full:
//   <id>.spans  one SpanColumns record a span
//   <id>.spand  what is read as a whole or not at all (attributes, events, links), see span_codec.h
//   <id>.spanr  one SpanReference a value that leads from elsewhere to the span's trace (event and correlation ids)
//   <id>.spani  the index: what would cost most if it were kept up to date with every span, made in one sorted pass
// How many records and bytes count is the row in `span_segments`; what lies behind them was not committed. A segment
// without an index is read from end to end, which is a few megabytes. Little-endian, as all machines that we support.

using TraceKey = std::array<quint8, 16>;
using SpanKey = std::array<quint8, 8>;

struct SpanColumns
{
    static constexpr quint8 continues = 1; // flag: its trace was seen in an earlier segment (or, rarely, was not)

    TraceKey trace{};
    SpanKey span{};
    SpanKey parent{}; // zeros = root
    qint64 startNs = 0;
    qint64 durationNs = 0;
    quint32 service = 0; // id of `strings`
    quint32 name = 0;
    quint32 offset = 0; // in .spand
    quint32 length = 0;
    quint8 kind = 0;
    quint8 status = 0;
    quint8 flags = 0;
    std::array<quint8, 5> reserved{};

    bool isRoot() const { return parent == SpanKey{}; }
    qint64 endNs() const { return startNs + durationNs; } // of what was written, or read through plausible()
};
static_assert(sizeof(SpanColumns) == 72);

struct SpanReference
{
    quint64 hash = 0; // of the value
    quint32 row = 0;
    quint32 reserved = 0;
};
static_assert(sizeof(SpanReference) == 16);

// All of a trace that is in one segment.
struct TraceEntry
{
    TraceKey trace{};
    qint64 startNs = 0;
    qint64 endNs = 0;
    quint32 spans = 0;
    quint32 errors = 0;
    quint32 rootService = 0; // 0 = no span of it here is a root
    quint32 rootName = 0;
    quint32 firstRow = 0;    // where its rows begin in the index's list of rows
    quint32 continues = 0;   // 1 = an earlier segment has a part of it, too
    quint64 serviceBits = 0; // bit (service mod 64) for each service that it has a span of
};
static_assert(sizeof(TraceEntry) == 64);

// The index file: this header, traces by start time, rows grouped by trace, then two hash lists (by trace id, by
// reference), each sorted by hash, with a directory of where each of the 2^bits first values of a hash begins.
struct SpanIndexHeader
{
    static constexpr std::array<char, 8> magic{'S', 'B', 's', 'p', 'a', 'n', 'i', '1'};

    std::array<char, 8> mark = magic;
    quint32 traces = 0;
    quint32 rows = 0;
    quint32 references = 0;
    quint32 traceBits = 0;
    quint32 referenceBits = 0;
    quint32 reserved = 0;
};
static_assert(sizeof(SpanIndexHeader) == 32);

// What SQLite says of one segment.
struct SpanSegment
{
    qint64 id = 0;
    qint64 firstSpan = 0; // number of its first span; numbers run on without gaps
    qint64 spans = 0;
    qint64 bytes = 0; // of .spand
    qint64 references = 0;
    qint64 firstNs = 0; // smallest and largest start in it
    qint64 lastNs = 0;
    qint64 traces = 0;     // of the index
    qint64 continued = 0;  // traces of which an earlier segment has a part, too
    qint64 indexBytes = 0; // 0 = there is no index yet

    qint64 bytesOnDisk() const
    {
        return spans * static_cast<qint64>(sizeof(SpanColumns)) + bytes +
               references * static_cast<qint64>(sizeof(SpanReference)) + indexBytes;
    }
};

enum class SpanFile { Columns, Data, References, Index };
QString spanSegmentFile(const QString& segmentsDir, qint64 id, SpanFile file);

// The same on every machine and in every version: they are kept.
quint64 hashOf(const TraceKey& trace);
quint64 hashOf(std::string_view text);

} // namespace signalbox
