// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/span_segment_reader.h"

#include <algorithm>
#include <limits>

namespace signalbox {
namespace {

constexpr auto columnsBytes = static_cast<qint64>(sizeof(SpanColumns));
constexpr auto entryBytes = static_cast<qint64>(sizeof(TraceEntry));
constexpr auto referenceBytes = static_cast<qint64>(sizeof(SpanReference));
constexpr auto numberBytes = static_cast<qint64>(sizeof(quint32));
constexpr auto headerBytes = static_cast<qint64>(sizeof(SpanIndexHeader));
constexpr quint32 mostBits = 24;

// A bit that flipped on the disk must not become an overflow.
void makePlausible(SpanColumns& row)
{
    row.startNs = std::max<qint64>(0, row.startNs);
    row.durationNs = std::clamp<qint64>(row.durationNs, 0, std::numeric_limits<qint64>::max() - row.startNs);
}

void makePlausible(TraceEntry& trace)
{
    trace.startNs = std::max<qint64>(0, trace.startNs);
    trace.endNs = std::max(trace.startNs, trace.endNs);
}

template<typename T>
void makePlausible(std::vector<T>& records, size_t first)
{
    for (size_t i = first; i < records.size(); ++i)
        makePlausible(records[i]);
}

qint64 afterRows(const SpanIndexHeader& header)
{
    return headerBytes + header.traces * entryBytes + header.rows * numberBytes;
}

} // namespace

SpanSegmentReader::SpanSegmentReader(QString segmentsDir, const SpanSegment& segment)
    : m_segmentsDir(std::move(segmentsDir))
    , m_segment(segment)
{
}

void SpanSegmentReader::update(const SpanSegment& segment)
{
    if (segment.spans != m_segment.spans || segment.indexBytes != m_segment.indexBytes) {
        m_traces.clear();
        m_rowsByTrace.clear();
        m_header.reset();
    }
    m_segment = segment;
}

void SpanSegmentReader::release()
{
    for (auto& file : m_files)
        file.reset();
    m_data.clear();
    if (m_segment.indexBytes == 0)
        return;
    m_columns = {};
    m_traces = {};
    m_rowsByTrace = {};
}

const ReadOnlyFile& SpanSegmentReader::file(SpanFile which)
{
    auto& file = m_files.at(static_cast<size_t>(which));
    if (!file)
        file = std::make_unique<ReadOnlyFile>(spanSegmentFile(m_segmentsDir, m_segment.id, which));
    return *file;
}

bool SpanSegmentReader::hasIndex()
{
    if (!m_header) {
        m_header.emplace();
        if (!readHeader())
            m_header->mark = {};
    }
    return m_header->mark == SpanIndexHeader::magic;
}

bool SpanSegmentReader::readHeader()
{
    if (m_segment.indexBytes == 0 || file(SpanFile::Index).read(&*m_header, headerBytes, 0) != headerBytes ||
        m_header->mark != SpanIndexHeader::magic)
        return false;
    if (m_header->rows > m_segment.spans || m_header->traces > m_header->rows || m_header->traceBits > mostBits ||
        m_header->referenceBits > mostBits)
        return false;
    const qint64 wanted = afterRows(*m_header) + HashList::bytes(m_header->traceBits, m_header->traces) +
                          HashList::bytes(m_header->referenceBits, m_header->references);
    return wanted == m_segment.indexBytes && file(SpanFile::Index).size() >= wanted;
}

HashListInFile SpanSegmentReader::traceList() const
{
    return {.offset = afterRows(*m_header), .bits = m_header->traceBits, .entries = m_header->traces};
}

HashListInFile SpanSegmentReader::referenceList() const
{
    return {.offset = afterRows(*m_header) + HashList::bytes(m_header->traceBits, m_header->traces),
            .bits = m_header->referenceBits,
            .entries = m_header->references};
}

const std::vector<SpanColumns>& SpanSegmentReader::columns()
{
    const size_t known = m_columns.size();
    const qint64 missing = m_segment.spans - static_cast<qint64>(known);
    if (missing > 0) {
        file(SpanFile::Columns).append(m_columns, missing, static_cast<qint64>(known) * columnsBytes);
        makePlausible(m_columns, known);
    }
    return m_columns;
}

const std::vector<TraceEntry>& SpanSegmentReader::traces()
{
    if (!m_traces.empty())
        return m_traces;
    if (!hasIndex()) {
        TraceTable table = TraceTable::of(columns());
        m_traces = std::move(table.traces);
        m_rowsByTrace = std::move(table.rows);
        return m_traces;
    }
    file(SpanFile::Index).append(m_traces, m_header->traces, headerBytes);
    makePlausible(m_traces, 0);
    return m_traces;
}

std::optional<TraceEntry> SpanSegmentReader::find(const TraceKey& trace)
{
    if (!hasIndex()) {
        const auto& all = traces();
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const TraceEntry& entry) { return entry.trace == trace; });
        return found != all.end() ? std::optional(*found) : std::nullopt;
    }
    for (const quint32 number : traceList().find(file(SpanFile::Index), hashOf(trace))) {
        std::vector<TraceEntry> entry;
        if (number < m_header->traces)
            file(SpanFile::Index).append(entry, 1, headerBytes + number * entryBytes);
        makePlausible(entry, 0);
        if (!entry.empty() && entry.front().trace == trace)
            return entry.front();
    }
    return std::nullopt;
}

