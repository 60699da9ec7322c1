// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

// Read-only views of /proc (proc(5)). Every function answers "gone" instead of failing when a process ends meanwhile.
namespace signalbox::proc {

struct Stat
{
    char state = 0; // 'R', 'S', 'Z' …; 0 = no such process
    qint64 parent = 0;
    qint64 cpuTicks = 0;   // user and system, without children
    qint64 startTicks = 0; // since boot: tells a process from a later one with the same pid
};

Stat stat(qint64 pid);
// A zombie is not alive: it runs nothing, holds no port, and can stay for as long as its parent is busy.
bool isAlive(qint64 pid);
QString name(qint64 pid);
QList<qint64> all();
QList<qint64> children(qint64 pid);
// The process, its children, theirs …
QList<qint64> tree(qint64 root);
// Proportional set size where the kernel lets us read it, else resident set size. -1 = gone.
qint64 memoryBytes(qint64 pid);
// One variable of the environment a process was started with; empty when unreadable.
QByteArray environmentValue(qint64 pid, const QByteArray& name);

} // namespace signalbox::proc
