// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/shutdown_guard.h"

#include "platform/log.h"

#include <unistd.h>

namespace platform {

ShutdownGuard::ShutdownGuard(std::chrono::milliseconds most)
    : m_thread([this, most] {
        std::unique_lock lock(m_mutex);
        if (m_wake.wait_for(lock, most, [this] { return m_done; }))
            return;
        logError("the shutdown took too long and was cut off");
        flushLog();
        _exit(1);
    })
{
}

ShutdownGuard::~ShutdownGuard()
{
    {
        const std::lock_guard lock(m_mutex);
        m_done = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

} // namespace platform
