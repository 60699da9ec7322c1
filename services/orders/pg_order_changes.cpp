// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_rows.h"
#include "orders/pg_order_store.h"
#include "orders/saga/saga_rows.h"
#include "platform/idempotency/record_store.h"

#include <map>

namespace orders {
namespace {

using platform::DatabaseResult;
using platform::KeyCheck;
using platform::SqlValue;
using platform::Statement;
using platform::Transaction;
using platform::WriteOutcome;

// In id order, so that two batches, or a batch and a consumer, cannot wait for each other.
constexpr Statement lockOrders{"orders_lock",
                               "SELECT " ORDER_COLUMNS " FROM orders WHERE id = ANY ($1::uuid[])"
                               " ORDER BY id FOR UPDATE",
                               "SELECT orders"};

constexpr Statement updateOrders{
    "orders_update",
    "UPDATE orders o SET note = c.note, status = c.status, version = c.version"
    " FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[]) AS c (id, note, status, version)"
    " WHERE o.id = c.id",
    "UPDATE orders"};

// A batch of changes within its transaction, step by step: keys, rows, decisions, effects.
class OrderChanges
{
public:
    OrderChanges(std::span<const OrderCommand> batch, std::vector<WriteOutcome>& outcomes)
        : m_batch(batch)
        , m_outcomes(outcomes)
        , m_events(batch.size())
    {
    }

    DatabaseResult<void> run(Transaction& transaction)
    {
        const auto read = lookUpKeys(transaction).and_then([&] { return lockRows(transaction); });
        if (!read)
            return read;
        decideAll();
        return platform::storeRecords(transaction, m_records)
            .and_then([&] { return updateRows(transaction); })
            .and_then([&] { return writeSteps(transaction); })
            .and_then([&] { return platform::appendToOutbox(transaction, m_rows); });
    }

    // Of one of the batch; empty when it has none.
    const std::string& eventOf(std::size_t i) const { return m_events[i]; }

private:
    DatabaseResult<void> lookUpKeys(Transaction& transaction)
    {
        std::vector<std::optional<platform::IdempotencyClaim>> claims;
        for (const OrderCommand& command : m_batch)
            claims.push_back(command.claim);
        auto checks = platform::lockAndLookUp(transaction, claims);
        if (!checks)
            return tl::unexpected(checks.error());
        for (std::size_t i = 0; i < m_batch.size(); ++i) {
            KeyCheck& check = (*checks)[i];
            switch (check.state) {
            case KeyCheck::State::Free: m_free.push_back(i); break;
            case KeyCheck::State::Held: m_outcomes[i] = {.kind = WriteOutcome::Kind::KeyInUse}; break;
            case KeyCheck::State::Known:
                m_outcomes[i] = {.kind = WriteOutcome::Kind::KeyKnown, .known = std::move(check.known)};
                break;
            }
        }
        return {};
    }

    DatabaseResult<void> lockRows(Transaction& transaction)
    {
        std::vector<SqlValue> ids;
        for (const std::size_t i : m_free)
            ids.emplace_back(m_batch[i].orderId);
        if (ids.empty())
            return {};
        const auto rows = transaction.query(lockOrders, {platform::sqlArray(ids)});
        if (!rows)
            return tl::unexpected(rows.error());
        for (std::size_t row = 0; row < rows->size(); ++row) {
            Order order = orderOf(*rows, row);
            m_orders.emplace(order.id, std::move(order));
        }
        return readSagas(transaction, m_orders);
    }

    void decideAll()
    {
        for (const std::size_t i : m_free) {
            const OrderCommand& command = m_batch[i];
            const auto found = m_orders.find(command.orderId);
            OrderDecision decision = command.decide(found == m_orders.end() ? nullptr : &found->second);
            if (decision.begun && command.claim)
                m_records.push_back(platform::recordOf(*command.claim, decision.answer));
            if (decision.changed)
                m_changed.push_back(std::move(*decision.changed));
            if (decision.event) {
                m_events[i] = decision.event->eventId;
                m_rows.push_back(std::move(*decision.event));
            }
            m_outcomes[i] = {.kind = decision.begun ? WriteOutcome::Kind::Answered : WriteOutcome::Kind::NotBegun,
                             .answer = std::move(decision.answer)};
        }
    }

    DatabaseResult<void> updateRows(Transaction& transaction)
    {
        std::vector<std::vector<SqlValue>> columns(4);
        for (const Order& order : m_changed) {
            columns[0].emplace_back(order.id);
            columns[1].emplace_back(order.note);
            columns[2].emplace_back(order.status);
            columns[3].emplace_back(order.version);
        }
        if (m_changed.empty())
            return {};
        const auto updated = transaction.query(updateOrders,
                                               {platform::sqlArray(columns[0]),
                                                platform::sqlArray(columns[1]),
                                                platform::sqlArray(columns[2]),
                                                platform::sqlArray(columns[3])});
        if (!updated)
            return tl::unexpected(updated.error());
        if (updated->affected() != m_changed.size())
            return tl::unexpected(platform::DatabaseError{
                platform::DatabaseError::Kind::Failed, {}, "Not every order of the batch was changed."});
        return {};
    }

    // No step begins here: what a command does to a saga is to end it.
    DatabaseResult<void> writeSteps(Transaction& transaction)
    {
        std::vector<SagaChange> changes;
        for (const Order& order : m_changed)
            if (!order.saga.empty())
                changes.push_back({&order});
        return writeSagas(transaction, changes, {});
    }

    std::span<const OrderCommand> m_batch;
    std::vector<WriteOutcome>& m_outcomes;
    std::vector<std::size_t> m_free; // places in the batch whose key nobody has used
    std::map<std::string, Order> m_orders;
    std::vector<platform::IdempotencyRecord> m_records;
    std::vector<Order> m_changed;
    std::vector<platform::OutboxRow> m_rows;
    std::vector<std::string> m_events;
};

} // namespace

std::vector<WriteOutcome> PgOrderStore::change(std::span<const OrderCommand> batch, const platform::Executed& executed)
{
    std::vector<WriteOutcome> outcomes(batch.size());
    OrderChanges changes(batch, outcomes);
    const auto committed = m_database.transact(platform::TraceContext(), [&](Transaction& transaction) {
        auto done = changes.run(transaction);
        executed();
        return done;
    });
    for (std::size_t i = 0; i < batch.size(); ++i) {
        platform::Span span = m_database.sharedSpan(updateOrders.summary, batch[i].trace, batch[i].since, batch.size());
        if (!committed) {
            outcomes[i] = WriteOutcome::unavailable(committed.error());
            platform::recordError(span, committed.error());
        } else if (!changes.eventOf(i).empty()) {
            span.set("messaging.outbox.event_id", changes.eventOf(i));
        }
    }
    return outcomes;
}

} // namespace orders
