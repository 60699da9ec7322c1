// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/trace_search.h"

#include <algorithm>

namespace signalbox {
namespace {

QByteArray joinKey(const TraceKey& trace)
{
    return {reinterpret_cast<const char*>(trace.data()), static_cast<qsizetype>(trace.size())};
}

// The order of a list: newest first.
bool comesBefore(const FoundTrace& a, const FoundTrace& b)
{
    return a.entry.startNs != b.entry.startNs ? a.entry.startNs > b.entry.startNs : a.entry.trace < b.entry.trace;
}

} // namespace

TraceSearch::TraceSearch(SpanSegments& segments, const TraceFilter& filter)
    : m_segments(segments.all())
    , m_filter(filter)
{
}

std::vector<FoundTrace> TraceSearch::find(qint64 offset, qint64 limit, qint64& total)
{
    m_wanted = static_cast<size_t>(offset + limit);
    for (size_t i = m_segments.size(); i > 0; --i) {
        SpanSegmentReader& segment = m_segments[i - 1];
        if (canBeSkipped(i - 1)) {
            // It has nothing of what is asked for, or so many as its index says.
            if (m_filter.takesAllOf(segment.segment()))
                m_total += segment.segment().traces - segment.segment().continued;
            continue;
        }
        look(i - 1);
        segment.release();
    }
    total = m_total;
    std::sort(m_found.begin(), m_found.end(), comesBefore);
    m_found.erase(m_found.begin(), m_found.begin() + std::min<qint64>(offset, static_cast<qint64>(m_found.size())));
    return std::move(m_found);
}

bool TraceSearch::canBeSkipped(size_t segment) const
{
    const SpanSegment& of = m_segments[segment].segment();
    if (m_filter.fromNs > 0 && of.lastNs < m_filter.fromNs)
        return true;
    // The one behind the range may have the end of a trace that began within it.
    if (m_filter.toNs > 0 && of.firstNs > m_filter.toNs)
        return segment == 0 || m_segments[segment - 1].segment().firstNs > m_filter.toNs;
    const bool full = m_found.size() >= m_wanted && (m_found.empty() || m_found.front().entry.startNs > of.lastNs);
    return full && m_filter.takesAllOf(of) && of.indexBytes > 0;
}

void TraceSearch::look(size_t segment)
{
    const auto& traces = m_segments[segment].traces();
    for (auto entry = traces.rbegin(); entry != traces.rend(); ++entry) {
        if (!m_joined.isEmpty()) {
            if (const auto joined = m_joined.constFind(joinKey(entry->trace)); joined != m_joined.constEnd()) {
                m_total += joined->isCounted && joined->oldest == segment ? 1 : 0;
                continue;
            }
        }
        size_t oldest = segment;
        FoundTrace found{.entry = *entry, .segments = {&m_segments[segment]}};
        if (entry->continues != 0)
            found = whole(segment, *entry, oldest);
        const bool isWanted = matches(found);
        const bool isCountedLater = oldest != segment && m_filter.asksTimeOnly();
        if (oldest != segment)
            m_joined.insert(joinKey(entry->trace), {.oldest = oldest, .isCounted = isWanted && isCountedLater});
        if (!isWanted)
            continue;
        m_total += isCountedLater ? 0 : 1;
        keep(std::move(found));
    }
}

FoundTrace TraceSearch::whole(size_t segment, const TraceEntry& entry, size_t& oldest)
{
    FoundTrace found{.entry = entry, .segments = {&m_segments[segment]}};
    for (size_t i = segment; i > 0; --i) {
        if (const auto part = m_segments[i - 1].find(entry.trace)) {
            addPart(found.entry, *part);
            found.segments.push_back(&m_segments[i - 1]);
            oldest = i - 1;
        }
    }
    return found;
}

void TraceSearch::keep(FoundTrace trace)
{
    if (m_found.size() == m_wanted) {
        if (m_found.empty() || !comesBefore(trace, m_found.front()))
            return;
        std::pop_heap(m_found.begin(), m_found.end(), comesBefore);
        m_found.pop_back();
    }
    m_found.push_back(std::move(trace));
    std::push_heap(m_found.begin(), m_found.end(), comesBefore);
}

bool TraceSearch::matches(const FoundTrace& trace) const
{
    const TraceEntry& entry = trace.entry;
    if ((m_filter.fromNs > 0 && entry.startNs < m_filter.fromNs) ||
        (m_filter.toNs > 0 && entry.startNs > m_filter.toNs))
        return false;
    if (m_filter.errorsOnly && entry.errors == 0)
        return false;
    if (m_filter.minDurationNs > 0 && entry.endNs - entry.startNs < m_filter.minDurationNs)
        return false;
    if (m_filter.service && (entry.serviceBits >> (*m_filter.service % 64) & 1) == 0)
        return false;
    return !m_filter.asksSpans() || spansMatch(trace);
}

bool TraceSearch::spansMatch(const FoundTrace& trace) const
{
    bool hasService = !m_filter.service;
    bool hasName = !m_filter.names;
    bool hasAttribute = !m_filter.attribute;
    for (SpanSegmentReader* segment : trace.segments) {
        if (!hasAttribute)
            segment->loadData();
        const bool isWhole = trace.segments.size() == 1;
        for (const SpanColumns& row : isWhole ? segment->rowsOf(trace.entry) : segment->rowsOf(trace.entry.trace)) {
            hasService = hasService || row.service == *m_filter.service;
            hasName = hasName || m_filter.names->contains(row.name);
            hasAttribute = hasAttribute || spanDataHas(segment->data(row),
                                                       *m_filter.attribute,
                                                       m_filter.attributeValue ? &*m_filter.attributeValue : nullptr);
            if (hasService && hasName && hasAttribute)
                return true;
        }
    }
    return false;
}

} // namespace signalbox
