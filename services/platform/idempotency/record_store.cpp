// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/record_store.h"

namespace platform {
namespace {

constexpr Statement lockKeys{
    "idempotency_lock",
    "SELECT pg_try_advisory_xact_lock(hashtextextended(scope || '/' || key, 0))"
    " FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (scope, key, ordinal) ORDER BY ordinal",
    "SELECT idempotency"};

#define RECORD_COLUMNS                                                                                                 \
    "i.scope, i.key, i.fingerprint, i.status, i.headers::text, i.body, i.traceparent,"                                 \
    " coalesce(i.lease_until < clock_timestamp(), false), extract(epoch FROM clock_timestamp() - i.created_at)"
constexpr int recordColumns = 9;

// A statement of its own, begun after the locks are held: it sees what was committed until then.
constexpr Statement lookUpKeys{"idempotency_look_up",
                               "SELECT " RECORD_COLUMNS ", t.ordinal"
                               " FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (scope, key, ordinal)"
                               " JOIN idempotency i ON i.scope = t.scope AND i.key = t.key",
                               "SELECT idempotency"};

constexpr Statement findOne{"idempotency_find",
                            "SELECT " RECORD_COLUMNS " FROM idempotency i WHERE i.scope = $1 AND i.key = $2",
                            "SELECT idempotency"};

constexpr Statement insertRecords{
    "idempotency_insert",
    "INSERT INTO idempotency (scope, key, fingerprint, status, headers, body, traceparent)"
    " SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::smallint[], $5::jsonb[], $6::bytea[], $7::text[])"
    " ON CONFLICT DO NOTHING",
    "INSERT idempotency"};

IdempotencyRecord recordAt(const Rows& rows, std::size_t i)
{
    return {.scope = rows.text(i, 0),
            .key = rows.text(i, 1),
            .fingerprint = rows.bytes(i, 2),
            .status = static_cast<int>(rows.integer(i, 3)),
            .headers = headersFromJson(rows.text(i, 4)),
            .body = rows.bytes(i, 5),
            .traceparent = rows.text(i, 6),
            .leaseExpired = rows.boolean(i, 7),
            .ageSeconds = std::strtod(rows.text(i, 8).c_str(), nullptr)};
}

// Those that have a key, as the two arrays that the statements take, and where they stand in the batch.
struct Keys
{
    explicit Keys(std::span<const std::optional<IdempotencyClaim>> claims)
    {
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (!claims[i])
                continue;
            scopes.emplace_back(claims[i]->scope);
            keys.emplace_back(claims[i]->key);
            places.push_back(i);
        }
    }
    SqlArguments arguments() const { return {sqlArray(scopes), sqlArray(keys)}; }

    std::vector<SqlValue> scopes;
    std::vector<SqlValue> keys;
    std::vector<std::size_t> places;
};

} // namespace

DatabaseResult<std::vector<KeyCheck>> lockAndLookUp(Transaction& transaction,
                                                    std::span<const std::optional<IdempotencyClaim>> claims)
{
    std::vector<KeyCheck> checks(claims.size());
    const Keys keys(claims);
    if (keys.places.empty())
        return checks;
    const auto locked = transaction.query(lockKeys, keys.arguments());
    if (!locked)
        return tl::unexpected(locked.error());
    for (std::size_t i = 0; i < locked->size(); ++i) {
        if (!locked->boolean(i, 0))
            checks[keys.places[i]].state = KeyCheck::State::Held;
    }
    const auto known = transaction.query(lookUpKeys, keys.arguments());
    if (!known)
        return tl::unexpected(known.error());
    for (std::size_t i = 0; i < known->size(); ++i) {
        const auto place = keys.places[static_cast<std::size_t>(known->integer(i, recordColumns)) - 1];
        checks[place] = {KeyCheck::State::Known, recordAt(*known, i)};
    }
    return checks;
}

DatabaseResult<void> storeRecords(Transaction& transaction, std::span<const IdempotencyRecord> records)
{
    if (records.empty())
        return {};
    std::vector<std::vector<SqlValue>> columns(7);
    for (const IdempotencyRecord& record : records) {
        columns[0].emplace_back(record.scope);
        columns[1].emplace_back(record.key);
        columns[2].push_back(SqlValue::bytes(record.fingerprint));
        columns[3].emplace_back(record.status);
        columns[4].emplace_back(headersToJson(record.headers));
        columns[5].push_back(SqlValue::bytes(record.body));
        columns[6].emplace_back(record.traceparent);
    }
    SqlArguments arguments;
    for (const auto& column : columns)
        arguments.emplace_back(sqlArray(column));
    const auto inserted = transaction.query(insertRecords, arguments);
    if (!inserted)
        return tl::unexpected(inserted.error());
    if (inserted->affected() != records.size())
        return tl::unexpected(DatabaseError{DatabaseError::Kind::Failed, {}, "A key of the batch is already known."});
    return {};
}

DatabaseResult<std::optional<IdempotencyRecord>>
findRecord(Database& database, const TraceContext& trace, const std::string& scope, const std::string& key)
{
    const auto rows = database.query(trace, findOne, {scope, key});
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->empty() ? std::optional<IdempotencyRecord>() : std::optional(recordAt(*rows, 0));
}

} // namespace platform
