// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger_store.h"

#include "platform/http/http.h"
#include "platform/idempotency/strict_json.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace ledger {
namespace {

using platform::DatabaseResult;
using platform::Statement;
using platform::Transaction;

constexpr Statement nextSequence{"ledger_next",
                                 "INSERT INTO accounts (id, seq) VALUES ($1, 1)"
                                 " ON CONFLICT (id) DO UPDATE SET seq = accounts.seq + 1 RETURNING seq",
                                 "INSERT accounts"};
constexpr Statement insertEntry{"ledger_insert",
                                "INSERT INTO entries (id, key, account, seq, amount)"
                                " VALUES ($1::uuid, $2::bigint, $3, $4::bigint, $5::bigint)",
                                "INSERT entries"};
constexpr Statement findEntry{"ledger_find", "SELECT id FROM entries WHERE key = $1::bigint", "SELECT entries"};
constexpr Statement insertPosting{"ledger_post",
                                  "INSERT INTO postings (event_id, entry_id, account, seq, amount)"
                                  " VALUES ($1::uuid, $2::uuid, $3, $4::bigint, $5::bigint)",
                                  "INSERT postings"};
constexpr Statement addToBalance{"ledger_balance",
                                 "INSERT INTO balances (account, total) VALUES ($1, $2::bigint)"
                                 " ON CONFLICT (account) DO UPDATE SET total = balances.total + excluded.total",
                                 "INSERT balances"};

std::int64_t numberOf(std::string_view text)
{
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

platform::OutboxRow eventOf(const Entry& entry, std::int64_t seq, const platform::EventCause& cause)
{
    const nlohmann::json payload{{"entry", entry.id}, {"amount", entry.amount}, {"failures", entry.failures}};
    return {.eventId = platform::uuidV7(),
            .aggregateType = "account",
            .aggregateId = entry.account,
            .aggregateSeq = seq,
            .eventType = "ledger.entry_added.v1",
            .payload = payload.dump(),
            .headers = platform::outboxHeaders(cause)};
}

DatabaseResult<void> insertAll(Transaction& transaction, const Entry& entry, const platform::EventCause& cause)
{
    const auto next = transaction.query(nextSequence, {entry.account});
    if (!next)
        return tl::unexpected(next.error());
    const std::int64_t seq = next->integer(0, 0);
    const auto inserted = transaction.query(insertEntry, {entry.id, entry.key, entry.account, seq, entry.amount});
    if (!inserted)
        return tl::unexpected(inserted.error());
    return platform::appendToOutbox(transaction, eventOf(entry, seq, cause));
}

tl::expected<Posting, platform::Refusal> readPosting(const platform::Message& message)
{
    if (message.header("schema_version") != "1")
        return tl::unexpected(platform::Refusal{"unknown-version", "This program reads version 1."});
    const auto body = platform::parseStrictJson(message.body);
    if (!body || !body->is_object() || !body->contains("entry") || !body->at("entry").is_string() ||
        !body->contains("amount") || !body->at("amount").is_number_integer())
        return tl::unexpected(platform::Refusal{"invalid-body", "/entry or /amount is missing or wrong."});
    const auto attempts = numberOf(message.header("attempts"));
    return Posting{.eventId = message.id,
                   .entryId = body->at("entry").get<std::string>(),
                   .account = std::string(message.header("subject")),
                   .seq = numberOf(message.header("aggregate_seq")),
                   .amount = body->at("amount").get<std::int64_t>(),
                   .fails = body->contains("failures") && attempts < body->at("failures").get<std::int64_t>()};
}

DatabaseResult<void> post(Transaction& transaction, std::span<const Posting> postings)
{
    for (const Posting& posting : postings) {
        if (posting.fails)
            return tl::unexpected(
                platform::DatabaseError{platform::DatabaseError::Kind::Failed, "P0001", "It was to fail."});
        const auto posted = transaction.query(
            insertPosting, {posting.eventId, posting.entryId, posting.account, posting.seq, posting.amount});
        if (!posted)
            return tl::unexpected(posted.error());
        const auto added = transaction.query(addToBalance, {posting.account, posting.amount});
        if (!added)
            return tl::unexpected(added.error());
    }
    return {};
}

} // namespace

DatabaseResult<std::string>
addEntry(platform::Database& database, const Entry& entry, const platform::EventCause& cause)
{
    const auto added = database.transact(
        platform::TraceContext(), [&](Transaction& transaction) { return insertAll(transaction, entry, cause); });
    if (added)
        return entry.id;
    if (!added.error().isUniqueViolation())
        return tl::unexpected(added.error());
    const auto found = database.query({}, findEntry, {entry.key});
    if (!found)
        return tl::unexpected(found.error());
    return found->text(0, 0);
}

platform::EventHandler postingHandler()
{
    return platform::eventHandler<Posting>(
        [](const platform::Message& message, const platform::TraceContext&) { return readPosting(message); }, post);
}

} // namespace ledger
