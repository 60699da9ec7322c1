// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"
#include "platform/postgres/database.h"

#include <cstdint>
#include <span>
#include <string>

namespace platform {

struct HttpRequest;

// Why an event happened, for whoever follows it: goes into the row's headers and into the message's.
struct EventCause
{
    std::string correlationId; // X-Correlation-Id of the request when valid, else its trace id
    std::string causationId;   // event or request that led to this one; may be empty
    std::string idempotencyKey;
    std::string traceparent;
};

// The cause that a request is. A correlation id is valid when it is 1 to 128 printable ASCII characters.
EventCause causeOf(const HttpRequest& request, std::string_view idempotencyKey);
// The cause that an event is for what it leads to; the trace is that of its processing.
EventCause causeOf(const Message& message, const TraceContext& processing);
std::string outboxHeaders(const EventCause& cause); // JSON object, empty members left out

// An event to be sent. `payload` has been checked against the event's schema.
struct OutboxRow
{
    std::string eventId; // UUIDv7
    std::string aggregateType;
    std::string aggregateId;
    std::int64_t aggregateSeq = 0; // from the aggregate's row, locked before the insert
    std::string eventType;
    int schemaVersion = 1;
    std::string payload; // JSON
    std::string headers; // outboxHeaders()
};

// Writes the row within the business transaction and names the event on its span. Statements that write several
// tables at once insert into `outbox` themselves, with outbox_part(aggregate_type, aggregate_id) for `part`.
DatabaseResult<void> appendToOutbox(Transaction& transaction, const OutboxRow& row);
// Many in one statement; no two of one aggregate with the same sequence.
DatabaseResult<void> appendToOutbox(Transaction& transaction, std::span<const OutboxRow> rows);

// The message that a row becomes. Headers as in the event envelope; `traceparent` is the publish span's.
Message envelopeOf(const OutboxRow& row, const std::string& source, std::int64_t unixSeconds);

} // namespace platform
