// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/segment_writer.h"

#include "backend/telemetry/writable_file.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace signalbox {
namespace {

constexpr auto recordBytes = static_cast<qint64>(sizeof(LogColumns));

} // namespace

struct SegmentWriter::Files
{
    Files(const QString& dir, qint64 id)
        : text(segmentTextFile(dir, id))
        , columns(segmentColumnsFile(dir, id))
    {
    }
    WritableFile text;
    WritableFile columns;
};

SegmentWriter::SegmentWriter(QString segmentsDir, qint64 segmentBytes)
    : m_segmentsDir(std::move(segmentsDir))
    , m_segmentBytes(segmentBytes)
{
}

SegmentWriter::~SegmentWriter() = default;

Result<void> SegmentWriter::openFiles(qint64 id)
{
    m_files = std::make_unique<Files>(m_segmentsDir, id);
    if (m_files->text.isOpen() && m_files->columns.isOpen())
        return {};
    const Error error = m_files->text.isOpen() ? m_files->columns.error() : m_files->text.error();
    m_files.reset();
    return tl::unexpected(error);
}

Segment SegmentWriter::resume(Segment newest)
{
    m_committed = newest;
    if (newest.id == 0 || !openFiles(newest.id))
        return m_committed;
    // A file that lost its end (a crash of the machine, a truncation) must not be appended to as if it were whole:
    // the segment stays as it is and the next lines begin a new one.
    const bool whole = m_files->text.size() >= newest.bytes && m_files->columns.size() >= newest.lines * recordBytes;
    if (!whole)
        m_files.reset();
    return m_committed;
}

Result<Segment> SegmentWriter::prepare(qint64 nextLog)
{
    if (m_files && m_committed.bytes < m_segmentBytes)
        return m_committed;
    const qint64 id = m_committed.id + 1;
    if (const auto opened = openFiles(id); !opened)
        return tl::unexpected(opened.error());
    m_committed = {.id = id, .firstLog = nextLog};
    return m_committed;
}

Result<Segment> SegmentWriter::write(const QByteArray& text, std::vector<LogColumns>& columns)
{
    Segment next = m_committed;
    for (LogColumns& line : columns) {
        line.offset += static_cast<quint32>(next.bytes);
        next.firstNs = next.firstNs == 0 ? line.timeNs : std::min(next.firstNs, line.timeNs);
        next.lastNs = std::max(next.lastNs, line.timeNs);
    }
    if (const auto put = m_files->text.write(text.constData(), text.size(), next.bytes); !put)
        return tl::unexpected(put.error());
    const auto length = static_cast<qint64>(columns.size()) * recordBytes;
    if (const auto put = m_files->columns.write(columns.data(), length, next.lines * recordBytes); !put)
        return tl::unexpected(put.error());
    next.bytes += text.size();
    next.lines += static_cast<qint64>(columns.size());
    return next;
}

void removeSegmentFiles(const QString& segmentsDir, qint64 id)
{
    QFile::remove(segmentTextFile(segmentsDir, id));
    QFile::remove(segmentColumnsFile(segmentsDir, id));
}

} // namespace signalbox
