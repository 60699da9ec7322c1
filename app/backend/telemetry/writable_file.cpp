// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/writable_file.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace signalbox {

WritableFile::WritableFile(QString path)
    : m_path(std::move(path))
    , m_file(::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
{
}

WritableFile::~WritableFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

qint64 WritableFile::size() const
{
    struct stat status = {};
    return ::fstat(m_file, &status) == 0 ? status.st_size : 0;
}

void WritableFile::cut(qint64 size)
{
    if (this->size() > size && ::ftruncate(m_file, size) != 0)
        return; // it is written over anyway
}

Result<void> WritableFile::write(const void* data, qint64 length, qint64 offset)
{
    qint64 done = 0;
    while (done < length) {
        const ssize_t put =
            ::pwrite(m_file, static_cast<const char*>(data) + done, static_cast<size_t>(length - done), offset + done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return tl::unexpected(error());
        done += put;
    }
    return {};
}

Error WritableFile::error() const
{
    const int code = errno;
    const QString text = code == ENOSPC || code == EDQUOT
                             ? QCoreApplication::translate(
                                   "Store", "The disk is full: telemetry cannot be written to %1. Free some space.")
                             : QCoreApplication::translate(
                                   "Store", "Telemetry cannot be written to %1. Check the rights of its folder.");
    return {Error::Code::Unavailable, text.arg(m_path), QString::fromLocal8Bit(std::strerror(code))};
}

} // namespace signalbox
