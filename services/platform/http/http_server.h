// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http_connection.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace platform {

// Listens on one port with one io_context and one listening socket per thread (SO_REUSEPORT): a connection never
// changes threads, so nothing in it needs a lock. Owned by serve(), or by a test.
class HttpServer
{
public:
    struct Settings
    {
        std::string address = "127.0.0.1";
        std::uint16_t port = 0; // 0: any free one
        std::size_t threads = 1;
        HttpLimits limits;
    };

    HttpServer(Settings settings, const RequestPipeline& pipeline); // the pipeline outlives the server
    ~HttpServer();                                                  // stops at once

    // Empty: listening. Else a sentence that names address and port.
    std::string bind();
    std::uint16_t port() const;
    void start();

    // No new connection, idle ones are closed, requests under way are finished.
    void drain();
    // After drain(): returns when all is finished, at the latest at `deadline`; true: nothing was cut off.
    bool finish(std::chrono::steady_clock::time_point deadline);

private:
    struct Worker;
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
