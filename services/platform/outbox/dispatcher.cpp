// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/outbox/dispatcher.h"

#include "platform/failpoints/failpoint.h"
#include "platform/log.h"

#include <algorithm>
#include <random>

namespace platform {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto shortestPoll = 20ms;
constexpr auto longestPoll = 1000ms;
constexpr auto announceEach = 25ms; // at most; the first at once

std::minstd_rand& random()
{
    thread_local std::minstd_rand generator{std::random_device{}()};
    return generator;
}

std::chrono::milliseconds fullJitter(int attempts)
{
    const std::int64_t longest = std::min<std::int64_t>(60000, 200LL << std::min(attempts, 9));
    return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(50, longest)(random()));
}

Span publishSpan(const PendingRow& pending, const Message& message, const std::string& exchange)
{
    Span span("publish " + exchange, SpanKind::Producer, TraceContext::parse(message.header("traceparent")));
    span.set("messaging.system", "rabbitmq");
    span.set("messaging.operation.type", "send");
    span.set("messaging.destination.name", exchange);
    span.set("messaging.rabbitmq.destination.routing_key", pending.row.eventType);
    span.set("messaging.message.id", pending.row.eventId);
    span.set("messaging.message.conversation_id", message.header("correlation_id"));
    return span;
}

} // namespace

Dispatcher::Dispatcher(const Settings& settings, OutboxStore& store, Publisher& publisher, Metrics& metrics)
    : m_settings(settings)
    , m_store(store)
    , m_publisher(publisher)
    , m_published(metrics.counter("outbox_published_total", "Events that the broker has confirmed."))
    , m_failed(metrics.counter("outbox_failed_attempts_total", "Publications that the broker refused."))
    , m_confirmLatency(metrics.histogram("outbox_confirm_seconds", "From publication to the broker's confirm."))
    , m_pending(metrics.gauge("outbox_pending", "Committed events that wait to be sent."))
    , m_parked(metrics.gauge("outbox_parked", "Aggregates that wait behind a refused event."))
    , m_oldest(metrics.gauge("outbox_oldest_age_seconds", "Age of the oldest event that waits."))
{
}

Dispatcher::~Dispatcher()
{
    stop();
}

void Dispatcher::start()
{
    m_store.listen([this] { wakeByOthers(); });
    m_thread = std::thread([this] { run(); });
}

void Dispatcher::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_store.stopListening();
    if (m_thread.joinable())
        m_thread.join();
}

void Dispatcher::wake()
{
    m_committed.store(true, std::memory_order_relaxed);
    wakeByOthers();
}

void Dispatcher::wakeByOthers()
{
    if (m_woken.exchange(true))
        return; // somebody has done it, and it has not looked since
    {
        const std::lock_guard lock(m_mutex); // or it could be between looking and waiting
    }
    m_changed.notify_one();
}

void Dispatcher::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_woken = false;
        lock.unlock();
        const auto pause = announce(step());
        lock.lock();
        // Without a broker a commit is no reason to look again.
        if (pause > 0ms)
            m_changed.wait_for(lock, pause, [this] { return (m_woken && m_canSend) || m_stopping; });
    }
    lock.unlock();
    // What was sent and not confirmed in this time is sent again by the next dispatcher: at least once.
    const auto deadline = Clock::now() + 1s;
    while (!m_inFlight.empty() && Clock::now() < deadline)
        settle(100ms);
    complete();
    m_store.release();
}

std::chrono::milliseconds Dispatcher::step()
{
    if (!holdsLeases())
        return 250ms;
    measure();
    m_canSend = m_publisher.isReady();
    if (!m_canSend) {
        settle(0ms); // what is lost, and whether the broker wants messages again
        return 100ms;
    }
    const std::size_t sent = fetchAndPublish();
    settle(m_inFlight.empty() ? 0ms : 20ms);
    complete();
    m_poll = sent > 0 ? shortestPoll : std::min(m_poll * 2, longestPoll);
    if (!m_inFlight.empty())
        return 0ms;
    return m_poll + std::chrono::milliseconds(std::uniform_int_distribution<int>(0, 10)(random()));
}

// Who holds not every part tells the others that there may be work for them. Answers when to come again.
std::chrono::milliseconds Dispatcher::announce(std::chrono::milliseconds pause)
{
    if (m_leases.size() >= m_settings.parts)
        m_committed.store(false, std::memory_order_relaxed);
    if (!m_committed.load(std::memory_order_relaxed))
        return pause;
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_announcedAt);
    if (since < announceEach)
        return std::min<std::chrono::milliseconds>(pause, announceEach - since);
    m_committed.store(false, std::memory_order_relaxed);
    m_announcedAt = Clock::now();
    m_store.announce();
    return pause;
}

// Renewed long before its end: a completion under a lost lease is void.
bool Dispatcher::holdsLeases()
{
    const auto now = Clock::now();
    if (now - m_leasedAt < m_settings.lease / 3)
        return true;
    auto leases = m_store.lease(m_settings.lease);
    if (!leases) {
        logWarn("the outbox cannot be leased", {{"error", leases.error().message}});
        return false;
    }
    m_leases = std::move(*leases);
    m_leasedAt = now;
    return true;
}

