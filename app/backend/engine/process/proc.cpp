// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/proc.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace signalbox::proc {

namespace {

QByteArray read(qint64 pid, const char* file)
{
    QFile opened(QStringLiteral("/proc/%1/%2").arg(QString::number(pid), QLatin1String(file)));
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

QList<qint64> numericEntries(const QString& folder)
{
    QList<qint64> numbers;
    const QStringList names = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::NoSort);
    for (const QString& entry : names) {
        bool ok = false;
        const qint64 number = entry.toLongLong(&ok);
        if (ok)
            numbers.append(number);
    }
    return numbers;
}

} // namespace

Stat stat(qint64 pid)
{
    const QByteArray text = pid > 0 ? read(pid, "stat") : QByteArray();
    // The name stands in parentheses and may itself hold spaces and parentheses: count from the last one.
    const qsizetype end = text.lastIndexOf(')');
    if (end < 0)
        return {};
    const QList<QByteArray> fields = text.mid(end + 2).split(' ');
    if (fields.size() < 20 || fields[0].isEmpty())
        return {};
    return {fields[0][0],
            fields[1].toLongLong(),
            fields[11].toLongLong() + fields[12].toLongLong(),
            fields[19].toLongLong()};
}

bool isAlive(qint64 pid)
{
    const char state = stat(pid).state;
    return state != 0 && state != 'Z' && state != 'X';
}

QString name(qint64 pid)
{
    return QString::fromUtf8(read(pid, "comm").trimmed());
}

QList<qint64> all()
{
    return numericEntries(QStringLiteral("/proc"));
}

QList<qint64> children(qint64 pid)
{
    QList<qint64> found;
    // A child is listed with the thread that forked it.
    const QString tasks = QStringLiteral("/proc/%1/task").arg(pid);
    for (const qint64 task : numericEntries(tasks)) {
        QFile file(QStringLiteral("%1/%2/children").arg(tasks, QString::number(task)));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QList<QByteArray> pids = file.readAll().simplified().split(' ');
        for (const QByteArray& child : pids) {
            if (!child.isEmpty())
                found.append(child.toLongLong());
        }
    }
    return found;
}

QList<qint64> tree(qint64 root)
{
    QList<qint64> found;
    if (isAlive(root))
        found.append(root);
    for (qsizetype next = 0; next < found.size(); ++next) {
        for (const qint64 child : children(found[next])) {
            if (!found.contains(child))
                found.append(child);
        }
    }
    return found;
}

qint64 memoryBytes(qint64 pid)
{
    const QByteArray rollup = read(pid, "smaps_rollup");
    const qsizetype pss = rollup.indexOf("\nPss:");
    if (pss >= 0) {
        const QByteArray line = rollup.mid(pss + 5, rollup.indexOf('\n', pss + 1) - pss - 5).simplified();
        return line.split(' ').value(0).toLongLong() * 1024;
    }
    const QList<QByteArray> pages = read(pid, "statm").split(' ');
    return pages.size() > 1 ? pages[1].toLongLong() * sysconf(_SC_PAGESIZE) : -1;
}

QByteArray environmentValue(qint64 pid, const QByteArray& name)
{
    const QByteArray wanted = name + '=';
    const QList<QByteArray> entries = read(pid, "environ").split('\0');
    for (const QByteArray& entry : entries) {
        if (entry.startsWith(wanted))
            return entry.mid(wanted.size());
    }
    return {};
}

} // namespace signalbox::proc
