// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/request_pipeline.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <memory>

namespace platform {

// What a client may cost us. Who passes a time limit is cut off without an answer: a tcp_stream closes itself then.
struct HttpLimits
{
    std::uint32_t headerBytes = 16 * 1024;    // start line and fields: 431
    std::size_t headerFields = 100;           // 431
    std::uint64_t bodyBytes = 1024ULL * 1024; // 413
    std::chrono::milliseconds idle{75'000};   // between requests
    std::chrono::milliseconds header{10'000}; // from the first byte to the last field
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds write{30'000}; // a client that does not read
    std::chrono::milliseconds linger{1'000}; // reads on after refusing a body, so that the answer arrives
};

// One connection of a client: requests are read, answered and written one after the other, so answers to pipelined
// requests keep their order. Lives on the one thread of its io_context; all calls from there.
class HttpConnection
{
public:
    HttpConnection(boost::asio::ip::tcp::socket socket, const RequestPipeline& pipeline, const HttpLimits& limits);
    ~HttpConnection();

    boost::asio::awaitable<void> run(); // returns when the connection is closed; throws nothing of the network
    void drain();                       // finish the request that is under way, then close

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