std::size_t Dispatcher::fetchAndPublish()
{
    if (!m_suspects.empty()) {
        if (m_inFlight.empty())
            publishSuspect();
        return 1;
    }
    if (m_leases.empty() || m_inFlight.size() >= m_settings.window)
        return 0;
    std::vector<std::int64_t> skipped;
    for (const auto& [id, flight] : m_inFlight)
        skipped.push_back(static_cast<std::int64_t>(id));
    for (const PendingRow& row : m_confirmed) // sent, and only the mark is missing
        skipped.push_back(row.id);
    auto rows = m_store.fetch(m_leases, skipped, m_settings.window - m_inFlight.size());
    if (!rows) {
        logWarn("the outbox cannot be read", {{"error", rows.error().message}});
        return 0;
    }
    if (rows->empty() || failsAt(Failpoint::LeaseLost))
        return 0;
    for (PendingRow& row : *rows)
        publish(std::move(row));
    failsAt(Failpoint::AfterPublish);
    return rows->size();
}

// Alone, and without fetching: what has been committed since would come before it, again and again.
void Dispatcher::publishSuspect()
{
    PendingRow row = std::move(m_suspects.front());
    m_suspects.pop_front();
    const auto lease = m_leases.find(row.part);
    if (lease != m_leases.end() && lease->second == row.epoch)
        publish(std::move(row));
}

void Dispatcher::publish(PendingRow row)
{
    Message message = envelopeOf(row.row, m_settings.source, row.createdUnix);
    Span span = publishSpan(row, message, m_settings.exchange);
    if (span.context().valid())
        message.setHeader("traceparent", span.context().traceparent());
    const auto token = static_cast<std::uint64_t>(row.id);
    const Publication publication{token, m_settings.exchange, row.row.eventType, std::move(message)};
    m_inFlight.insert_or_assign(token, InFlight{std::move(row), std::move(span), Clock::now()});
    m_publisher.publish(publication);
}

void Dispatcher::settle(std::chrono::milliseconds atMost)
{
    const std::vector<Settlement> settlements = m_publisher.settle(atMost);
    const auto suspects =
        static_cast<std::size_t>(std::count_if(settlements.begin(), settlements.end(), [](const Settlement& s) {
            return s.outcome == Settlement::Outcome::ChannelClosed;
        }));
    for (const Settlement& settlement : settlements)
        apply(settlement, suspects == 1);
}

void Dispatcher::apply(const Settlement& settlement, bool culprit)
{
    auto node = m_inFlight.extract(settlement.token);
    if (node.empty())
        return;
    InFlight& flight = node.mapped();
    switch (settlement.outcome) {
    case Settlement::Outcome::Confirmed:
        m_published.add();
        m_confirmLatency.observe(std::chrono::duration<double>(Clock::now() - flight.since).count());
        m_confirmed.push_back(std::move(flight.row));
        break;
    case Settlement::Outcome::Refused:
    case Settlement::Outcome::Unroutable: fail(flight, settlement.reason); break;
    case Settlement::Outcome::ChannelClosed:
        if (culprit) {
            fail(flight, settlement.reason);
        } else {
            flight.span.fail(settlement.reason);
            m_suspects.push_back(std::move(flight.row)); // one of them is the culprit: each is sent alone
        }
        break;
    case Settlement::Outcome::Lost: flight.span.fail(settlement.reason); break; // is fetched again
    }
}

void Dispatcher::fail(InFlight& flight, const std::string& reason)
{
    m_failed.add();
    flight.span.fail(reason);
    const int attempts = flight.row.attempts + 1;
    const bool dead = attempts >= m_settings.maxAttempts;
    const LogScope scope(flight.span.context());
    logWarn("event refused by the broker",
            {{"event_id", flight.row.row.eventId}, {"attempts", attempts}, {"dead", dead}, {"reason", reason}});
    const auto stored = m_store.postpone(flight.row, fullJitter(attempts), dead, reason);
    if (!stored) // it is fetched again and fails again
        logWarn("the failed attempt cannot be recorded", {{"error", stored.error().message}});
}

void Dispatcher::complete()
{
    if (m_confirmed.empty())
        return;
    if (failsAt(Failpoint::AfterConfirm))
        m_confirmed.clear(); // as if the mark were lost: they are sent again
    const auto done = m_store.complete(m_confirmed);
    if (!done) {
        logWarn("sent events cannot be marked yet", {{"error", done.error().message}});
        return; // kept, and skipped by fetch
    }
    m_confirmed.clear();
    failsAt(Failpoint::AfterMark);
}

void Dispatcher::measure()
{
    const auto now = Clock::now();
    if (now - m_measuredAt < 2s)
        return;
    m_measuredAt = now;
    if (const auto figures = m_store.figures()) {
        m_pending.set(static_cast<double>(figures->pending));
        m_parked.set(static_cast<double>(figures->parked));
        m_oldest.set(figures->oldestSeconds);
    }
}

} // namespace platform
