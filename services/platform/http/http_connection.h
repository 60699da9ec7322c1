// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/body_budget.h"
#include "platform/http/request_head.h"
#include "platform/http/request_pipeline.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <memory>

namespace platform {

// What a client may cost us. Who begins a request and passes a time limit gets a 408; an idle one is closed silently.
struct HttpLimits
{
    std::size_t headerBytes = 16UL * 1024; // start line and fields: 431; also chunk extensions and trailers
    HeadLimits head;
    std::uint64_t bodyBytes = 1024ULL * 1024;        // 413
    std::uint64_t bodiesBytes = 32ULL * 1024 * 1024; // of all requests under way: 503
    std::size_t connections = 4096;                  // at once: 503 for those beyond
    std::chrono::milliseconds idle{75'000};          // between requests
    std::chrono::milliseconds header{10'000};        // from the first byte to the last field
    std::chrono::milliseconds body{30'000};          // from the last field to the last byte
    std::chrono::milliseconds read{10'000};          // between two bytes of a request
    std::chrono::milliseconds write{30'000};         // a client that does not read
    std::chrono::milliseconds linger{1'000};         // reads on after a refusal, so that the answer arrives
    std::chrono::milliseconds tick{250};             // how often the limits above are looked at
};

// One connection of a client: requests are read, answered and written one after the other, so answers to pipelined
// requests keep their order. Lives on the one thread of its io_context; all calls from there.
class HttpConnection
{
public:
    using Clock = std::chrono::steady_clock;

    struct Surroundings // outlive the connection
    {
        const RequestPipeline& pipeline;
        const HttpLimits& limits;
        BodyBudget& bodies;
    };
    HttpConnection(boost::asio::ip::tcp::socket socket, const Surroundings& surroundings);
    ~HttpConnection();

    boost::asio::awaitable<void> run();      // returns when the connection is closed; throws nothing of the network
    boost::asio::awaitable<void> turnAway(); // instead of run(): there are too many
    void drain();                            // finish the request that is under way, then close
    // Its owner asks this of all connections now and then: one timer for all is cheaper than one for each read.
    void checkTime(Clock::time_point now);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
