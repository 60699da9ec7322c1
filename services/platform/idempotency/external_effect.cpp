// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/external_effect.h"

namespace platform {
namespace {

constexpr Statement beginRecord{
    "idempotency_begin",
    "INSERT INTO idempotency (scope, key, fingerprint, status, headers, body, traceparent, lease_until)"
    " VALUES ($1, $2, $3::bytea, 0, '[]', '', $4, now() + make_interval(secs => $5::int))",
    "INSERT idempotency"};

constexpr Statement completeRecord{"idempotency_complete",
                                   "UPDATE idempotency SET status = $3::smallint, headers = $4::jsonb,"
                                   " body = $5::bytea, lease_until = NULL"
                                   " WHERE scope = $1 AND key = $2 AND lease_until IS NOT NULL",
                                   "UPDATE idempotency"};

} // namespace

DatabaseResult<KeyCheck>
beginEffect(Database& database, const TraceContext& trace, const IdempotencyClaim& claim, std::chrono::seconds lease)
{
    KeyCheck check;
    const std::optional<IdempotencyClaim> claimed(claim);
    const auto committed = database.transact(trace, [&](Transaction& transaction) -> DatabaseResult<void> {
        auto checks = lockAndLookUp(transaction, {&claimed, 1});
        if (!checks)
            return tl::unexpected(checks.error());
        check = std::move(checks->front());
        if (check.state != KeyCheck::State::Free)
            return {};
        const auto begun = transaction.query(beginRecord,
                                             {claim.scope,
                                              claim.key,
                                              SqlValue::bytes(claim.fingerprint),
                                              claim.traceparent,
                                              static_cast<std::int64_t>(lease.count())});
        if (!begun)
            return tl::unexpected(begun.error());
        return {};
    });
    if (!committed)
        return tl::unexpected(committed.error());
    return check;
}

DatabaseResult<bool> completeEffect(Database& database, const TraceContext& trace, const IdempotencyRecord& record)
{
    const auto rows = database.query(
        trace,
        completeRecord,
        {record.scope, record.key, record.status, headersToJson(record.headers), SqlValue::bytes(record.body)});
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->affected() == 1;
}

} // namespace platform
