// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/metrics.h"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace platform {

// Runs blocking work (database calls) beside the I/O threads: a fixed number of threads, a bounded queue.
// `run` answers false at once when the queue is full: the caller answers 503 with Retry-After.
class Executor
{
public:
    struct Settings
    {
        std::size_t threads = 8;
        std::size_t queue = 1024;
        std::chrono::milliseconds waitBudget{5000}; // work that waited longer is not begun: `run` answers false
        std::string name = "database";              // label of its metrics
    };

    Executor(const Settings& settings, Metrics& metrics);
    ~Executor(); // finishes what is queued

    // Resumes on the caller's executor when `work` is done. What `work` throws comes out of the co_await.
    // Name the callable first and pass the name: GCC 12 destroys what a lambda owns twice when the lambda is written
    // inside a co_await expression.
    boost::asio::awaitable<bool> run(std::function<void()> work);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
