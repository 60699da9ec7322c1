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
constexpr auto lookAtLeast = 2s; // another process may have left events behind
constexpr auto lookAtMost = 100ms;

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

Message failedCopy(const Message& message, const Refusal& why, const std::string& queue)
{
    Message copy = message;
    copy.setHeader("attempts", std::to_string(attemptsOf(copy) + 1));
    copy.setHeader("error_class", why.errorClass);
    copy.setHeader("error_message", why.message.substr(0, 1000));
    copy.setHeader("original_queue", queue);
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

std::vector<std::string> EventConsumer::exchangesOf(const std::string& service)
{
    std::vector<std::string> exchanges{service + ".dead"};
    for (const std::string& tier : Settings().tiers)
        exchanges.emplace_back(service).append(".retry.").append(tier);
    return exchanges;
}

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
    , m_kept(metrics.gauge("inbox_waiting", "Events in a retry tier, and those that wait behind them."))
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
    const std::vector<Delivery> deliveries = m_consumer.receive(batch, 200ms);
    if (!deliveries.empty())
        failsAt(Failpoint::AfterReceive);
    std::vector<Attempt> attempts;
    attempts.reserve(deliveries.size());
    for (const Delivery& delivery : deliveries)
        attempts.emplace_back(delivery, deliveries.size());
    handle(attempts);
    applyKept();
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
    switch (outcome) {
    case Inbox::Outcome::Handled: m_handled.add(); break;
    case Inbox::Outcome::Duplicate:
        m_duplicates.add();
        attempt.span.event("duplicate");
        break;
    case Inbox::Outcome::Kept:
        m_someKept = true;
        attempt.span.event("waits for an earlier event of its aggregate");
        break;
    }
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
    return ReadEvent{lowerCase(message.id), &handler->second, std::move(*value), trace, &message, attemptsOf(message)};
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

// Before the copy is in the tier, so that nothing behind it can pass meanwhile.
bool EventConsumer::hasGoneToTier(const Message& message, const Refusal& why)
{
    const std::string& tier = m_settings.tiers.at(static_cast<std::size_t>(attemptsOf(message)));
    logWarn("event is tried again later", {{"event_id", message.id}, {"tier", tier}, {"reason", why.message}});
    const auto blocked = m_inbox.block(message);
    if (!blocked) {
        logWarn("the events behind it cannot be held back", {{"error", blocked.error().message}});
        return false;
    }
    m_retried.add();
    m_someKept = true;
    return hasCopied(m_settings.service + ".retry." + tier, failedCopy(message, why, m_settings.queue));
}

bool EventConsumer::hasGoneToTheDead(const Message& message, const Refusal& why, const TraceContext& trace)
{
    logError("event put to the dead letters",
             {{"event_id", message.id}, {"error_class", why.errorClass}, {"reason", why.message}});
    Message copy = failedCopy(message, why, m_settings.queue);
    copy.setHeader("failed_traceparent", trace.traceparent());
    if (!hasCopied(m_settings.service + ".dead", copy))
        return false;
    m_dead.add();
    if (attemptsOf(message) == 0)
        return true;
    const auto released = m_inbox.release(message);
    if (!released)
        logWarn("the events behind it cannot be let go yet", {{"error", released.error().message}});
    return released.has_value();
}

void EventConsumer::retryLater(const Delivery& delivery, const Refusal& why, const TraceContext& trace)
{
    const bool isLast = static_cast<std::size_t>(attemptsOf(delivery.message)) >= m_settings.tiers.size();
    leave(delivery, isLast ? hasGoneToTheDead(delivery.message, why, trace) : hasGoneToTier(delivery.message, why));
}

void EventConsumer::deadLetter(const Delivery& delivery, const Refusal& why, const TraceContext& trace)
{
    leave(delivery, hasGoneToTheDead(delivery.message, why, trace));
}

// Acknowledged only when the broker has confirmed the copy; else it goes back to the queue.
void EventConsumer::leave(const Delivery& delivery, bool moved)
{
    if (moved)
        m_consumer.acknowledge(delivery);
    else
        m_consumer.giveBack(delivery);
}

bool EventConsumer::hasCopied(const std::string& exchange, const Message& copy)
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
            if (settlement.outcome == Settlement::Outcome::Confirmed)
                return !failsAt(exchange.ends_with(".dead") ? Failpoint::InDeadLetter : Failpoint::InTier);
            sent = false;
        }
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, sent ? 0ms : std::min(100ms, m_settings.copyTimeout), [this] { return m_stopping; });
    }
    return false;
}

// Those whose predecessor has succeeded or died, one by one, as long as there are any.
void EventConsumer::applyKept()
{
    const auto pause = m_someKept ? std::chrono::milliseconds(lookAtMost) : std::chrono::milliseconds(lookAtLeast);
    if (Clock::now() - m_lookedAtKept < pause)
        return;
    bool again = true;
    while (again && !isStopping()) {
        const auto view = m_inbox.lookAtKept();
        m_lookedAtKept = Clock::now();
        if (!view)
            return;
        m_someKept = view->rows > 0;
        m_kept.set(static_cast<double>(view->rows));
        again = !view->ready.empty();
        for (const Message& message : view->ready)
            again = again && applyOneKept(message);
        m_consumer.keepAlive();
    }
}

// False when it has to be left where it is for now.
bool EventConsumer::applyOneKept(const Message& message)
{
    const Delivery delivery{.queue = m_settings.queue, .routingKey = message.type, .message = message};
    Attempt attempt(delivery, 1);
    const auto event = read(message, attempt.span.context());
    if (!event) {
        attempt.span.fail(event.error().message);
        return hasGoneToTheDead(message, event.error(), attempt.span.context()) && m_inbox.release(message);
    }
    const auto outcome = m_inbox.applyKept(*event);
    if (outcome) {
        (*outcome == Inbox::Outcome::Handled ? m_handled : m_duplicates).add();
        return true;
    }
    attempt.span.fail(outcome.error().message);
    if (!m_inbox.problem().empty())
        return false;
    // The row is all there is of it: it goes only when the copy is there.
    const Refusal why{"database-" + outcome.error().sqlState, outcome.error().message};
    return hasCopied(m_settings.service + ".retry." + m_settings.tiers.front(),
                     failedCopy(message, why, m_settings.queue)) &&
           m_inbox.block(message);
}

} // namespace platform
