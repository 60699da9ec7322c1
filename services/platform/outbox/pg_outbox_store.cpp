// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/outbox/pg_outbox_store.h"

#include "platform/uuid.h"

#include <algorithm>

namespace platform {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto sweepEach = 1s;
constexpr auto settling = 200ms; // so long a commit may come after a later id
constexpr const char* commitsChannel = "outbox_committed";

// A lease that was lost in between has a new epoch, even when the same owner gets it back.
constexpr Statement takeLeases{"outbox_lease_take",
                               R"(
UPDATE outbox_lease
SET owner = $1::uuid, until = now() + make_interval(secs => $2::float8 / 1000),
    epoch = CASE WHEN owner = $1::uuid AND until >= now() THEN epoch ELSE epoch + 1 END
WHERE until < now() OR owner = $1::uuid
RETURNING part, epoch)",
                               "UPDATE outbox_lease"};

constexpr Statement releaseLeases{"outbox_lease_release",
                                  "UPDATE outbox_lease SET owner = NULL, until = now() WHERE owner = $1::uuid",
                                  "UPDATE outbox_lease"};

// Dead rows count as unsent here: what follows them in their aggregate stays where it is.
constexpr Statement fetchPending{"outbox_fetch",
                                 R"(
SELECT o.id, o.created_at::text, extract(epoch FROM o.created_at)::bigint, o.part, o.attempts, o.event_id,
       o.aggregate_type, o.aggregate_id, o.aggregate_seq, o.event_type, o.schema_version, o.payload::text,
       o.headers::text,
       EXISTS (SELECT FROM outbox_parked p
               WHERE p.aggregate_type = o.aggregate_type AND p.aggregate_id = o.aggregate_id)
FROM outbox o
WHERE o.part = ANY ($1::smallint[]) AND o.sent_at IS NULL AND o.dead_at IS NULL
  AND (o.not_before IS NULL OR o.not_before <= now())
  AND o.id >= $4::bigint AND o.id <> ALL ($2::bigint[])
  AND NOT EXISTS (SELECT FROM outbox e
                  WHERE e.aggregate_type = o.aggregate_type AND e.aggregate_id = o.aggregate_id
                    AND e.aggregate_seq < o.aggregate_seq AND e.sent_at IS NULL)
ORDER BY o.part, o.id
LIMIT $3::int)",
                                 "SELECT outbox"};

constexpr Statement completeRows{"outbox_complete",
                                 R"(
UPDATE outbox o SET sent_at = clock_timestamp()
FROM unnest($1::timestamptz[], $2::bigint[], $3::smallint[], $4::bigint[]) AS d (created_at, id, part, epoch)
JOIN outbox_lease l ON l.part = d.part AND l.epoch = d.epoch AND l.owner = $5::uuid
WHERE o.created_at = d.created_at AND o.id = d.id AND o.sent_at IS NULL)",
                                 "UPDATE outbox"};

constexpr Statement unparkAggregates{"outbox_unpark",
                                     R"(
DELETE FROM outbox_parked p
USING unnest($1::text[], $2::text[]) AS d (aggregate_type, aggregate_id)
WHERE p.aggregate_type = d.aggregate_type AND p.aggregate_id = d.aggregate_id)",
                                     "DELETE outbox_parked"};

constexpr Statement postponeRow{"outbox_postpone",
                                R"(
WITH failed AS (
    UPDATE outbox SET attempts = attempts + 1, last_error = $5,
           not_before = now() + make_interval(secs => $3::float8 / 1000),
           dead_at = CASE WHEN $4::boolean THEN now() END
    WHERE created_at = $1::timestamptz AND id = $2::bigint
    RETURNING aggregate_type, aggregate_id, id)
INSERT INTO outbox_parked (aggregate_type, aggregate_id, first_id, reason, since)
SELECT aggregate_type, aggregate_id, id, $5, now() FROM failed
ON CONFLICT (aggregate_type, aggregate_id) DO UPDATE SET first_id = excluded.first_id, reason = excluded.reason)",
                                "UPDATE outbox"};

constexpr Statement announceCommit{"outbox_announce", "SELECT pg_notify('outbox_committed', '')", "SELECT pg_notify"};

constexpr Statement countPending{"outbox_figures",
                                 R"(
SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8,
       (SELECT count(*) FROM outbox_parked)
FROM outbox WHERE sent_at IS NULL AND dead_at IS NULL)",
                                 "SELECT outbox"};

PendingRow pendingRow(const Rows& rows, std::size_t i, const Leases& leases)
{
    const auto part = static_cast<int>(rows.integer(i, 3));
    return {.id = rows.integer(i, 0),
            .createdAt = rows.text(i, 1),
            .createdUnix = rows.integer(i, 2),
            .part = part,
            .epoch = leases.at(part),
            .attempts = static_cast<int>(rows.integer(i, 4)),
            .parked = rows.boolean(i, 13),
            .row = {.eventId = rows.text(i, 5),
                    .aggregateType = rows.text(i, 6),
                    .aggregateId = rows.text(i, 7),
                    .aggregateSeq = rows.integer(i, 8),
                    .eventType = rows.text(i, 9),
                    .schemaVersion = static_cast<int>(rows.integer(i, 10)),
                    .payload = rows.text(i, 11),
                    .headers = rows.text(i, 12)}};
}

