// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_consumer.h"

#include "platform/inbox/event_id.h"
#include "platform/log.h"
#include "platform/tracing.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace platform {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t batch = 64;

constexpr Statement rememberEvent{
    "inbox_insert",
    "INSERT INTO inbox (event_id, consumer) VALUES ($1::uuid, $2::smallint) ON CONFLICT DO NOTHING",
    "INSERT inbox"};
constexpr Statement rememberForeign{
    "inbox_foreign_insert",
    "INSERT INTO inbox_foreign (event_id, consumer) VALUES ($1::uuid, $2::smallint) ON CONFLICT DO NOTHING",
    "INSERT inbox_foreign"};

// Failures so far, as the copies in the retry tiers carry them.
int attemptsOf(const Message& message)
{
    const std::string_view text = message.header("attempts");
    int attempts = 0;
    std::from_chars(text.data(), text.data() + text.size(), attempts);
    return attempts;
}

Span processSpan(const Delivery& delivery)
{
    const Message& message = delivery.message;
    Span span("process " + delivery.queue, SpanKind::Consumer, TraceContext::parse(message.header("traceparent")));
    span.set("messaging.system", "rabbitmq");
    span.set("messaging.operation.type", "process");
    span.set("messaging.destination.name", delivery.queue);
    span.set("messaging.message.id", message.id);
    span.set("messaging.rabbitmq.destination.routing_key", message.type);
    span.set("messaging.message.conversation_id", message.header("correlation_id"));
    span.set("messaging.message.delivery_count", std::int64_t{attemptsOf(message)} + delivery.earlierDeliveries + 1);
    return span;
}

Message failedCopy(const Delivery& delivery, const Refusal& why)
{
    Message copy = delivery.message;
    copy.setHeader("attempts", std::to_string(attemptsOf(copy) + 1));
    copy.setHeader("error_class", why.errorClass);
    copy.setHeader("error_message", why.message.substr(0, 1000));
    copy.setHeader("original_queue", delivery.queue);
    return copy;
}

} // namespace

EventConsumer::Store EventConsumer::storeOf(Database& database)
{
    return {.transact = [&database](const TraceContext& parent,
                                    const Database::Work& work) { return database.transact(parent, work); },
            .problem = [&database] { return database.problem(); }};
}

EventConsumer::EventConsumer(Settings settings, Consumer& consumer, Publisher& publisher, Store store, Metrics& metrics)
    : m_settings(std::move(settings))
    , m_consumer(consumer)
    , m_publisher(publisher)
    , m_store(std::move(store))
    , m_handled(metrics.counter("inbox_handled_total", "Events that had their effect."))
    , m_duplicates(metrics.counter("inbox_duplicates_total", "Deliveries of events that had had their effect before."))
    , m_retried(metrics.counter("inbox_retried_total", "Events put into a retry tier."))
    , m_dead(metrics.counter("inbox_dead_total", "Events put to the dead letters."))
    , m_duration(metrics.histogram("inbox_handle_seconds", "From delivery to commit."))
{
}

EventConsumer::~EventConsumer()
{
    stop();
}

void EventConsumer::start()
{
    m_thread = std::thread([this] { run(); });
}

void EventConsumer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool EventConsumer::isStopping()
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

void EventConsumer::run()
{
    while (!isStopping())
        step();
}

void EventConsumer::step()
{
    for (const Delivery& delivery : m_consumer.receive(batch, 200ms)) {
        if (isStopping())
            return; // the broker gives out again what was not acknowledged
        process(delivery);
    }
    m_publisher.isReady(); // keeps the second connection alive, for the day it is needed
    m_publisher.settle(0ms);
}

void EventConsumer::process(const Delivery& delivery)
{
    const auto began = Clock::now();
    Span span = processSpan(delivery);
    const LogScope scope(span.context());
    const auto effect = effectOf(delivery.message);
    if (!effect) {
        span.fail(effect.error().message);
        deadLetter(delivery, effect.error(), span.context());
        return;
    }
    const auto outcome = applyOnce(delivery, span.context(), *effect);
    if (!outcome) {
        span.fail(outcome.error().message);
        retryLater(delivery, {"database-" + outcome.error().sqlState, outcome.error().message}, span.context());
        return;
    }
    if (*outcome == Outcome::Stopped)
        return;
    m_consumer.acknowledge(delivery);
    (*outcome == Outcome::Duplicate ? m_duplicates : m_handled).add();
    if (*outcome == Outcome::Duplicate)
        span.event("duplicate");
    m_duration.observe(std::chrono::duration<double>(Clock::now() - began).count());
}

