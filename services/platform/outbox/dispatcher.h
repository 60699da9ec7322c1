// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/metrics.h"
#include "platform/outbox/outbox_store.h"
#include "platform/tracing.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace platform {

// Sends what the outbox holds, on a thread of its own between start() and stop(): fetches rows of the parts it has
// leased, keeps up to `window` unconfirmed, marks the confirmed ones. While the broker is away nothing is fetched and
// no attempt is counted. step() is one round of it, for tests.
class Dispatcher
{
public:
    struct Settings
    {
        std::string source; // service name, "source" of the event
        std::string exchange = "events";
        std::size_t window = 500;
        int maxAttempts = 10; // then the row is dead
        std::chrono::milliseconds lease{2000};
        std::size_t parts = 32; // of the outbox; who holds all of them tells nobody of a commit
    };

    Dispatcher(const Settings& settings, OutboxStore& store, Publisher& publisher, Metrics& metrics);
    ~Dispatcher();

    void start();
    void stop();
    void wake(); // a row was committed by this process; from any thread
    void wakeByOthers();
    // One round; answers how long to wait for the next when nobody wakes.
    std::chrono::milliseconds step();

private:
    struct InFlight
    {
        PendingRow row;
        Span span;
        std::chrono::steady_clock::time_point since;
    };

    void run();
    bool holdsLeases();
    std::size_t fetchAndPublish();
    void publishSuspect();
    void publish(PendingRow row);
    void settle(std::chrono::milliseconds atMost);
    void apply(const Settlement& settlement, bool culprit);
    void fail(InFlight& flight, const std::string& reason);
    void complete();
    void measure();
    std::chrono::milliseconds announce(std::chrono::milliseconds pause);

    const Settings m_settings;
    OutboxStore& m_store;
    Publisher& m_publisher;
    Metrics::Counter m_published;
    Metrics::Counter m_failed;
    Metrics::Histogram m_confirmLatency;
    Metrics::Gauge m_pending;
    Metrics::Gauge m_parked;
    Metrics::Gauge m_oldest;

    Leases m_leases;
    std::chrono::steady_clock::time_point m_leasedAt{};
    std::chrono::steady_clock::time_point m_measuredAt{};
    std::chrono::steady_clock::time_point m_announcedAt{};
    std::chrono::milliseconds m_poll{20};
    bool m_canSend = true;                                  // as of the last round
    std::unordered_map<std::uint64_t, InFlight> m_inFlight; // by row id
    std::vector<PendingRow> m_confirmed;                    // to be marked
    std::deque<PendingRow> m_suspects;                      // one of them made the broker close the channel

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::atomic<bool> m_woken{false};
    std::atomic<bool> m_committed{false}; // here, and not yet announced
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace platform
