// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_consumer.h"

#include "platform/failpoints/failpoint.h"
#include "platform/inbox/event_id.h"
#include "platform/log.h"
#include "platform/tracing.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>

namespace platform {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t batch = 64;

// Failures so far, as the copies in the retry tiers carry them.
int attemptsOf(const Message& message)
{
    const std::string_view text = message.header("attempts");
    int attempts = 0;
    std::from_chars(text.data(), text.data() + text.size(), attempts);
    return attempts;
}

Span processSpan(const Delivery& delivery, std::size_t together)
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
    if (together > 1)
        span.set("messaging.batch.message_count", static_cast<std::int64_t>(together));
    return span;
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
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

// A delivery that is being handled.
struct EventConsumer::Attempt
{
    Attempt(const Delivery& given, std::size_t together)
        : delivery(given)
        , span(processSpan(given, together))
    {
    }

    const Delivery& delivery;
    Span span;
    Clock::time_point began = Clock::now();
};

EventConsumer::Store EventConsumer::storeOf(Database& database, std::function<void()> committed)
{
    return {.transact =
                [&database, committed = std::move(committed)](std::span<const TraceContext> parents,
                                                              const Database::Work& work) {
                    auto done = database.transact(parents, work);
                    if (done && committed)
                        committed();
                    return done;
                },
            .problem = [&database] { return database.problem(); }};
}

EventConsumer::EventConsumer(Settings settings, Consumer& consumer, Publisher& publisher, Store store, Metrics& metrics)
    : m_settings(std::move(settings))
    , m_consumer(consumer)
    , m_publisher(publisher)
    , m_inbox(std::move(store), m_settings.consumer)
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
    std::vector<Delivery> deliveries = m_consumer.receive(batch, 200ms);
    if (!deliveries.empty() && failsAt(Failpoint::AfterReceive)) {
        for (const Delivery& delivery : deliveries)
            m_consumer.giveBack(delivery);
        deliveries.clear();
    }
    std::vector<Attempt> attempts;
    attempts.reserve(deliveries.size());
    for (const Delivery& delivery : deliveries)
        attempts.emplace_back(delivery, deliveries.size());
    handle(attempts);
    m_publisher.isReady(); // keeps the second connection alive, for the day it is needed
    m_publisher.settle(0ms);
}

// What is refused waits for the others: moving it away can take long. At a stop whatever is left is not acknowledged,
// and the broker gives it out again.
void EventConsumer::handle(std::vector<Attempt>& attempts)
{
    std::vector<ReadEvent> events;
    std::vector<Attempt*> readable;
    std::vector<std::pair<Attempt*, Refusal>> refused;
    for (Attempt& attempt : attempts) {
        auto event = read(attempt.delivery.message, attempt.span.context());
        if (!event) {
            refused.emplace_back(&attempt, std::move(event.error()));
            continue;
        }
        events.push_back(std::move(*event));
        readable.push_back(&attempt);
    }
    const auto outcomes = events.size() > 1 ? apply(events) : tl::unexpected(DatabaseError{});
    for (std::size_t i = 0; i < events.size() && !isStopping(); ++i) {
        if (outcomes)
            finish(*readable[i], (*outcomes)[i]);
        else
            handleAlone(*readable[i], events[i]);
    }
    for (auto& [attempt, refusal] : refused) {
        if (isStopping())
            return;
        attempt->span.fail(refusal.message);
        deadLetter(attempt->delivery, refusal, attempt->span.context());
    }
}

void EventConsumer::handleAlone(Attempt& attempt, const ReadEvent& event)
{
    const auto outcome = apply({&event, 1});
    if (outcome) {
        finish(attempt, outcome->front());
    } else if (!isStopping()) {
        const DatabaseError& error = outcome.error();
        attempt.span.fail(error.message);
        retryLater(attempt.delivery, {"database-" + error.sqlState, error.message}, attempt.span.context());
    }
}

void EventConsumer::finish(Attempt& attempt, Inbox::Outcome outcome)
{
    if (failsAt(Failpoint::BeforeAck))
        m_consumer.giveBack(attempt.delivery);
    else
        m_consumer.acknowledge(attempt.delivery);
    failsAt(Failpoint::AfterAck);
    (outcome == Inbox::Outcome::Duplicate ? m_duplicates : m_handled).add();
    if (outcome == Inbox::Outcome::Duplicate)
        attempt.span.event("duplicate");
    attempt.span.end();
    m_duration.observe(std::chrono::duration<double>(Clock::now() - attempt.began).count());
}

tl::expected<ReadEvent, Refusal> EventConsumer::read(const Message& message, const TraceContext& trace) const
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
    const LogScope scope(trace);
    auto value = handler->second.read(message, trace);
    if (!value)
        return tl::unexpected(std::move(value.error()));
    return ReadEvent{lowerCase(message.id), &handler->second, std::move(*value), trace};
}

// A database that cannot be reached is no fault of the events: they wait here, unacknowledged, instead of using up
// their tries. Everything else that fails is the caller's to retry.
DatabaseResult<std::vector<Inbox::Outcome>> EventConsumer::apply(std::span<const ReadEvent> events)
{
    while (true) {
        auto outcomes = m_inbox.apply(events);
        const bool away =
            !outcomes && outcomes.error().kind == DatabaseError::Kind::Unavailable && !m_inbox.problem().empty();
        if (!away)
            return outcomes;
        logWarn("events wait for the database",
                {{"event_id", events.front().id}, {"events", static_cast<long long>(events.size())}});
        if (!waitForDatabase())
            return outcomes; // stopping
    }
}

bool EventConsumer::waitForDatabase()
{
    do {
        m_consumer.keepAlive();
        std::unique_lock lock(m_mutex);
        if (m_changed.wait_for(lock, 100ms, [this] { return m_stopping; }))
            return false;
    } while (!m_inbox.problem().empty());
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
                if (failsAt(exchange.ends_with(".dead") ? Failpoint::InDeadLetter : Failpoint::InTier))
                    m_consumer.giveBack(delivery);
                else
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
