// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/outbox/outbox.h"

#include "platform/http/http.h"
#include "platform/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace platform {
namespace {

constexpr Statement insertRow{
    "outbox_insert",
    "INSERT INTO outbox (part, event_id, aggregate_type, aggregate_id, aggregate_seq, event_type, schema_version,"
    " payload, headers)"
    " VALUES (outbox_part($2, $3), $1::uuid, $2, $3, $4::bigint, $5, $6::int, $7::jsonb, $8::jsonb)",
    "INSERT outbox"};

// In the order of the rows: their ids are what the dispatcher sorts by.
constexpr Statement insertRows{
    "outbox_insert_many",
    "INSERT INTO outbox (part, event_id, aggregate_type, aggregate_id, aggregate_seq, event_type, schema_version,"
    " payload, headers)"
    " SELECT outbox_part(type, aggregate), event_id, type, aggregate, seq, event_type, version, payload, headers"
    " FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::int[], $7::jsonb[], $8::jsonb[])"
    " WITH ORDINALITY AS t (event_id, type, aggregate, seq, event_type, version, payload, headers, ordinal)"
    " ORDER BY ordinal",
    "INSERT outbox"};

bool isCorrelationId(std::string_view text)
{
    return !text.empty() && text.size() <= 128 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

} // namespace

EventCause causeOf(const HttpRequest& request, std::string_view idempotencyKey)
{
    const std::string_view asked = request.header("x-correlation-id").value_or("");
    return {.correlationId = isCorrelationId(asked) ? std::string(asked) : request.trace.traceId,
            .causationId = request.requestId,
            .idempotencyKey = std::string(idempotencyKey),
            .traceparent = request.trace.traceparent()};
}

EventCause causeOf(const Message& message, const TraceContext& processing)
{
    return {.correlationId = std::string(message.header("correlation_id")),
            .causationId = message.id,
            .idempotencyKey = {},
            .traceparent = processing.traceparent()};
}

std::string outboxHeaders(const EventCause& cause)
{
    std::string headers = "{";
    const auto add = [&headers](std::string_view name, std::string_view value) {
        if (value.empty())
            return;
        appendJsonMember(headers, name);
        appendJsonString(headers, value);
    };
    add("correlation_id", cause.correlationId);
    add("causation_id", cause.causationId);
    add("idempotency_key", cause.idempotencyKey);
    add("traceparent", cause.traceparent);
    return headers + "}";
}

DatabaseResult<void> appendToOutbox(Transaction& transaction, const OutboxRow& row)
{
    transaction.annotate("messaging.outbox.event_id", row.eventId);
    const auto inserted = transaction.query(insertRow,
                                            {row.eventId,
                                             row.aggregateType,
                                             row.aggregateId,
                                             row.aggregateSeq,
                                             row.eventType,
                                             row.schemaVersion,
                                             row.payload,
                                             row.headers});
    if (!inserted)
        return tl::unexpected(inserted.error());
    return {};
}

DatabaseResult<void> appendToOutbox(Transaction& transaction, std::span<const OutboxRow> rows)
{
    if (rows.empty())
        return {};
    std::vector<std::vector<SqlValue>> columns(8);
    for (const OutboxRow& row : rows) {
        transaction.annotate("messaging.outbox.event_id", row.eventId);
        const SqlValue values[] = {row.eventId,
                                   row.aggregateType,
                                   row.aggregateId,
                                   row.aggregateSeq,
                                   row.eventType,
                                   row.schemaVersion,
                                   row.payload,
                                   row.headers};
        for (std::size_t i = 0; i < columns.size(); ++i)
            columns[i].push_back(values[i]);
    }
    SqlArguments arguments;
    for (const auto& column : columns)
        arguments.emplace_back(sqlArray(column));
    const auto inserted = transaction.query(insertRows, arguments);
    if (!inserted)
        return tl::unexpected(inserted.error());
    return {};
}

Message envelopeOf(const OutboxRow& row, const std::string& source, std::int64_t unixSeconds)
{
    Message message{.id = row.eventId,
                    .type = row.eventType,
                    .timestamp = unixSeconds,
                    .headers = {{"source", source},
                                {"subject", row.aggregateId},
                                {"aggregate_type", row.aggregateType},
                                {"aggregate_seq", std::to_string(row.aggregateSeq)},
                                {"schema_version", std::to_string(row.schemaVersion)}},
                    .body = row.payload};
    const auto stored = nlohmann::json::parse(row.headers, nullptr, false);
    if (!stored.is_object())
        return message;
    for (const char* name : {"correlation_id", "causation_id", "idempotency_key", "traceparent", "tracestate"}) {
        const auto it = stored.find(name);
        if (it != stored.end() && it->is_string())
            message.setHeader(name, it->get<std::string>());
    }
    return message;
}

} // namespace platform
