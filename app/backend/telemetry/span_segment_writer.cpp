// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/span_segment_writer.h"

#include "backend/telemetry/writable_file.h"
#include "core/store/span_segment_reader.h"

#include <QFile>

#include <algorithm>
#include <limits>
#include <utility>

namespace signalbox {
namespace {

constexpr auto spanRecordBytes = static_cast<qint64>(sizeof(SpanColumns));
constexpr auto spanReferenceBytes = static_cast<qint64>(sizeof(SpanReference));
constexpr qint64 spansOfSegment = 64LL * 1024; // so many are read from end to end as long as there is no index

} // namespace

struct SpanSegmentWriter::Files
{
    Files(const QString& dir, qint64 id)
        : columns(spanSegmentFile(dir, id, SpanFile::Columns))
        , data(spanSegmentFile(dir, id, SpanFile::Data))
        , references(spanSegmentFile(dir, id, SpanFile::References))
    {
    }
    WritableFile columns;
    WritableFile data;
    WritableFile references;
};

SpanSegmentWriter::SpanSegmentWriter(QString segmentsDir, qint64 segmentBytes, Interner& strings, const Masker& masker)
    : m_segmentsDir(std::move(segmentsDir))
    , m_segmentBytes(segmentBytes)
    , m_encoder(strings, masker)
{
}

SpanSegmentWriter::~SpanSegmentWriter() = default;

Result<void> SpanSegmentWriter::openFiles(qint64 id)
{
    m_files = std::make_unique<Files>(m_segmentsDir, id);
    for (const WritableFile* file : {&m_files->columns, &m_files->data, &m_files->references}) {
        if (!file->isOpen()) {
            const Error error = file->error();
            m_files.reset();
            return tl::unexpected(error);
        }
    }
    return {};
}

void SpanSegmentWriter::resume(const SpanSegment& newest)
{
    const bool sameFiles = m_files && m_current.id == newest.id;
    m_current = newest;
    m_encoder.begin(newest.spans, newest.bytes);
    if (sameFiles || newest.id == 0)
        return;
    m_files.reset();
    m_hashes.clear();
    // A full one is closed, and one that lost its end (a crash of the machine, a truncation) must not be appended to as
    // if it were whole: the next spans begin a new one.
    if (newest.indexBytes > 0 || isFull() || !openFiles(newest.id))
        return;
    if (m_files->columns.size() < newest.spans * spanRecordBytes || m_files->data.size() < newest.bytes ||
        m_files->references.size() < newest.references * spanReferenceBytes) {
        m_files.reset();
        return;
    }
    m_files->columns.cut(newest.spans * spanRecordBytes);
    m_files->data.cut(newest.bytes);
    m_files->references.cut(newest.references * spanReferenceBytes);
    SpanSegmentReader reader(m_segmentsDir, newest);
    for (const SpanColumns& row : reader.columns())
        m_hashes.push_back(hashOf(row.trace));
}

bool SpanSegmentWriter::isFull() const
{
    const auto waiting = static_cast<qint64>(m_encoder.columns().size());
    const auto waitingBytes = waiting * spanRecordBytes + static_cast<qint64>(m_encoder.data().size());
    return m_current.bytesOnDisk() + waitingBytes >= m_segmentBytes || m_current.spans + waiting >= spansOfSegment;
}

Result<void> SpanSegmentWriter::prepare(qint64 nextSpan)
{
    if (m_files && !isFull())
        return {};
    const qint64 id = m_current.id + 1;
    if (auto opened = openFiles(id); !opened)
        return opened;
    for (const quint64 hash : m_hashes)
        m_recent.add(hash);
    m_hashes.clear();
    m_current = {.id = id, .firstSpan = nextSpan};
    m_encoder.begin(0, 0);
    return {};
}

Result<QList<SpanSegment>> SpanSegmentWriter::write(const std::vector<SpanBatch>& batches, qint64 nextSpan)
{
    QList<SpanSegment> changed;
    for (const SpanBatch& batch : batches) {
        if (m_files && isFull()) {
            if (const auto flushed = flush(); !flushed)
                return tl::unexpected(flushed.error());
            changed.append(m_current);
        }
        if (const auto prepared = prepare(nextSpan); !prepared)
            return tl::unexpected(prepared.error());
        m_encoder.add(batch);
        nextSpan += batch.size();
    }
    if (const auto flushed = flush(); !flushed)
        return tl::unexpected(flushed.error());
    if (!batches.empty())
        changed.append(m_current);
    return changed;
}

// A trace that was in an earlier segment says so in its rows here.
void SpanSegmentWriter::mark(std::vector<SpanColumns>& columns)
{
    const SpanColumns* before = nullptr;
    for (SpanColumns& row : columns) {
        const quint64 hash = before && before->trace == row.trace ? m_hashes.back() : hashOf(row.trace);
        if (m_recent.contains(hash))
            row.flags |= SpanColumns::continues;
        m_hashes.push_back(hash);
        before = &row;
    }
}

Result<void> SpanSegmentWriter::flush()
{
    std::vector<SpanColumns>& columns = m_encoder.columns();
    if (columns.empty())
        return {};
    mark(columns);
    SpanSegment next = m_current;
    for (const SpanColumns& row : columns) {
        next.firstNs = next.spans == 0 ? row.startNs : std::min(next.firstNs, row.startNs);
        next.lastNs = std::max(next.lastNs, row.startNs);
        m_newestNs = std::max(m_newestNs, row.endNs());
        ++next.spans;
    }
    const std::string& data = m_encoder.data();
    const auto& references = m_encoder.references();
    const auto columnBytes = static_cast<qint64>(columns.size()) * spanRecordBytes;
    const auto dataBytes = static_cast<qint64>(data.size());
    const auto referenceBytes = static_cast<qint64>(references.size()) * spanReferenceBytes;
    if (auto put = m_files->data.write(data.data(), dataBytes, m_current.bytes); !put)
        return put;
    if (auto put =
            m_files->references.write(references.data(), referenceBytes, m_current.references * spanReferenceBytes);
        !put)
        return put;
    if (auto put = m_files->columns.write(columns.data(), columnBytes, m_current.spans * spanRecordBytes); !put)
        return put;
    next.bytes += dataBytes;
    next.references += static_cast<qint64>(references.size());
    m_current = next;
    m_encoder.begin(next.spans, next.bytes);
    return {};
}

void removeSpanSegmentFiles(const QString& segmentsDir, qint64 id)
{
    for (const SpanFile file : {SpanFile::Columns, SpanFile::Data, SpanFile::References, SpanFile::Index})
        QFile::remove(spanSegmentFile(segmentsDir, id, file));
}

} // namespace signalbox
