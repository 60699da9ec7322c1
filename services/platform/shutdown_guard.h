// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace platform {

// Ends the process when a shutdown takes longer than it may: whoever supervises us would send SIGKILL next, and an
// exit of our own can still say so in the log.
class ShutdownGuard
{
public:
    explicit ShutdownGuard(std::chrono::milliseconds most);
    ~ShutdownGuard(); // in time

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_done = false;
    std::thread m_thread;
};

} // namespace platform
