// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/log_tail.h"

#include "core/base/format.h"
#include "core/store/log_parser.h"

#include <QFile>
#include <QSaveFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace signalbox {
namespace {

constexpr qint64 readAtOnce = 1024LL * 1024;
constexpr qint64 keptOnDisk = 16LL * 1024 * 1024; // behind the position
constexpr qint64 punchStep = 4LL * 1024 * 1024;
constexpr auto unfinishedFor = std::chrono::milliseconds(150);

struct Position
{
    quint64 inode = 0;
    qint64 offset = 0;
};

QString positionFile(const QString& path)
{
    return path + QStringLiteral(".pos");
}

Position readPosition(const QString& path)
{
    QFile file(positionFile(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArrayList parts = file.readAll().trimmed().split(' ');
    return parts.size() == 2 ? Position{parts.at(0).toULongLong(), parts.at(1).toLongLong()} : Position{};
}

} // namespace

LogTail::LogTail(QString service, QString path)
    : m_service(std::move(service))
    , m_path(std::move(path))
{
}

LogTail::~LogTail()
{
    rememberPosition();
    if (m_file >= 0)
        ::close(m_file);
}

// Opens the file when it is new or was replaced. False when there is none.
bool LogTail::reopen()
{
    struct stat status = {};
    const QByteArray name = QFile::encodeName(m_path);
    if (::stat(name.constData(), &status) != 0)
        return m_file >= 0;
    if (m_file >= 0 && status.st_ino == m_inode)
        return true;
    if (m_file >= 0)
        ::close(m_file);
    m_file = ::open(name.constData(), O_RDWR | O_CLOEXEC); // writable for the holes
    if (m_file < 0)
        m_file = ::open(name.constData(), O_RDONLY | O_CLOEXEC);
    m_inode = status.st_ino;
    const Position last = readPosition(m_path);
    m_position = last.inode == m_inode ? last.offset : 0;
    m_punched = 0;
    return m_file >= 0;
}

// A file that became shorter was truncated: what is in it now is new. Holes hold nothing.
void LogTail::follow(qint64 size)
{
    if (size < m_position) {
        m_position = 0;
        m_punched = 0;
        m_splitter = LineSplitter();
    }
    if (m_position < size) {
        const qint64 data = ::lseek(m_file, m_position, SEEK_DATA);
        if (data > m_position)
            m_position = data;
    }
}

QList<LogLine> LogTail::read(bool& more)
{
    more = false;
    struct stat status = {};
    if (!reopen() || ::fstat(m_file, &status) != 0)
        return {};
    follow(status.st_size);
    QByteArrayList texts;
    if (m_position < status.st_size) {
        QByteArray chunk(std::min(readAtOnce, static_cast<qint64>(status.st_size) - m_position), Qt::Uninitialized);
        const ssize_t got = ::pread(m_file, chunk.data(), static_cast<size_t>(chunk.size()), m_position);
        if (got > 0) {
            m_position += got;
            m_splitter.feed(QByteArrayView(chunk).first(got), texts);
            more = m_position < status.st_size;
            punch();
        }
        m_grew = std::chrono::steady_clock::now();
    } else if (m_splitter.hasRest() && std::chrono::steady_clock::now() - m_grew > unfinishedFor) {
        m_splitter.finish(texts); // a prompt, or the last words of a process: nobody ends this line
    }
    return parse(texts);
}

QList<LogLine> LogTail::finish()
{
    QByteArrayList texts;
    m_splitter.finish(texts);
    return parse(texts);
}

QList<LogLine> LogTail::parse(const QByteArrayList& texts) const
{
    QList<LogLine> lines;
    lines.reserve(texts.size());
    const qint64 now = nowNanoseconds();
    for (const QByteArray& text : texts) {
        if (text.isEmpty())
            continue;
        lines.append(parseLogColumns(text, now));
        lines.last().service = m_service;
    }
    return lines;
}

void LogTail::punch()
{
    const qint64 until = (m_position - keptOnDisk) / punchStep * punchStep;
    if (until <= m_punched)
        return;
    if (::fallocate(m_file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, m_punched, until - m_punched) == 0)
        m_punched = until;
}

void LogTail::rememberPosition()
{
    if (m_file < 0 || m_position == m_remembered)
        return;
    QSaveFile file(positionFile(m_path));
    if (!file.open(QIODevice::WriteOnly))
        return; // only costs a second reading after a restart
    file.write(QByteArray::number(static_cast<qulonglong>(m_inode)) + ' ' + QByteArray::number(m_position) + '\n');
    if (file.commit())
        m_remembered = m_position;
}

} // namespace signalbox
