// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace signalbox {

// Held by the one daemon of a stack for as long as it lives; the kernel lets go of it however the daemon ends
// (flock(2)), so that a crash leaves nothing to clean up. The file holds the process id, for the sentence only.
class DaemonLock
{
public:
    // Error::Code::Conflict when another process holds it; the sentence names the process.
    static Result<DaemonLock> acquire(const QString& path, const QString& stackName);

    DaemonLock(DaemonLock&& other) noexcept;
    DaemonLock& operator=(DaemonLock&& other) noexcept;
    ~DaemonLock();

private:
    explicit DaemonLock(int descriptor);
    int m_descriptor = -1;
};

} // namespace signalbox
