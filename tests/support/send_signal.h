// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cerrno>
#include <csignal>

namespace signalbox::test {

// kill(2) of one process. A pid that is not known yet is 0, and kill(2) takes that for the caller's whole group: the
// test, the runner that started it and whatever runs beside it.
inline int sendSignal(qint64 pid, int signal)
{
    if (pid <= 0) {
        errno = ESRCH;
        return -1;
    }
    return ::kill(static_cast<pid_t>(pid), signal);
}

} // namespace signalbox::test
