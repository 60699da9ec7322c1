// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/batch_thread.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_set>

namespace platform {
namespace {

using BatchClock = std::chrono::steady_clock;

MetricLabels writerLabels(const BatchThread::Settings& settings)
{
    return {{"writer", settings.name}};
}

} // namespace

struct BatchThread::Private
{
    Private(const Settings& given, Write givenWrite, Metrics& metrics)
        : settings(given)
        , write(std::move(givenWrite))
        , waited(metrics.histogram("write_wait_seconds", "How long a write waited for its batch.", writerLabels(given)))
        , batches(metrics.counter("write_batches_total", "Batches that were written.", writerLabels(given)))
        , members(metrics.counter("write_batched_total", "Writes in these batches.", writerLabels(given)))
        , rejected(metrics.counter(
              "write_rejected_total", "Writes refused: queue full or waited too long.", writerLabels(given)))
    {
    }

    bool enqueue(std::shared_ptr<BatchEntry> entry);
    Entries take();
    Entries inTime(Entries batch);
    void writeAll(const Entries& batch);
    void loop();

    const Settings settings;
    const Write write;
    Metrics::Histogram waited;
    Metrics::Counter batches;
    Metrics::Counter members;
    Metrics::Counter rejected;

    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::shared_ptr<BatchEntry>> queue;
    bool ending = false;
    std::thread thread;
};

bool BatchThread::Private::enqueue(std::shared_ptr<BatchEntry> entry)
{
    {
        const std::lock_guard lock(mutex);
        if (queue.size() >= settings.queue)
            return false;
        entry->since = BatchClock::now();
        queue.push_back(std::move(entry));
        if (queue.size() > 1)
            return true; // it is awake already, or will look before it sleeps
    }
    wake.notify_one();
    return true;
}

// Whoever has the key of one that goes along stays for the next batch, at its place in the queue.
BatchThread::Entries BatchThread::Private::take()
{
    std::unique_lock lock(mutex);
    wake.wait(lock, [this] { return ending || !queue.empty(); });
    Entries batch;
    std::unordered_set<std::string_view> keys;
    std::deque<std::shared_ptr<BatchEntry>> held;
    while (!queue.empty() && batch.size() < settings.most) {
        auto entry = std::move(queue.front());
        queue.pop_front();
        const bool goes = entry->key.empty() || keys.insert(entry->key).second;
        if (goes)
            batch.push_back(std::move(entry));
        else
            held.push_back(std::move(entry));
    }
    queue.insert(queue.begin(), std::make_move_iterator(held.begin()), std::make_move_iterator(held.end()));
    return batch;
}

// Whoever asked so long ago has given up, or should be told to come back.
BatchThread::Entries BatchThread::Private::inTime(Entries batch)
{
    const auto now = BatchClock::now();
    Entries rest;
    rest.reserve(batch.size());
    for (auto& entry : batch) {
        waited.observe(std::chrono::duration<double>(now - entry->since).count());
        if (now - entry->since <= settings.waitBudget) {
            rest.push_back(std::move(entry));
        } else {
            rejected.add();
            entry->resume(nullptr, false);
        }
    }
    return rest;
}

void BatchThread::Private::writeAll(const Entries& batch)
{
    std::exception_ptr error;
    try {
        write(batch);
    } catch (...) {
        error = std::current_exception();
    }
    batches.add();
    members.add(static_cast<double>(batch.size()));
    for (const auto& entry : batch)
        entry->resume(error, true);
}

void BatchThread::Private::loop()
{
    while (true) {
        Entries batch = take();
        if (batch.empty())
            return;
        batch = inTime(std::move(batch));
        if (!batch.empty())
            writeAll(batch);
    }
}

BatchThread::BatchThread(const Settings& settings, Write write, Metrics& metrics)
    : d(std::make_unique<Private>(settings, std::move(write), metrics))
{
    d->thread = std::thread([this] { d->loop(); });
}

BatchThread::~BatchThread()
{
    {
        const std::lock_guard lock(d->mutex);
        d->ending = true;
    }
    d->wake.notify_one();
    d->thread.join();
}

boost::asio::awaitable<bool> BatchThread::add(std::shared_ptr<BatchEntry> entry)
{
    auto begin = [this, &entry](Resume resume) {
        entry->resume = std::move(resume);
        if (!d->enqueue(entry)) {
            d->rejected.add();
            entry->resume(nullptr, false);
        }
    };
    co_return co_await suspend(begin);
}

} // namespace platform