std::vector<SpanColumns> SpanSegmentReader::rowsOf(const TraceKey& trace)
{
    std::vector<SpanColumns> found;
    if (!hasIndex()) {
        const auto& all = columns();
        std::copy_if(all.begin(), all.end(), std::back_inserter(found), [&](const SpanColumns& row) {
            return row.trace == trace;
        });
        return found;
    }
    const auto entry = find(trace);
    if (!entry || entry->firstRow > m_header->rows || entry->spans > m_header->rows - entry->firstRow)
        return found;
    std::vector<quint32> numbers;
    file(SpanFile::Index)
        .append(numbers, entry->spans, headerBytes + m_header->traces * entryBytes + entry->firstRow * numberBytes);
    found = rows(numbers);
    std::erase_if(found, [&](const SpanColumns& row) { return row.trace != trace; });
    return found;
}

std::vector<SpanColumns> SpanSegmentReader::rowsOf(const TraceEntry& entry)
{
    if (m_rowsByTrace.empty() && hasIndex())
        file(SpanFile::Index).append(m_rowsByTrace, m_header->rows, headerBytes + m_header->traces * entryBytes);
    const auto& all = columns();
    std::vector<SpanColumns> found;
    for (size_t i = entry.firstRow; i < m_rowsByTrace.size() && i - entry.firstRow < entry.spans; ++i) {
        if (const quint32 row = m_rowsByTrace[i]; row < all.size() && all[row].trace == entry.trace)
            found.push_back(all[row]);
    }
    return found;
}

std::vector<SpanColumns> SpanSegmentReader::rows(const std::vector<quint32>& numbers)
{
    std::vector<SpanColumns> found;
    for (size_t i = 0, run = 0; i < numbers.size(); i += run) { // neighbours share a read
        run = 1;
        while (i + run < numbers.size() && numbers[i + run] == numbers[i] + run)
            ++run;
        if (numbers[i] + run <= static_cast<quint64>(m_segment.spans))
            file(SpanFile::Columns).append(found, static_cast<qint64>(run), numbers[i] * columnsBytes);
    }
    makePlausible(found, 0);
    return found;
}

std::vector<SpanColumns> SpanSegmentReader::rowsReferencing(std::string_view value)
{
    const quint64 hash = hashOf(value);
    if (hasIndex())
        return rows(referenceList().find(file(SpanFile::Index), hash));
    std::vector<quint32> numbers;
    for (const SpanReference& reference : references()) {
        if (reference.hash == hash)
            numbers.push_back(reference.row);
    }
    return rows(numbers);
}

std::vector<SpanColumns> SpanSegmentReader::newest(qint64 count)
{
    std::vector<SpanColumns> found;
    const qint64 first = std::max<qint64>(0, m_segment.spans - count);
    file(SpanFile::Columns).append(found, m_segment.spans - first, first * columnsBytes);
    makePlausible(found, 0);
    return found;
}

std::vector<SpanReference> SpanSegmentReader::references()
{
    std::vector<SpanReference> found;
    file(SpanFile::References).append(found, m_segment.references, 0);
    return found;
}

std::vector<quint64> SpanSegmentReader::traceHashes()
{
    std::vector<quint64> hashes;
    if (!hasIndex())
        return hashes;
    std::vector<SpanReference> entries;
    const HashListInFile list = traceList();
    file(SpanFile::Index).append(entries, list.entries, list.offset + HashList::bytes(list.bits, 0));
    hashes.reserve(entries.size());
    for (const SpanReference& entry : entries)
        hashes.push_back(entry.hash);
    return hashes;
}

QByteArray SpanSegmentReader::data(const SpanColumns& row)
{
    if (row.offset > m_segment.bytes || row.length > m_segment.bytes - row.offset)
        return {};
    if (!m_data.isEmpty())
        return m_data.mid(row.offset, row.length);
    QByteArray bytes(row.length, Qt::Uninitialized);
    bytes.truncate(file(SpanFile::Data).read(bytes.data(), bytes.size(), row.offset));
    return bytes;
}

void SpanSegmentReader::loadData()
{
    if (!m_data.isEmpty())
        return;
    m_data.resize(m_segment.bytes);
    m_data.truncate(file(SpanFile::Data).read(m_data.data(), m_data.size(), 0));
}

} // namespace signalbox
