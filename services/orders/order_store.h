// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order.h"
#include "platform/idempotency/write_outcome.h"
#include "platform/outbox/outbox.h"
#include "platform/postgres/batch_thread.h"
#include "platform/postgres/database.h"
#include "platform/postgres/page.h"

#include <functional>
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

// What comes of a change, decided while the order's row is locked.
struct OrderDecision
{
    platform::HttpResponse answer;
    bool begun = true;                 // false: refused before anything was executed, so the answer is not stored
    std::optional<Order> changed = {}; // as it is to be, with its new version; empty: as it is
    std::optional<platform::OutboxRow> event = {};
};

// A change of one order, with all that is committed with it, or not at all.
struct OrderCommand
{
    std::string orderId;
    std::optional<platform::IdempotencyClaim> claim;
    // Null: there is no such order; whose it is, is not the store's business. Called once for each attempt to write, so
    // it must have no effect of its own.
    std::function<OrderDecision(const Order*)> decide;
    platform::TraceContext trace;
    std::int64_t since = 0; // as NewOrder's
};

// What the service needs from a database. PgOrderStore is the real one.
class OrderStore
{
public:
    virtual ~OrderStore() = default;

    // Places a batch in one transaction; answers in its order. No two of a batch have the same key.
    // `answer` is left to the caller, who knows it.
    virtual std::vector<platform::WriteOutcome> place(std::span<const NewOrder> batch,
                                                      const platform::Executed& executed) = 0;
    // Changes a batch in one transaction; answers in its order. No two of a batch are for the same order.
    virtual std::vector<platform::WriteOutcome> change(std::span<const OrderCommand> batch,
                                                       const platform::Executed& executed) = 0;
    // Newest first, one more than the page's limit when there is one.
    virtual platform::DatabaseResult<std::vector<Order>>
    list(const std::string& userId, const platform::Page& page, const platform::TraceContext& trace) = 0;
    // Whoever's it is; empty when there is none.
    virtual platform::DatabaseResult<std::optional<Order>> find(const std::string& id,
                                                                const platform::TraceContext& trace) = 0;
};

} // namespace orders
