// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/inbox.h"

#include "platform/failpoints/failpoint.h"
#include "platform/inbox/event_id.h"

#include <chrono>
#include <unordered_set>

namespace platform {
namespace {

constexpr Statement rememberEvents{"inbox_insert",
                                   "INSERT INTO inbox (event_id, consumer)"
                                   " SELECT id, $2::smallint FROM unnest($1::uuid[]) AS t (id)"
                                   " ON CONFLICT DO NOTHING RETURNING event_id",
                                   "INSERT inbox"};
constexpr Statement rememberForeign{"inbox_foreign_insert",
                                    "INSERT INTO inbox_foreign (event_id, consumer)"
                                    " SELECT id, $2::smallint FROM unnest($1::uuid[]) AS t (id)"
                                    " ON CONFLICT DO NOTHING RETURNING event_id",
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
{
}

DatabaseResult<std::vector<Inbox::Outcome>> Inbox::apply(std::span<const ReadEvent> events) const
{
    std::vector<TraceContext> traces;
    for (const ReadEvent& event : events)
        traces.push_back(event.trace);
    std::vector<Outcome> outcomes;
    const auto done = m_store.transact(traces, [&](Transaction& transaction) -> DatabaseResult<void> {
        auto remembered = remember(transaction, events);
        if (!remembered)
            return tl::unexpected(std::move(remembered.error()));
        outcomes = std::move(*remembered);
        if (failsAt(Failpoint::AfterInboxInsert))
            return tl::unexpected(DatabaseError{DatabaseError::Kind::Failed, {}, "A failpoint."});
        return applyNew(transaction, events, outcomes);
    });
    if (!done)
        return tl::unexpected(done.error());
    return outcomes;
}

// An event that is in the batch twice is new once.
DatabaseResult<std::vector<Inbox::Outcome>> Inbox::remember(Transaction& transaction,
                                                            std::span<const ReadEvent> events) const
{
    const auto now = std::chrono::system_clock::now();
    std::vector<SqlValue> partitioned, foreign;
    for (const ReadEvent& event : events)
        (placeOfEventId(event.id, now) == EventIdPlace::Foreign ? foreign : partitioned).emplace_back(event.id);
    std::unordered_set<std::string> fresh;
    const auto insert = [&](const Statement& statement, const std::vector<SqlValue>& ids) -> DatabaseResult<void> {
        if (ids.empty())
            return {};
        const auto rows = transaction.query(statement, {sqlArray(ids), m_consumer});
        if (!rows)
            return tl::unexpected(rows.error());
        for (std::size_t i = 0; i < rows->size(); ++i)
            fresh.insert(rows->text(i, 0));
        return {};
    };
    if (auto done = insert(rememberEvents, partitioned); !done)
        return tl::unexpected(std::move(done.error()));
    if (auto done = insert(rememberForeign, foreign); !done)
        return tl::unexpected(std::move(done.error()));
    std::vector<Outcome> outcomes;
    for (const ReadEvent& event : events)
        outcomes.push_back(fresh.erase(event.id) > 0 ? Outcome::Handled : Outcome::Duplicate);
    return outcomes;
}

} // namespace platform
