// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/segment_writer.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace signalbox {
namespace {

constexpr auto recordBytes = static_cast<qint64>(sizeof(LogColumns));

class Descriptor
{
public:
    explicit Descriptor(const QString& path)
        : m_path(path)
        , m_file(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
    }
    ~Descriptor()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)

    bool isOpen() const { return m_file >= 0; }
    qint64 size() const
    {
        struct stat status = {};
        return ::fstat(m_file, &status) == 0 ? status.st_size : 0;
    }
    Error error() const
    {
        const int code = errno;
        const QString text = code == ENOSPC || code == EDQUOT
                                 ? QCoreApplication::translate(
                                       "Store", "The disk is full: telemetry cannot be written to %1. Free some space.")
                                 : QCoreApplication::translate(
                                       "Store", "Telemetry cannot be written to %1. Check the rights of its folder.");
        return {Error::Code::Unavailable, text.arg(m_path), QString::fromLocal8Bit(std::strerror(code))};
    }
    Result<void> write(const void* data, qint64 length, qint64 offset)
    {
        qint64 done = 0;
        while (done < length) {
            const ssize_t put = ::pwrite(
                m_file, static_cast<const char*>(data) + done, static_cast<size_t>(length - done), offset + done);
            if (put < 0 && errno == EINTR)
                continue;
            if (put <= 0)
                return tl::unexpected(error());
            done += put;
        }
        return {};
    }

private:
    QString m_path;
    int m_file;
};

} // namespace

struct SegmentWriter::Files
{
    Files(const QString& dir, qint64 id)
        : text(segmentTextFile(dir, id))
        , columns(segmentColumnsFile(dir, id))
    {
    }
    Descriptor text;
    Descriptor columns;
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
