// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace platform {

// An event on its way: CloudEvents 1.0, binary mode. `headers` are the context attributes that are not properties of
// AMQP (source, subject, aggregate_seq, …, see envelope.h) and what a consumer adds (attempts, error).
struct Message
{
    std::string id;             // UUIDv7, the same on every redelivery
    std::string type;           // "order.created.v1"
    std::int64_t timestamp = 0; // Unix seconds
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    std::string_view header(std::string_view name) const; // empty when absent
    void setHeader(std::string_view name, std::string value);
};

struct Publication
{
    std::uint64_t token = 0; // the caller's, comes back in the settlement
    std::string exchange;
    std::string routingKey;
    Message message;
};

// What became of a publication. Lost: nobody knows, the connection went before the broker answered. ChannelClosed: the
// broker objected to one of the open messages and did not say which (406, too large).
struct Settlement
{
    enum class Outcome { Confirmed, Refused, Unroutable, ChannelClosed, Lost };

    std::uint64_t token = 0;
    Outcome outcome = Outcome::Lost;
    std::string reason;
};

// Publishes persistent messages with confirms and reconnects by itself. Used by one thread; problem() by any.
class Publisher
{
public:
    virtual ~Publisher() = default;

    // True when messages can be sent now. Tries to connect when it is time to; false while the broker is away or holds
    // publishers back (connection.blocked).
    virtual bool isReady() = 0;
    // Sends without waiting for the broker. When the connection fails here the settlement is Lost.
    virtual void publish(const Publication& publication) = 0;
    // What the broker has said about earlier publications; waits at most that long for the first word.
    virtual std::vector<Settlement> settle(std::chrono::milliseconds atMost) = 0;
    virtual std::string problem() const = 0; // empty or a sentence, for /health/ready
};

struct Delivery
{
    std::uint64_t tag = 0;
    std::uint64_t session = 0; // of the connection it came on: an acknowledgement counts only there
    std::string queue;
    std::string routingKey;
    bool redelivered = false;
    int earlierDeliveries = 0; // x-delivery-count of a quorum queue
    Message message;
};

// Receives from one queue and reconnects by itself. Used by one thread; problem() by any.
class Consumer
{
public:
    virtual ~Consumer() = default;

    // At most `count` deliveries; waits at most that long for the first, never for more.
    virtual std::vector<Delivery> receive(std::size_t count, std::chrono::milliseconds atMost) = 0;
    virtual void acknowledge(const Delivery& delivery) = 0;
    virtual void giveBack(const Delivery& delivery) = 0; // to the queue, for another try
    // Answers heartbeats while a delivery takes long; what arrives meanwhile is kept for receive().
    virtual void keepAlive() = 0;
    virtual std::string problem() const = 0;
};

} // namespace platform
