// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order.h"
#include "platform/idempotency/record.h"
#include "platform/outbox/outbox.h"
#include "platform/postgres/batch_thread.h"
#include "platform/postgres/database.h"
#include "platform/postgres/page.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace orders {

// An order with all that is committed with it, or not at all.
struct NewOrder
{
    Order order;
    platform::OutboxRow event;
    std::optional<platform::IdempotencyRecord> record; // without a key there is none
    platform::TraceContext trace;
    std::int64_t since = 0; // Unix nanoseconds: since when it waits to be written, the beginning of its span
};

// What became of one order of a batch.
struct Placement
{
    enum class Outcome {
        Placed,
        KeyInUse,   // another instance works on this key
        KeyKnown,   // `known` is its record; nothing was written
        Unavailable // see `problem`; nothing is known to be written
    };

    Outcome outcome = Outcome::Unavailable;
    platform::IdempotencyRecord known;
    platform::DatabaseError problem;

    // True when nothing was written for a reason that may lie in another order of the batch.
    bool wasRolledBack() const;
};

// What the service needs from a database. PgOrderStore is the real one.
class OrderStore
{
public:
    virtual ~OrderStore() = default;

    // Places a batch in one transaction; answers in its order. No two of a batch have the same key.
    virtual std::vector<Placement> place(std::span<const NewOrder> batch, const platform::Executed& executed) = 0;
    // Newest first, one more than the page's limit when there is one.
    virtual platform::DatabaseResult<std::vector<Order>>
    list(const std::string& userId, const platform::Page& page, const platform::TraceContext& trace) = 0;
    // Empty when there is none of this user.
    virtual platform::DatabaseResult<std::optional<Order>>
    find(const std::string& userId, const std::string& id, const platform::TraceContext& trace) = 0;
};

} // namespace orders
