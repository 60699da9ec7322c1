// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/metrics.h"
#include "platform/suspend.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace platform {

// What waits to be written with others. `key` is what no two may have in common while they are written; empty =
// nothing.
struct BatchEntry
{
    virtual ~BatchEntry() = default;

    std::string key;
    std::chrono::steady_clock::time_point since;
    Resume resume;
};

// Called by a write when its statements have run and only the commit is left. Need not be called.
using Executed = std::function<void()>;

// The half of WriteBatcher that knows no types: two threads that take turns, and the bounded queue in front of them.
// While one waits for its commit to be on the disk, the other executes the next batch as soon as that is as large;
// never do both execute, which would only make the batches smaller. A key stays taken until its batch is finished.
class BatchThread
{
public:
    struct Settings
    {
        std::size_t most = 128; // in one batch
        std::size_t queue = 1024;
        std::chrono::milliseconds waitBudget{5000}; // what waited longer is not written
        std::string name = "writer";                // label of its metrics
    };
    using Entries = std::vector<std::shared_ptr<BatchEntry>>;
    using Write = std::function<void(const Entries&, const Executed&)>;

    // `write` runs on one of the threads. What it throws comes out of the co_await of everyone in the batch.
    BatchThread(const Settings& settings, Write write, Metrics& metrics);
    ~BatchThread(); // writes what is queued

    // True when it was in a batch; false when the queue is full, or the budget was used up.
    boost::asio::awaitable<bool> add(std::shared_ptr<BatchEntry> entry);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace platform
