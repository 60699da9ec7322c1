// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/account.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace signalbox {

namespace {

std::optional<Account> lookUp(const char* name)
{
    const passwd* entry = getpwnam(name);
    if (!entry)
        return std::nullopt;
    Account account{QString::fromLocal8Bit(name), entry->pw_uid, entry->pw_gid, {}};
    int count = 64;
    account.groups.resize(size_t(count));
    if (getgrouplist(name, entry->pw_gid, account.groups.data(), &count) < 0)
        count = 0;
    account.groups.resize(size_t(count));
    return account;
}

} // namespace

std::optional<Account> Account::forServices()
{
    if (geteuid() != 0)
        return std::nullopt;
    const auto own = lookUp("signalbox");
    return own ? own : lookUp("nobody");
}

bool Account::has(const QString& path, unsigned int bits) const
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return false;
    const bool inGroup = info.st_gid == gid || std::find(groups.begin(), groups.end(), info.st_gid) != groups.end();
    const unsigned int shift = info.st_uid == uid ? 6 : inGroup ? 3 : 0;
    return ((info.st_mode >> shift) & bits) == bits;
}

bool Account::canEnter(const QString& folder) const
{
    return has(folder, 1);
}

bool Account::canReadAll(const QString& path) const
{
    const QFileInfo info(path);
    if (!info.isDir())
        return has(path, info.isExecutable() ? 5 : 4);
    if (!has(path, 5))
        return false;
    QDirIterator it(path, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QFileInfo entry = it.nextFileInfo();
        if (!entry.isSymLink() && !has(entry.filePath(), entry.isDir() ? 5 : 4))
            return false;
    }
    return true;
}

QString Account::obstacle(const QString& path) const
{
    for (qsizetype slash = path.indexOf(QLatin1Char('/'), 1); slash > 0;
         slash = path.indexOf(QLatin1Char('/'), slash + 1)) {
        QString folder = path.left(slash);
        if (!canEnter(folder))
            return folder;
    }
    return {};
}

QString Account::takeOver(const QString& path) const
{
    const auto give = [this](const QString& entry) {
        const QByteArray encoded = QFile::encodeName(entry);
        struct stat info = {};
        if (lstat(encoded.constData(), &info) != 0)
            return true; // gone meanwhile
        return (info.st_uid == uid && info.st_gid == gid) || lchown(encoded.constData(), uid, gid) == 0;
    };
    if (!give(path))
        return path;
    QDirIterator it(
        path, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QString entry = it.next();
        if (!give(entry))
            return entry;
    }
    return {};
}

} // namespace signalbox
