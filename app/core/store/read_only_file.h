// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace signalbox {

// A file that is read by pread: a mapping of a file that somebody truncates ends in SIGBUS. One that is missing, or
// shorter than it was, reads as what is there.
class ReadOnlyFile
{
public:
    explicit ReadOnlyFile(const QString& path)
        : m_file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC))
    {
    }
    ~ReadOnlyFile()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    Q_DISABLE_COPY_MOVE(ReadOnlyFile)

    qint64 size() const
    {
        struct stat status = {};
        return m_file >= 0 && ::fstat(m_file, &status) == 0 ? status.st_size : 0;
    }

    // As many bytes as there are; less than asked for when the file ends before.
    qint64 read(void* target, qint64 length, qint64 offset) const
    {
        qint64 done = 0;
        while (m_file >= 0 && done < length) {
            const ssize_t got =
                ::pread(m_file, static_cast<char*>(target) + done, static_cast<size_t>(length - done), offset + done);
            if (got <= 0)
                break;
            done += got;
        }
        return done;
    }

    // Appends records that follow each other, as many whole ones as there are.
    template<typename T>
    void append(std::vector<T>& target, qint64 count, qint64 offset) const
    {
        const size_t before = target.size();
        target.resize(before + static_cast<size_t>(count));
        const qint64 got = read(target.data() + before, count * qint64{sizeof(T)}, offset) / qint64{sizeof(T)};
        target.resize(before + static_cast<size_t>(got));
    }

private:
    int m_file;
};

} // namespace signalbox
