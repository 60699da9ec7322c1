// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace platform {

// Calls back for each NOTIFY of a channel, and after each new connection, as some may have been missed. Has a
// connection and a thread of its own from construction to destruction; without a server it tries again each second.
class NotificationListener
{
public:
    NotificationListener(std::string url, std::string channel, std::function<void()> notified);
    ~NotificationListener();
    NotificationListener(const NotificationListener&) = delete;
    NotificationListener& operator=(const NotificationListener&) = delete;

private:
    void run();
    void listen();

    const std::string m_url;
    const std::string m_channel;
    const std::function<void()> m_notified;
    std::atomic<bool> m_stopping{false};
    std::thread m_thread;
};

} // namespace platform
