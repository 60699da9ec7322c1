// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/process_alive.h"

#include <QFile>

#include <cerrno>
#include <signal.h>

namespace signalbox {

bool isProcessAlive(qint64 pid)
{
    if (pid <= 0 || (kill(static_cast<pid_t>(pid), 0) != 0 && errno != EPERM))
        return false;
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid)); // "pid (name) state …", proc(5)
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll(); // empty when it ended meanwhile
    const QByteArray state = text.mid(text.lastIndexOf(')') + 2, 1);
    return !state.isEmpty() && state != "Z" && state != "X";
}

} // namespace signalbox