tl::expected<Effect, Refusal> EventConsumer::effectOf(const Message& message) const
{
    switch (placeOfEventId(message.id, std::chrono::system_clock::now())) {
    case EventIdPlace::Invalid:
        return tl::unexpected(Refusal{"invalid-id", "The message has no UUID as its message-id."});
    case EventIdPlace::TooOld:
        return tl::unexpected(Refusal{"too-old",
                                      "The event is too old to prove that it was not handled before. Retry it only if "
                                      "you know that it was not."});
    case EventIdPlace::Partitioned:
    case EventIdPlace::Foreign: break;
    }
    const auto handler = m_settings.handlers.find(message.type);
    if (handler == m_settings.handlers.end())
        return tl::unexpected(Refusal{
            "unknown-type", "This service handles no events of type \"" + message.type + "\" in this version."});
    return handler->second(message);
}

// A database that cannot be reached is no fault of the event: it waits here, unacknowledged, instead of using up its
// tries. Everything else that fails is the caller's to retry.
DatabaseResult<EventConsumer::Outcome>
EventConsumer::applyOnce(const Delivery& delivery, const TraceContext& trace, const Effect& effect)
{
    while (true) {
        auto outcome = apply(delivery.message, trace, effect);
        const bool away =
            !outcome && outcome.error().kind == DatabaseError::Kind::Unavailable && !m_store.problem().empty();
        if (!away)
            return outcome;
        logWarn("event waits for the database", {{"event_id", delivery.message.id}});
        if (!waitForDatabase())
            return Outcome::Stopped;
    }
}

DatabaseResult<EventConsumer::Outcome>
EventConsumer::apply(const Message& message, const TraceContext& trace, const Effect& effect)
{
    Outcome outcome = Outcome::Handled;
    const bool foreign = placeOfEventId(message.id, std::chrono::system_clock::now()) == EventIdPlace::Foreign;
    const auto done = m_store.transact(trace, [&](Transaction& transaction) -> DatabaseResult<void> {
        const auto remembered =
            transaction.query(foreign ? rememberForeign : rememberEvent, {message.id, m_settings.consumer});
        if (!remembered)
            return tl::unexpected(remembered.error());
        if (remembered->affected() == 0) {
            outcome = Outcome::Duplicate;
            return {};
        }
        return effect(transaction);
    });
    if (!done)
        return tl::unexpected(done.error());
    return outcome;
}

bool EventConsumer::waitForDatabase()
{
    do {
        m_consumer.keepAlive();
        std::unique_lock lock(m_mutex);
        if (m_changed.wait_for(lock, 100ms, [this] { return m_stopping; }))
            return false;
    } while (!m_store.problem().empty());
    return true;
}

void EventConsumer::retryLater(const Delivery& delivery, const Refusal& why, const TraceContext& trace)
{
    const auto tier = static_cast<std::size_t>(attemptsOf(delivery.message));
    if (tier >= m_settings.tiers.size()) {
        deadLetter(delivery, why, trace);
        return;
    }
    logWarn("event is tried again later",
            {{"event_id", delivery.message.id}, {"tier", m_settings.tiers[tier]}, {"reason", why.message}});
    m_retried.add();
    const Message copy = failedCopy(delivery, why);
    moveTo(m_settings.service + ".retry." + m_settings.tiers[tier], delivery, copy);
}

void EventConsumer::deadLetter(const Delivery& delivery, const Refusal& why, const TraceContext& trace)
{
    logError("event put to the dead letters",
             {{"event_id", delivery.message.id}, {"error_class", why.errorClass}, {"reason", why.message}});
    m_dead.add();
    Message copy = failedCopy(delivery, why);
    copy.setHeader("failed_traceparent", trace.traceparent());
    moveTo(m_settings.service + ".dead", delivery, copy);
}

// Acknowledged only when the broker has confirmed the copy; else it goes back to the queue.
void EventConsumer::moveTo(const std::string& exchange, const Delivery& delivery, const Message& copy)
{
    const std::uint64_t token = ++m_lastToken;
    const auto deadline = Clock::now() + m_settings.copyTimeout;
    bool sent = false;
    while (Clock::now() < deadline && !isStopping()) {
        if (!sent && m_publisher.isReady()) {
            m_publisher.publish({token, exchange, copy.type, copy});
            sent = true;
        }
        for (const Settlement& settlement : m_publisher.settle(50ms)) {
            if (settlement.token != token)
                continue;
            if (settlement.outcome == Settlement::Outcome::Confirmed) {
                m_consumer.acknowledge(delivery);
                return;
            }
            sent = false;
        }
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, sent ? 0ms : std::min(100ms, m_settings.copyTimeout), [this] { return m_stopping; });
    }
    m_consumer.giveBack(delivery);
}

} // namespace platform
