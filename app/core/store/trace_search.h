// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"
#include "core/store/span_codec.h"
#include "core/store/span_segments.h"

#include <QHash>
#include <QSet>

namespace signalbox {

// A TraceQuery with its texts as ids of `strings`, once and not for every span.
struct TraceFilter
{
    qint64 fromNs = 0; // 0 = open
    qint64 toNs = 0;
    qint64 minDurationNs = 0;
    bool errorsOnly = false;
    std::optional<quint32> service;            // a span of this service
    std::optional<QSet<quint32>> names;        // a span with one of these names
    std::optional<quint64> attribute;          // a span with this attribute …
    std::optional<WantedValue> attributeValue; // … and this value

    bool asksTimeOnly() const { return minDurationNs == 0 && !errorsOnly && !asksSpans(); }
    bool takesAllOf(const SpanSegment& segment) const
    {
        const bool inRange = segment.firstNs >= fromNs && (toNs == 0 || segment.lastNs <= toNs);
        return inRange && asksTimeOnly();
    }
    bool asksSpans() const { return service || names || attribute; }
};

// A trace that was found, whole, with the segments that have a part of it.
struct FoundTrace
{
    TraceEntry entry;
    std::vector<SpanSegmentReader*> segments; // newest first
};

// Finds the newest traces that a filter lets through. Segments are looked at from the newest to the oldest, and no
// further than the window needs; of a trace that has parts in several, the newest part leads to the others.
class TraceSearch
{
public:
    TraceSearch(SpanSegments& segments, const TraceFilter& filter);

    // `limit` traces after the `offset` newest; `total` of all that match.
    std::vector<FoundTrace> find(qint64 offset, qint64 limit, qint64& total);

private:
    // A trace that was found by a newer part of it, and is counted where it begins: so that segments whose traces are
    // counted without a look are counted alike.
    struct Joined
    {
        size_t oldest = 0; // segment
        bool isCounted = false;
    };
    void look(size_t segment);
    FoundTrace whole(size_t segment, const TraceEntry& entry, size_t& oldest);
    bool matches(const FoundTrace& trace) const;
    bool spansMatch(const FoundTrace& trace) const;
    bool canBeSkipped(size_t segment) const;
    void keep(FoundTrace trace);

    std::vector<SpanSegmentReader>& m_segments;
    TraceFilter m_filter;
    size_t m_wanted = 0;
    std::vector<FoundTrace> m_found; // a heap: the oldest of what is wanted on top
    QHash<QByteArray, Joined> m_joined;
    qint64 m_total = 0;
};

} // namespace signalbox