DatabaseResult<void> withoutRows(const DatabaseResult<Rows>& result)
{
    if (!result)
        return tl::unexpected(result.error());
    return {};
}

} // namespace

PgOutboxStore::PgOutboxStore(Database& database)
    : m_database(database)
    , m_owner(uuidV7())
{
}

DatabaseResult<Leases> PgOutboxStore::lease(std::chrono::milliseconds duration)
{
    const auto rows = m_database.query({}, takeLeases, {m_owner, std::int64_t{duration.count()}});
    if (!rows)
        return tl::unexpected(rows.error());
    Leases leases;
    for (std::size_t i = 0; i < rows->size(); ++i)
        leases.emplace(static_cast<int>(rows->integer(i, 0)), rows->integer(i, 1));
    return leases;
}

void PgOutboxStore::release()
{
    // When this fails, another dispatcher waits for the end of the lease.
    static_cast<void>(m_database.query({}, releaseLeases, {m_owner}));
}

DatabaseResult<std::vector<PendingRow>>
PgOutboxStore::fetch(const Leases& leases, const std::vector<std::int64_t>& inFlight, std::size_t limit)
{
    std::vector<SqlValue> parts;
    for (const auto& [part, epoch] : leases)
        parts.emplace_back(part);
    const std::vector<SqlValue> skipped(inFlight.begin(), inFlight.end());
    const auto rows = m_database.query(
        {}, fetchPending, {sqlArray(parts), sqlArray(skipped), static_cast<int>(limit), lowWaterMark()});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<PendingRow> pending;
    pending.reserve(rows->size());
    for (std::size_t i = 0; i < rows->size(); ++i)
        pending.push_back(pendingRow(*rows, i, leases));
    moveLowWaterMark(pending, inFlight, pending.size() < limit);
    return pending;
}

std::int64_t PgOutboxStore::lowWaterMark()
{
    const auto now = Clock::now();
    if (now - m_sweptAt < sweepEach)
        return m_low;
    m_sweptAt = now;
    return 0;
}

// `all`: no row was left out for want of room.
void PgOutboxStore::moveLowWaterMark(const std::vector<PendingRow>& rows,
                                     const std::vector<std::int64_t>& inFlight,
                                     bool all)
{
    for (const PendingRow& row : rows)
        m_highest = std::max(m_highest, row.id);
    const auto now = Clock::now();
    if (!all || now - m_movedAt < settling)
        return;
    m_movedAt = now;
    m_low = m_nextLow;
    m_nextLow = m_highest;
    for (const PendingRow& row : rows)
        m_nextLow = std::min(m_nextLow, row.id);
    for (const std::int64_t id : inFlight)
        m_nextLow = std::min(m_nextLow, id);
}

DatabaseResult<void> PgOutboxStore::complete(const std::vector<PendingRow>& rows)
{
    std::vector<SqlValue> times, ids, parts, epochs, types, aggregates;
    for (const PendingRow& row : rows) {
        times.emplace_back(row.createdAt);
        ids.emplace_back(row.id);
        parts.emplace_back(row.part);
        epochs.emplace_back(row.epoch);
        if (row.parked) {
            types.emplace_back(row.row.aggregateType);
            aggregates.emplace_back(row.row.aggregateId);
        }
    }
    auto done = withoutRows(m_database.query(
        {}, completeRows, {sqlArray(times), sqlArray(ids), sqlArray(parts), sqlArray(epochs), m_owner}));
    if (!done || types.empty())
        return done;
    return withoutRows(m_database.query({}, unparkAggregates, {sqlArray(types), sqlArray(aggregates)}));
}

DatabaseResult<void>
PgOutboxStore::postpone(const PendingRow& row, std::chrono::milliseconds pause, bool dead, const std::string& reason)
{
    return withoutRows(
        m_database.query({}, postponeRow, {row.createdAt, row.id, std::int64_t{pause.count()}, dead, reason}));
}

DatabaseResult<OutboxFigures> PgOutboxStore::figures()
{
    const auto rows = m_database.query({}, countPending);
    if (!rows)
        return tl::unexpected(rows.error());
    return OutboxFigures{
        .pending = rows->integer(0, 0), .parked = rows->integer(0, 2), .oldestSeconds = std::stod(rows->text(0, 1))};
}

// When this fails, the others poll.
void PgOutboxStore::announce()
{
    static_cast<void>(m_database.query({}, announceCommit));
}

void PgOutboxStore::listen(std::function<void()> committed)
{
    m_listener = m_database.listen(commitsChannel, std::move(committed));
}

} // namespace platform
