// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/line_writer.h"

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <unistd.h>

namespace platform {

LineWriter::LineWriter(int descriptor)
    : m_descriptor(descriptor)
    , m_thread([this] { loop(); })
{
}

LineWriter::~LineWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void LineWriter::add(std::string_view line, bool urgent)
{
    bool wakes = urgent;
    {
        const std::lock_guard lock(m_mutex);
        wakes = wakes || m_queued.empty();
        if (m_queued.size() + line.size() >= mostQueued) // half of it, so that not each line moves all the others
            m_queued.erase(0, std::min(m_queued.find('\n', mostQueued / 2), m_queued.size() - 1) + 1);
        m_queued.append(line).append(1, '\n');
        m_urgent = m_urgent || urgent;
    }
    if (wakes)
        m_wake.notify_one();
}

bool LineWriter::flush(std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    m_urgent = true;
    m_wake.notify_one();
    return m_drained.wait_for(lock, longest, [this] { return m_queued.empty() && !m_writing; });
}

void LineWriter::loop()
{
    auto next = std::chrono::steady_clock::time_point::min();
    std::string text;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ending || !m_queued.empty(); });
        m_wake.wait_until(lock, next, [this] { return m_ending || m_urgent; });
        if (m_queued.empty())
            return; // there is nothing more to come
        text.swap(m_queued);
        m_urgent = false;
        m_writing = true;
        lock.unlock();
        writeOut(text);
        text.clear();
        next = std::chrono::steady_clock::now() + pause;
        lock.lock();
        m_writing = false;
        if (m_queued.empty())
            m_drained.notify_all();
    }
}

// What cannot be written is lost: there is no other place to complain.
void LineWriter::writeOut(std::string_view text) const
{
    while (!text.empty()) {
        const ssize_t count = ::write(m_descriptor, text.data(), text.size());
        if (count > 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN) {
            pollfd descriptor{m_descriptor, POLLOUT, 0};
            ::poll(&descriptor, 1, -1);
        } else if (errno != EINTR) {
            return;
        }
    }
}

} // namespace platform
