// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/executor.h"

#include "platform/suspend.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace platform {
namespace {

using Clock = std::chrono::steady_clock;

MetricLabels labels(const Executor::Settings& settings)
{
    return {{"executor", settings.name}};
}

struct Job
{
    std::function<void()> work;
    Resume done; // called from a thread of the pool
    Clock::time_point queuedAt;
};

} // namespace

struct Executor::Private
{
    Private(const Settings& given, Metrics& metrics)
        : settings(given)
        , depth(metrics.gauge("executor_queue_depth", "Work that waits for a thread of the executor.", labels(given)))
        , wait(metrics.histogram(
              "executor_wait_seconds", "How long work waited for a thread of the executor.", labels(given)))
        , rejected(
              metrics.counter("executor_rejected_total", "Work refused: queue full or waited too long.", labels(given)))
    {
    }

    bool reserve()
    {
        const std::lock_guard lock(mutex);
        if (reserved >= settings.queue)
            return false;
        ++reserved;
        return true;
    }

    void enqueue(Job job)
    {
        {
            const std::lock_guard lock(mutex);
            jobs.push_back(std::move(job));
        }
        depth.add(1);
        wake.notify_one();
    }

    std::optional<Job> take()
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return ending || !jobs.empty(); });
        if (jobs.empty())
            return std::nullopt;
        Job job = std::move(jobs.front());
        jobs.pop_front();
        --reserved;
        return job;
    }

    void loop()
    {
        while (auto job = take()) {
            const auto waited = Clock::now() - job->queuedAt;
            depth.add(-1);
            wait.observe(std::chrono::duration<double>(waited).count());
            execute(*job, waited <= settings.waitBudget);
        }
    }

    // Work that waited past its budget is not begun: its client has given up, or should be told to come back.
    void execute(const Job& job, bool inTime)
    {
        std::exception_ptr error;
        if (!inTime) {
            rejected.add();
        } else {
            try {
                job.work();
            } catch (...) {
                error = std::current_exception();
            }
        }
        job.done(error, inTime);
    }

    const Settings settings;
    Metrics::Gauge depth;
    Metrics::Histogram wait;
    Metrics::Counter rejected;

    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> jobs;
    std::size_t reserved = 0;
    bool ending = false;
    std::vector<std::thread> threads;
};

Executor::Executor(const Settings& settings, Metrics& metrics)
    : d(std::make_unique<Private>(settings, metrics))
{
    for (std::size_t i = 0; i < settings.threads; ++i)
        d->threads.emplace_back([this] { d->loop(); });
}

Executor::~Executor()
{
    {
        const std::lock_guard lock(d->mutex);
        d->ending = true;
    }
    d->wake.notify_all();
    for (std::thread& thread : d->threads)
        thread.join();
}

boost::asio::awaitable<bool> Executor::run(std::function<void()> work)
{
    if (!d->reserve()) {
        d->rejected.add();
        co_return false;
    }
    auto begin = [this, &work](Resume resume) { d->enqueue(Job{std::move(work), std::move(resume), Clock::now()}); };
    co_return co_await suspend(begin);
}

} // namespace platform
