// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/batch_thread.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_set>

namespace platform {
namespace {

constexpr std::size_t threads = 2; // a third finds nothing to do: commits that wait share one write to the disk
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
        , sizes(metrics.histogram(
              "write_batch_size", "Writes in one batch.", writerLabels(given), {1, 2, 4, 8, 16, 32, 64, 128}))
        , members(metrics.counter("write_batched_total", "Writes in these batches.", writerLabels(given)))
        , rejected(metrics.counter(
              "write_rejected_total", "Writes refused: queue full or waited too long.", writerLabels(given)))
    {
    }

    bool enqueue(std::shared_ptr<BatchEntry> entry);
    bool isWorthwhile() const;
    void passOn(const Entries& batch, std::unique_lock<std::mutex>& myTurn);
    Entries take();
    Entries takeFree();
    Entries inTime(const Entries& batch);
    void writeAll(const Entries& batch, const Executed& executed);
    void finish(const Entries& batch);
    void loop();

    const Settings settings;
    const Write write;
    Metrics::Histogram waited;
    Metrics::Counter batches;
    Metrics::Histogram sizes;
    Metrics::Counter members;
    Metrics::Counter rejected;

    std::mutex turn; // held by the one who waits for a batch, or executes it
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::shared_ptr<BatchEntry>> queue;
    std::unordered_set<std::string> taken; // keys that are being written
    const Entries* committing = nullptr;   // the last batch that was executed, until it is finished
    bool ending = false;
    std::vector<std::thread> threads;
};

bool BatchThread::Private::enqueue(std::shared_ptr<BatchEntry> entry)
{
    bool wakes = false;
    {
        const std::lock_guard lock(mutex);
        if (queue.size() >= settings.queue)
            return false;
        entry->since = BatchClock::now();
        queue.push_back(std::move(entry));
        wakes = isWorthwhile();
    }
    if (wakes)
        wake.notify_one();
    return true;
}

// A batch costs the database as much as five writes before it has any, so while one is being committed the next is to
// be as large as that one. Nobody waits longer than for that commit.
bool BatchThread::Private::isWorthwhile() const
{
    return !committing || queue.size() >= std::min(committing->size(), settings.most) || ending;
}

// Empty: there is nothing more to come.
BatchThread::Entries BatchThread::Private::take()
{
    std::unique_lock lock(mutex);
    Entries batch;
    wake.wait(lock, [this, &batch] {
        if (!isWorthwhile())
            return false;
        batch = takeFree();
        return !batch.empty() || (ending && queue.empty());
    });
    return batch;
}

// Whoever has the key of one that is being written stays for a later batch, at its place in the queue.
BatchThread::Entries BatchThread::Private::takeFree()
{
    Entries batch;
    std::deque<std::shared_ptr<BatchEntry>> held;
    while (!queue.empty() && batch.size() < settings.most) {
        auto entry = std::move(queue.front());
        queue.pop_front();
        const bool goes = entry->key.empty() || taken.insert(entry->key).second;
        if (goes)
            batch.push_back(std::move(entry));
        else
            held.push_back(std::move(entry));
    }
    queue.insert(queue.begin(), std::make_move_iterator(held.begin()), std::make_move_iterator(held.end()));
    return batch;
}

// Whoever asked so long ago has given up, or should be told to come back.
BatchThread::Entries BatchThread::Private::inTime(const Entries& batch)
{
    const auto now = BatchClock::now();
    Entries rest;
    rest.reserve(batch.size());
    for (const auto& entry : batch) {
        waited.observe(std::chrono::duration<double>(now - entry->since).count());
        if (now - entry->since <= settings.waitBudget) {
            rest.push_back(entry);
        } else {
            rejected.add();
            entry->resume(nullptr, false);
        }
    }
    return rest;
}

void BatchThread::Private::writeAll(const Entries& batch, const Executed& executed)
{
    std::exception_ptr error;
    try {
        write(batch, executed);
    } catch (...) {
        error = std::current_exception();
    }
    batches.add();
    sizes.observe(static_cast<double>(batch.size()));
    members.add(static_cast<double>(batch.size()));
    std::vector<Resume> waiting;
    waiting.reserve(batch.size());
    for (const auto& entry : batch)
        waiting.push_back(std::move(entry->resume));
    Resume::all(std::move(waiting), error, true);
}

void BatchThread::Private::finish(const Entries& batch)
{
    {
        const std::lock_guard lock(mutex);
        for (const auto& entry : batch)
            taken.erase(entry->key);
        if (committing == &batch)
            committing = nullptr;
    }
    wake.notify_all(); // somebody may wait for one of the keys, or for the commit
}

// Executed: the other one may execute.
void BatchThread::Private::passOn(const Entries& batch, std::unique_lock<std::mutex>& myTurn)
{
    if (!myTurn.owns_lock())
        return;
    {
        const std::lock_guard lock(mutex);
        committing = &batch;
    }
    myTurn.unlock();
}

void BatchThread::Private::loop()
{
    while (true) {
        std::unique_lock myTurn(turn);
        const Entries batch = take();
        if (batch.empty())
            return;
        const Entries written = inTime(batch);
        if (!written.empty())
            writeAll(written, [&] { passOn(batch, myTurn); });
        finish(batch);
    }
}

BatchThread::BatchThread(const Settings& settings, Write write, Metrics& metrics)
    : d(std::make_unique<Private>(settings, std::move(write), metrics))
{
    for (std::size_t i = 0; i < threads; ++i)
        d->threads.emplace_back([this] { d->loop(); });
}

BatchThread::~BatchThread()
{
    {
        const std::lock_guard lock(d->mutex);
        d->ending = true;
    }
    d->wake.notify_all();
    for (std::thread& thread : d->threads)
        thread.join();
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
