// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/span_pipeline.h"

#include "platform/http/otlp_post.h"
#include "platform/log.h"
#include "platform/otlp_span.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace platform {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t queuedSpans = 16384;
constexpr std::size_t batchBytes = 512UL * 1024;
constexpr auto batchDelay = 100ms;
constexpr auto exportTimeout = 2s;
constexpr auto complainEach = 30s;

std::atomic<std::uint64_t>& dropped()
{
    static std::atomic<std::uint64_t> count{0};
    return count;
}

std::atomic<std::shared_ptr<SpanPipeline>>& current()
{
    static std::atomic<std::shared_ptr<SpanPipeline>> pipeline;
    return pipeline;
}

struct SpanBatch
{
    ProtoMessage spans;
    std::size_t count = 0;
};

} // namespace

struct SpanPipeline::Private
{
    explicit Private(const TracingConfig& config)
        : resource(otlpResource(config))
        , version(config.version)
        , post(config.endpoint + (config.endpoint.ends_with('/') ? "v1/traces" : "/v1/traces"), config.headers)
    {
        thread = std::thread([this] { loop(); });
    }

    void loop();
    void send(const SpanBatch& batch, Clock::duration timeout);
    void complain(const std::string& problem);

    const std::string resource;
    const std::string version;
    OtlpPost post; // of the thread
    Clock::time_point complained = Clock::time_point::min();

    std::mutex mutex;
    std::condition_variable wake;
    std::deque<SpanBatch> batches; // the last one is being filled
    std::size_t queued = 0;
    bool ending = false;
    Clock::time_point end; // when it is ending: until then
    std::thread thread;
};

// Batches leave after a moment, or when they are full.
void SpanPipeline::Private::loop()
{
    std::unique_lock lock(mutex);
    while (true) {
        wake.wait(lock, [this] { return ending || !batches.empty(); });
        wake.wait_for(lock, batchDelay, [this] { return ending || batches.size() > 1; });
        if (batches.empty())
            return; // there is nothing more to come
        const SpanBatch batch = std::move(batches.front());
        batches.pop_front();
        const auto timeout = ending ? std::min<Clock::duration>(exportTimeout, end - Clock::now()) : exportTimeout;
        lock.unlock();
        send(batch, timeout);
        lock.lock();
        queued -= batch.count;
    }
}

void SpanPipeline::Private::send(const SpanBatch& batch, Clock::duration timeout)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(timeout);
    const std::string problem = milliseconds > 0ms
                                    ? post.send(otlpRequest(resource, version, batch.spans), milliseconds)
                                    : "There was no time left for it.";
    if (problem.empty())
        return;
    dropped() += batch.count;
    complain(problem);
}

// A collector that is away would be worth a line ten times a second: the counter has the rest.
void SpanPipeline::Private::complain(const std::string& problem)
{
    const auto now = Clock::now();
    if (complained != Clock::time_point::min() && now - complained < complainEach)
        return;
    complained = now;
    logWarn("spans could not be exported", {{"detail", problem}});
}

SpanPipeline::SpanPipeline(const TracingConfig& config)
    : d(std::make_unique<Private>(config))
{
}

SpanPipeline::~SpanPipeline()
{
    shutdown();
}

void SpanPipeline::take(std::string_view span)
{
    bool wakes = false;
    {
        const std::lock_guard lock(d->mutex);
        if (d->queued >= queuedSpans || d->ending) {
            ++dropped();
            return;
        }
        wakes = d->batches.empty() || d->batches.back().spans.encoded().size() >= batchBytes;
        if (wakes)
            d->batches.emplace_back();
        SpanBatch& batch = d->batches.back();
        addToBatch(batch.spans, span);
        ++batch.count;
        ++d->queued;
    }
    if (wakes)
        d->wake.notify_one();
}

void SpanPipeline::shutdown()
{
    {
        const std::lock_guard lock(d->mutex);
        d->ending = true;
        d->end = Clock::now() + exportTimeout;
    }
    d->wake.notify_one();
    if (d->thread.joinable())
        d->thread.join();
}

std::shared_ptr<SpanPipeline> currentSpanPipeline()
{
    return current().load();
}

void initTracing(const TracingConfig& config)
{
    current() = config.endpoint.empty() ? nullptr : std::make_shared<SpanPipeline>(config);
}

void shutdownTracing()
{
    if (const auto pipeline = current().exchange(nullptr))
        pipeline->shutdown();
}

std::uint64_t droppedSpans()
{
    return dropped();
}

} // namespace platform
