// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/inbox/inbox.h"
#include "platform/metrics.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace platform {

// Handles the events of one queue in their order, on a thread of its own between start() and stop(). What has arrived,
// at most 64, shares a transaction; when that fails each has its own, so that one bad event fails alone. A delivery is
// acknowledged after its commit.
class EventConsumer
{
public:
    struct Settings
    {
        std::string service; // names "<service>.retry.…" and "<service>.dead"
        std::string queue;
        int consumer = 1; // in the inbox's key, for services with several
        std::vector<std::string> tiers{"1s", "10s", "60s"};
        std::chrono::milliseconds copyTimeout{5000};  // until the broker has confirmed a copy for a tier or the dead
        std::map<std::string, EventHandler> handlers; // by type
    };
    // What the publisher of its copies is for, with the tiers that every service has.
    static std::vector<std::string> exchangesOf(const std::string& service);
    using Store = Inbox::Store;
    // `committed` is called after each commit: what it wrote may be waiting for a dispatcher.
    static Store storeOf(Database& database, std::function<void()> committed = {});

    EventConsumer(Settings settings, Consumer& consumer, Publisher& publisher, Store store, Metrics& metrics);
    ~EventConsumer();

    void start();
    void stop();
    // Handles what is there, or waits a moment for the first; for tests.
    void step();

private:
    struct Attempt;

    void run();
    void handle(std::vector<Attempt>& attempts);
    tl::expected<ReadEvent, Refusal> read(const Message& message, const TraceContext& trace) const;
    DatabaseResult<std::vector<Inbox::Outcome>> apply(std::span<const ReadEvent> events);
    void handleAlone(Attempt& attempt, const ReadEvent& event);
    void finish(Attempt& attempt, Inbox::Outcome outcome);
    bool waitForDatabase();
    void applyKept();
    bool applyOneKept(const Message& message);
    void retryLater(const Delivery& delivery, const Refusal& why, const TraceContext& trace);
    void deadLetter(const Delivery& delivery, const Refusal& why, const TraceContext& trace);
    bool hasGoneToTier(const Message& message, const Refusal& why);
    bool hasGoneToTheDead(const Message& message, const Refusal& why, const TraceContext& trace);
    void leave(const Delivery& delivery, bool moved);
    bool hasCopied(const std::string& exchange, const Message& copy);
    bool isStopping();

    const Settings m_settings;
    Consumer& m_consumer;
    Publisher& m_publisher;
    const Inbox m_inbox;
    Metrics::Counter m_handled;
    Metrics::Counter m_duplicates;
    Metrics::Counter m_retried;
    Metrics::Counter m_dead;
    Metrics::Histogram m_duration;
    Metrics::Gauge m_kept;
    std::uint64_t m_lastToken = 0;
    bool m_someKept = true; // as far as is known
    std::chrono::steady_clock::time_point m_lookedAtKept{};

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace platform
