// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/inbox.h"

#include "platform/failpoints/failpoint.h"
#include "platform/inbox/event_id.h"

#include <algorithm>
#include <chrono>
#include <unordered_set>

namespace platform {
namespace {

constexpr Statement rememberEvents{"inbox_insert",
                                   "INSERT INTO inbox (event_id, consumer)"
                                   " SELECT id, $2::smallint FROM unnest($1::uuid[]) AS t (id)"
                                   " ON CONFLICT DO NOTHING RETURNING event_id,"
                                   " EXISTS (SELECT FROM inbox_waiting WHERE consumer = $2::smallint)",
                                   "INSERT inbox"};
constexpr Statement rememberForeign{"inbox_foreign_insert",
                                    "INSERT INTO inbox_foreign (event_id, consumer)"
                                    " SELECT id, $2::smallint FROM unnest($1::uuid[]) AS t (id)"
                                    " ON CONFLICT DO NOTHING RETURNING event_id,"
                                    " EXISTS (SELECT FROM inbox_waiting WHERE consumer = $2::smallint)",
                                    "INSERT inbox_foreign"};

// Runs of events of one type go to their handler together; their order stays.
DatabaseResult<void>
applyNew(Transaction& transaction, std::span<const ReadEvent> events, const std::vector<Inbox::Outcome>& outcomes)
{
    std::vector<std::any> values;
    const EventHandler* handler = nullptr;
    const auto applyRun = [&]() -> DatabaseResult<void> {
        DatabaseResult<void> done;
        if (!values.empty())
            done = handler->apply(transaction, values);
        values.clear();
        return done;
    };
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (outcomes[i] == Inbox::Outcome::Duplicate)
            continue;
        if (events[i].handler != handler) {
            if (auto done = applyRun(); !done)
                return done;
            handler = events[i].handler;
        }
        values.push_back(events[i].value);
    }
    return applyRun();
}

} // namespace

Inbox::Inbox(Store store, int consumer)
    : m_store(std::move(store))
    , m_consumer(consumer)
    , m_waiting(consumer)
{
}

