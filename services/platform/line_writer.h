// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace platform {

// Writes lines to a file descriptor on a thread of its own: a reader that stalls must not stall whoever writes. The
// first line goes at once; while there are many, those of a moment go with one write and wake the thread once. When
// nobody reads for so long that the queue is full, the oldest lines go first. Safe from any thread.
class LineWriter
{
public:
    static constexpr std::size_t mostQueued = 8UL * 1024 * 1024; // bytes
    static constexpr std::chrono::milliseconds pause{20};        // between two writes

    explicit LineWriter(int descriptor); // which stays open, and is not closed here
    ~LineWriter();                       // writes what is queued

    // `line` without its line feed. What is urgent takes all that is queued with it at once.
    void add(std::string_view line, bool urgent);
    // Waits until what was added before is written, not longer than told. False: it is not.
    bool flush(std::chrono::milliseconds longest);

private:
    void loop();
    void writeOut(std::string_view text) const;

    const int m_descriptor;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_drained;
    std::string m_queued;
    bool m_urgent = false;
    bool m_writing = false;
    bool m_ending = false;
    std::thread m_thread; // last: it uses the rest
};

} // namespace platform
