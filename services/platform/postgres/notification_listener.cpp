// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/notification_listener.h"

#include "platform/log.h"
#include "platform/postgres/connection.h"

#include <chrono>

namespace platform {
namespace {

using namespace std::chrono_literals;

constexpr long longestWaitUs = 250'000; // until a stop is noticed

class Receiver final : public pqxx::notification_receiver
{
public:
    Receiver(pqxx::connection_base& connection, const std::string& channel, const std::function<void()>& notified)
        : pqxx::notification_receiver(connection, channel)
        , m_notified(notified)
    {
    }
    void operator()(const std::string&, int) override { m_notified(); }

private:
    const std::function<void()>& m_notified;
};

} // namespace

NotificationListener::NotificationListener(std::string url, std::string channel, std::function<void()> notified)
    : m_url(std::move(url))
    , m_channel(std::move(channel))
    , m_notified(std::move(notified))
    , m_thread([this] { run(); })
{
}

NotificationListener::~NotificationListener()
{
    m_stopping = true;
    m_thread.join();
}

void NotificationListener::run()
{
    while (!m_stopping) {
        try {
            listen();
        } catch (const std::exception& e) {
            logDebug("notifications of the database are not heard", {{"channel", m_channel}, {"error", e.what()}});
        }
        for (int i = 0; i < 10 && !m_stopping; ++i)
            std::this_thread::sleep_for(100ms);
    }
}

void NotificationListener::listen()
{
    Connection connection(m_url);
    const Receiver receiver(connection.raw(), m_channel, m_notified);
    m_notified();
    while (!m_stopping)
        connection.raw().await_notification(0, longestWaitUs);
}

} // namespace platform
