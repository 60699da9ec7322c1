// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <amqp.h>

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace platform {

// Thrown inside the wrapper only.
struct RabbitFailure : std::runtime_error
{
    explicit RabbitFailure(const std::string& reason, bool closedChannel = false)
        : std::runtime_error(reason)
        , channelClosed(closedChannel)
    {
    }
    bool channelClosed; // by the broker, because of what was asked on it
};

inline constexpr amqp_channel_t rabbitChannel = 1;

// One connection with one channel. Connecting again is the owner's decision, at the pace of Backoff.
class RabbitConnection
{
public:
    RabbitConnection(std::string url, std::string name);
    ~RabbitConnection();
    RabbitConnection(const RabbitConnection&) = delete;
    RabbitConnection& operator=(const RabbitConnection&) = delete;

    // Connects, announces the capabilities that rabbitmq-c itself does not, opens the channel. Throws RabbitFailure.
    void open();
    void close();
    bool isOpen() const { return m_state != nullptr; }
    // Next frame of the broker; nullopt when none came in time. Throws when the connection is gone.
    std::optional<amqp_frame_t> nextFrame(std::chrono::milliseconds atMost);
    // Answers the broker's close of channel or connection and throws its reason; handles no other method.
    [[noreturn]] void closedByBroker(const amqp_method_t& method);
    void check(int status, std::string_view what) const;
    void checkReply(std::string_view what) const;
    amqp_connection_state_t state() const { return m_state; }

private:
    void login(const amqp_connection_info& info);

    std::string m_url;
    std::string m_name;
    amqp_connection_state_t m_state = nullptr;
};

// When to try again: each 100 ms until the first success of the process, as a broker that is starting is the normal
// case then; later with a growing, jittered pause up to 5 s.
class Backoff
{
public:
    bool isDue() const { return std::chrono::steady_clock::now() >= m_next; }
    std::chrono::milliseconds left() const;
    void succeeded();
    void failed();

private:
    bool m_everSucceeded = false;
    int m_failures = 0;
    std::chrono::steady_clock::time_point m_next{};
};

// The sentence for /health/ready, written by the owner's thread and read by any.
class ProblemText
{
public:
    explicit ProblemText(std::string text)
        : m_text(std::move(text))
    {
    }
    void set(std::string text)
    {
        const std::lock_guard lock(m_mutex);
        m_text = std::move(text);
    }
    std::string text() const
    {
        const std::lock_guard lock(m_mutex);
        return m_text;
    }

private:
    mutable std::mutex m_mutex;
    std::string m_text;
};

} // namespace platform
