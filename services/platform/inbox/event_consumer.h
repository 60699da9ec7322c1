// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"
#include "platform/metrics.h"
#include "platform/postgres/database.h"

#include <tl/expected.hpp>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace platform {

// Why a message can never be handled: it goes to the dead letters at once.
struct Refusal
{
    std::string errorClass; // "invalid-body", "unknown-version"
    std::string message;
};

// What an event changes. Runs in the transaction that also remembers the event, so it happens once; outgoing events are
// appended to the outbox there as well.
using Effect = std::function<DatabaseResult<void>(Transaction&)>;
// Bytes in, effect out: parses and checks, touches nothing.
using EventHandler = std::function<tl::expected<Effect, Refusal>(const Message&)>;

// Handles the events of one queue, one after the other, on a thread of its own between start() and stop().
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
    // The database, as functions: what a test replaces.
    struct Store
    {
        std::function<DatabaseResult<void>(const TraceContext&, const Database::Work&)> transact;
        std::function<std::string()> problem;
    };

    static Store storeOf(Database& database);

    EventConsumer(Settings settings, Consumer& consumer, Publisher& publisher, Store store, Metrics& metrics);
    ~EventConsumer();

    void start();
    void stop();
    // Handles what is there, or waits a moment for the first; for tests.
    void step();

private:
    enum class Outcome { Handled, Duplicate, Stopped };

    void run();
    void process(const Delivery& delivery);
    tl::expected<Effect, Refusal> effectOf(const Message& message) const;
    DatabaseResult<Outcome> applyOnce(const Delivery& delivery, const TraceContext& trace, const Effect& effect);
    DatabaseResult<Outcome> apply(const Message& message, const TraceContext& trace, const Effect& effect);
    bool waitForDatabase();
    void retryLater(const Delivery& delivery, const Refusal& why, const TraceContext& trace);
    void deadLetter(const Delivery& delivery, const Refusal& why, const TraceContext& trace);
    void moveTo(const std::string& exchange, const Delivery& delivery, const Message& copy);
    bool isStopping();

    const Settings m_settings;
    Consumer& m_consumer;
    Publisher& m_publisher;
    const Store m_store;
    Metrics::Counter m_handled;
    Metrics::Counter m_duplicates;
    Metrics::Counter m_retried;
    Metrics::Counter m_dead;
    Metrics::Histogram m_duration;
    std::uint64_t m_lastToken = 0;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace platform
