// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/daemon_lock.h"

#include <QCoreApplication>
#include <QFile>

#include <array>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace signalbox {
namespace {

struct Lock
{
    Q_DECLARE_TR_FUNCTIONS(DaemonLock)
};

QString holderOf(int descriptor)
{
    std::array<char, 32> text{};
    const ssize_t length = pread(descriptor, text.data(), text.size(), 0);
    return length > 0 ? QString::fromLatin1(text.data(), length).trimmed() : Lock::tr("unknown");
}

} // namespace

Result<DaemonLock> DaemonLock::acquire(const QString& path, const QString& stackName)
{
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return fail(
            Error::Code::Failed,
            Lock::tr("The lock file %1 cannot be opened: %2. Check the folder's permissions and the free space.")
                .arg(path, qt_error_string(errno)));
    }
    DaemonLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return fail(Error::Code::Conflict,
                    Lock::tr("The stack \"%1\" is held by another daemon, process %2. Use it with signalboxctl, or end "
                             "it with signalboxctl down.")
                        .arg(stackName, holderOf(descriptor)));
    }
    const QByteArray pid = QByteArray::number(getpid()) + '\n';
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, pid.constData(), static_cast<size_t>(pid.size()), 0) < 0)
        return fail(Error::Code::Failed,
                    Lock::tr("The lock file %1 cannot be written: %2.").arg(path, qt_error_string(errno)));
    return lock;
}

DaemonLock::DaemonLock(int descriptor)
    : m_descriptor(descriptor)
{
}

DaemonLock::DaemonLock(DaemonLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

DaemonLock& DaemonLock::operator=(DaemonLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

DaemonLock::~DaemonLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

} // namespace signalbox
