// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segment_scan.h"

#include "core/store/read_only_file.h"
#include "core/store/text_search.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace signalbox {
namespace {

constexpr qint64 blockLines = 4096;
constexpr qint64 blockBytes = 4LL * 1024 * 1024; // text read at once

struct Candidate
{
    qint64 index = 0; // in the segment
    LogColumns columns;
};

// Candidates that lie near each other share one read.
std::vector<std::pair<size_t, size_t>> readGroups(const std::vector<Candidate>& candidates)
{
    std::vector<std::pair<size_t, size_t>> groups;
    for (size_t i = 0; i < candidates.size(); ++i) {
        const auto& columns = candidates[i].columns;
        const qint64 end = static_cast<qint64>(columns.offset) + columns.length;
        const bool fits = !groups.empty() && end - candidates[groups.back().first].columns.offset <= blockBytes;
        if (fits)
            groups.back().second = i + 1;
        else
            groups.emplace_back(i, i + 1);
    }
    return groups;
}

} // namespace

struct SegmentScanner::Files
{
    Files(const QString& dir, const Segment& of)
        : segment(of)
        , text(segmentTextFile(dir, of.id))
        , columns(segmentColumnsFile(dir, of.id))
    {
    }
    std::vector<LogColumns> readColumns(qint64 first, qint64 count) const
    {
        constexpr auto size = static_cast<qint64>(sizeof(LogColumns));
        std::vector<LogColumns> result(static_cast<size_t>(count));
        const qint64 got = columns.read(result.data(), count * size, first * size) / size;
        result.resize(static_cast<size_t>(got));
        return result;
    }

    const Segment& segment;
    ReadOnlyFile text;
    ReadOnlyFile columns;
};

bool LineFilter::accepts(const LogColumns& columns) const
{
    if ((fromNs > 0 && columns.timeNs < fromNs) || (toNs > 0 && columns.timeNs > toNs))
        return false;
    if (columns.level < static_cast<quint8>(minLevel))
        return false;
    if (!anyService && !services.contains(columns.service))
        return false;
    return traceId.isEmpty() || std::memcmp(columns.trace.data(), traceId.constData(), columns.trace.size()) == 0;
}

bool LineFilter::canMatch(const Segment& segment) const
{
    if (segment.lines == 0 || (fromNs > 0 && segment.lastNs < fromNs) || (toNs > 0 && segment.firstNs > toNs))
        return false;
    return segment.endLog() > firstId && (endId == 0 || segment.firstLog < endId);
}

SegmentScanner::SegmentScanner(QString segmentsDir, LineFilter filter, ScanDirection direction, bool wantsText)
    : m_segmentsDir(std::move(segmentsDir))
    , m_filter(std::move(filter))
    , m_direction(direction)
    , m_wantsText(wantsText)
{
}

bool SegmentScanner::scan(const Segment& segment, const LineVisitor& visit) const
{
    if (!m_filter.canMatch(segment))
        return true;
    const Files files(m_segmentsDir, segment);
    const qint64 begin = std::max<qint64>(0, m_filter.firstId - segment.firstLog);
    const qint64 end = m_filter.endId == 0 ? segment.lines : std::min(segment.lines, m_filter.endId - segment.firstLog);
    if (m_direction == ScanDirection::Forward) {
        for (qint64 at = begin; at < end; at += blockLines) {
            if (!scanBlock(files, at, std::min(blockLines, end - at), visit))
                return false;
        }
        return true;
    }
    for (qint64 at = end; at > begin; at -= blockLines) {
        const qint64 first = std::max(begin, at - blockLines);
        if (!scanBlock(files, first, at - first, visit))
            return false;
    }
    return true;
}

bool SegmentScanner::scanBlock(const Files& files, qint64 first, qint64 count, const LineVisitor& visit) const
{
    std::vector<Candidate> candidates;
    qint64 index = first;
    for (const LogColumns& columns : files.readColumns(first, count)) {
        if (m_filter.accepts(columns))
            candidates.push_back({index, columns});
        ++index;
    }
    const bool backward = m_direction == ScanDirection::Backward;
    const auto tell = [&](const Candidate& line, QByteArrayView text) {
        return visit(files.segment.firstLog + line.index, line.columns, text);
    };
    if (!m_wantsText && m_filter.text.isEmpty() && !m_filter.match.isNeeded()) {
        if (backward)
            std::reverse(candidates.begin(), candidates.end());
        return std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& c) { return tell(c, {}); });
    }

    auto groups = readGroups(candidates);
    if (backward)
        std::reverse(groups.begin(), groups.end());
    const TextSearch search(m_filter.text);
    for (const auto& [from, to] : groups) {
        const qint64 offset = candidates[from].columns.offset;
        const auto& last = candidates[to - 1].columns;
        QByteArray text(last.offset + static_cast<qint64>(last.length) - offset, Qt::Uninitialized);
        text.truncate(files.text.read(text.data(), text.size(), offset));
        std::vector<TextSearch::Line> lines;
        for (size_t i = from; i < to; ++i)
            lines.push_back({candidates[i].columns.offset - offset, candidates[i].columns.length});
        std::vector<size_t> hits = search.find(text, lines);
        if (backward)
            std::reverse(hits.begin(), hits.end());
        for (const size_t hit : hits) {
            const QByteArrayView line = QByteArrayView(text).sliced(lines[hit].offset, lines[hit].length);
            if (m_filter.match.accepts(line) && !tell(candidates[from + hit], line))
                return false;
        }
    }
    return true;
}

} // namespace signalbox