DatabaseResult<std::vector<Inbox::Outcome>> Inbox::apply(std::span<const ReadEvent> events) const
{
    std::vector<TraceContext> traces;
    for (const ReadEvent& event : events)
        traces.push_back(event.trace);
    const bool retried = std::any_of(events.begin(), events.end(), [](const ReadEvent& e) { return e.attempts > 0; });
    std::vector<Outcome> outcomes;
    const auto done = m_store.transact(traces, [&](Transaction& transaction) -> DatabaseResult<void> {
        auto remembered = remember(transaction, events);
        if (!remembered)
            return tl::unexpected(std::move(remembered.error()));
        if (failsAt(Failpoint::AfterInboxInsert))
            return tl::unexpected(DatabaseError{DatabaseError::Kind::Failed, {}, "A failpoint."});
        if (!remembered->someoneWaits && !retried) {
            outcomes = std::move(remembered->outcomes);
            return applyNew(transaction, events, outcomes);
        }
        if (events.size() > 1)
            return tl::unexpected(DatabaseError{DatabaseError::Kind::Failed, {}, "Events wait for a retry."});
        const auto outcome = applyInTurn(transaction, events.front(), std::move(*remembered));
        if (!outcome)
            return tl::unexpected(outcome.error());
        outcomes = {*outcome};
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return outcomes;
}

// While something waits. What comes back from a tier no longer holds up the others, whether it is new or known.
DatabaseResult<Inbox::Outcome>
Inbox::applyInTurn(Transaction& transaction, const ReadEvent& event, Remembered remembered) const
{
    const auto place = placeOf(*event.message);
    const bool isNew = remembered.outcomes.front() == Outcome::Handled;
    if (place && isNew && remembered.someoneWaits) {
        const auto behind = m_waiting.isBehind(transaction, *place);
        if (!behind)
            return tl::unexpected(behind.error());
        if (*behind) {
            auto kept = m_waiting.keep(transaction, *place, *event.message);
            return kept ? DatabaseResult<Outcome>(Outcome::Kept) : tl::unexpected(std::move(kept.error()));
        }
    }
    if (auto done = applyNew(transaction, {&event, 1}, remembered.outcomes); !done)
        return tl::unexpected(std::move(done.error()));
    if (place && event.attempts > 0) {
        if (auto released = m_waiting.release(transaction, *place); !released)
            return tl::unexpected(std::move(released.error()));
    }
    return remembered.outcomes.front();
}

DatabaseResult<void> Inbox::transact(const Database::Work& work) const
{
    const TraceContext nobody;
    return m_store.transact({&nobody, 1}, work);
}

DatabaseResult<void> Inbox::block(const Message& message) const
{
    const auto place = placeOf(message);
    if (!place)
        return {};
    return transact([&](Transaction& transaction) { return m_waiting.block(transaction, *place, message.id); });
}

DatabaseResult<void> Inbox::release(const Message& message) const
{
    const auto place = placeOf(message);
    if (!place)
        return {};
    return transact([&](Transaction& transaction) -> DatabaseResult<void> {
        auto done = m_waiting.release(transaction, *place);
        return done ? DatabaseResult<void>() : tl::unexpected(std::move(done.error()));
    });
}

DatabaseResult<WaitingEvents::View> Inbox::lookAtKept() const
{
    WaitingEvents::View view;
    const auto done = transact([&](Transaction& transaction) -> DatabaseResult<void> {
        auto seen = m_waiting.look(transaction);
        if (!seen)
            return tl::unexpected(std::move(seen.error()));
        view = std::move(*seen);
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return view;
}

// Its row goes first: whoever deletes it has the turn.
DatabaseResult<Inbox::Outcome> Inbox::applyKept(const ReadEvent& event) const
{
    Outcome outcome = Outcome::Duplicate;
    const auto done = m_store.transact({&event.trace, 1}, [&](Transaction& transaction) -> DatabaseResult<void> {
        const auto place = placeOf(*event.message);
        const DatabaseResult<bool> ours = place ? m_waiting.release(transaction, *place) : DatabaseResult<bool>(false);
        if (!ours || !*ours)
            return ours ? DatabaseResult<void>() : tl::unexpected(ours.error());
        const auto remembered = remember(transaction, {&event, 1});
        if (!remembered)
            return tl::unexpected(remembered.error());
        outcome = remembered->outcomes.front();
        return applyNew(transaction, {&event, 1}, remembered->outcomes);
    });
    if (!done)
        return tl::unexpected(done.error());
    return outcome;
}

// An event that is in the batch twice is new once.
DatabaseResult<Inbox::Remembered> Inbox::remember(Transaction& transaction, std::span<const ReadEvent> events) const
{
    const auto now = std::chrono::system_clock::now();
    std::vector<SqlValue> partitioned, foreign;
    for (const ReadEvent& event : events)
        (placeOfEventId(event.id, now) == EventIdPlace::Foreign ? foreign : partitioned).emplace_back(event.id);
    std::unordered_set<std::string> fresh;
    Remembered remembered;
    const auto insert = [&](const Statement& statement, const std::vector<SqlValue>& ids) -> DatabaseResult<void> {
        if (ids.empty())
            return {};
        const auto rows = transaction.query(statement, {sqlArray(ids), m_consumer});
        if (!rows)
            return tl::unexpected(rows.error());
        for (std::size_t i = 0; i < rows->size(); ++i)
            fresh.insert(rows->text(i, 0));
        remembered.someoneWaits = remembered.someoneWaits || (!rows->empty() && rows->boolean(0, 1));
        return {};
    };
    if (auto done = insert(rememberEvents, partitioned); !done)
        return tl::unexpected(std::move(done.error()));
    if (auto done = insert(rememberForeign, foreign); !done)
        return tl::unexpected(std::move(done.error()));
    for (const ReadEvent& event : events)
        remembered.outcomes.push_back(fresh.erase(event.id) > 0 ? Outcome::Handled : Outcome::Duplicate);
    return remembered;
}

} // namespace platform
