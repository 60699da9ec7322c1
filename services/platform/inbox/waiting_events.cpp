// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/waiting_events.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace platform {
namespace {

constexpr Statement findEarlier{"inbox_waiting_earlier",
                                "SELECT EXISTS (SELECT FROM inbox_waiting WHERE consumer = $1::smallint"
                                " AND aggregate_type = $2 AND aggregate_id = $3 AND aggregate_seq < $4::bigint)",
                                "SELECT inbox_waiting"};
constexpr Statement forgetSeen{"inbox_waiting_unsee",
                               "WITH ours AS (DELETE FROM inbox WHERE event_id = $1::uuid AND consumer = $2::smallint)"
                               " DELETE FROM inbox_foreign WHERE event_id = $1::uuid AND consumer = $2::smallint",
                               "DELETE inbox"};
constexpr Statement insertWaiting{
    "inbox_waiting_insert",
    "INSERT INTO inbox_waiting AS w (consumer, aggregate_type, aggregate_id, aggregate_seq, delivery, since)"
    " VALUES ($1::smallint, $2, $3, $4::bigint, $5::jsonb, now())"
    " ON CONFLICT (consumer, aggregate_type, aggregate_id, aggregate_seq) DO UPDATE SET delivery = excluded.delivery"
    " WHERE w.delivery->>'id' = excluded.delivery->>'id' RETURNING aggregate_seq",
    "INSERT inbox_waiting"};
// A row with the delivery of another event stays as it is.
constexpr Statement insertBlock{
    "inbox_waiting_block",
    "INSERT INTO inbox_waiting AS w (consumer, aggregate_type, aggregate_id, aggregate_seq, delivery, since)"
    " VALUES ($1::smallint, $2, $3, $4::bigint, NULL, now())"
    " ON CONFLICT (consumer, aggregate_type, aggregate_id, aggregate_seq) DO UPDATE SET delivery = NULL"
    " WHERE w.delivery->>'id' = $5",
    "INSERT inbox_waiting"};
constexpr Statement deleteRow{"inbox_waiting_delete",
                              "DELETE FROM inbox_waiting WHERE consumer = $1::smallint AND aggregate_type = $2"
                              " AND aggregate_id = $3 AND aggregate_seq = $4::bigint",
                              "DELETE inbox_waiting"};
constexpr Statement firstOfEach{
    "inbox_waiting_first",
    "WITH first AS (SELECT DISTINCT ON (aggregate_type, aggregate_id) delivery FROM inbox_waiting"
    " WHERE consumer = $1::smallint ORDER BY aggregate_type, aggregate_id, aggregate_seq)"
    " SELECT (SELECT count(*) FROM inbox_waiting WHERE consumer = $1::smallint), delivery::text"
    " FROM (SELECT 1) AS always LEFT JOIN first ON delivery IS NOT NULL LIMIT 64",
    "SELECT inbox_waiting"};

std::string toText(const Message& message)
{
    nlohmann::json headers = nlohmann::json::array();
    for (const auto& [name, value] : message.headers)
        headers.push_back({name, value});
    const nlohmann::json delivery{{"id", message.id},
                                  {"type", message.type},
                                  {"timestamp", message.timestamp},
                                  {"headers", std::move(headers)},
                                  {"body", message.body}};
    return delivery.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Message fromText(const std::string& text)
{
    const auto delivery = nlohmann::json::parse(text); // toText() wrote it
    Message message{.id = delivery.at("id").get<std::string>(),
                    .type = delivery.at("type").get<std::string>(),
                    .timestamp = delivery.at("timestamp").get<std::int64_t>(),
                    .headers = {},
                    .body = delivery.at("body").get<std::string>()};
    for (const auto& header : delivery.at("headers"))
        message.headers.emplace_back(header.at(0).get<std::string>(), header.at(1).get<std::string>());
    return message;
}

} // namespace

std::optional<AggregatePlace> placeOf(const Message& message)
{
    const std::string_view seq = message.header("aggregate_seq");
    AggregatePlace place{std::string(message.header("aggregate_type")), std::string(message.header("subject")), 0};
    const auto [end, error] = std::from_chars(seq.data(), seq.data() + seq.size(), place.seq);
    if (place.type.empty() || place.id.empty() || seq.empty() || error != std::errc() || end != seq.data() + seq.size())
        return std::nullopt;
    return place;
}

DatabaseResult<bool> WaitingEvents::isBehind(Transaction& transaction, const AggregatePlace& place) const
{
    const auto rows = transaction.query(findEarlier, {m_consumer, place.type, place.id, place.seq});
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->boolean(0, 0);
}

DatabaseResult<void>
WaitingEvents::keep(Transaction& transaction, const AggregatePlace& place, const Message& message) const
{
    const auto unseen = transaction.query(forgetSeen, {message.id, m_consumer});
    if (!unseen)
        return tl::unexpected(unseen.error());
    const auto kept = transaction.query(insertWaiting, {m_consumer, place.type, place.id, place.seq, toText(message)});
    if (!kept)
        return tl::unexpected(kept.error());
    if (kept->empty())
        return tl::unexpected(DatabaseError{
            DatabaseError::Kind::Failed, {}, "Another event of the aggregate waits with the same sequence number."});
    return {};
}

DatabaseResult<void>
WaitingEvents::block(Transaction& transaction, const AggregatePlace& place, const std::string& eventId) const
{
    const auto done = transaction.query(insertBlock, {m_consumer, place.type, place.id, place.seq, eventId});
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

DatabaseResult<bool> WaitingEvents::release(Transaction& transaction, const AggregatePlace& place) const
{
    const auto done = transaction.query(deleteRow, {m_consumer, place.type, place.id, place.seq});
    if (!done)
        return tl::unexpected(done.error());
    return done->affected() > 0;
}

DatabaseResult<WaitingEvents::View> WaitingEvents::look(Transaction& transaction) const
{
    const auto rows = transaction.query(firstOfEach, {m_consumer});
    if (!rows)
        return tl::unexpected(rows.error());
    View view;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        view.rows = static_cast<std::size_t>(rows->integer(i, 0));
        if (!rows->isNull(i, 1))
            view.ready.push_back(fromText(rows->text(i, 1)));
    }
    return view;
}

} // namespace platform
