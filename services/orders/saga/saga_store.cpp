// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/saga/saga_store.h"

#include "orders/order_rows.h"
#include "orders/saga/saga_rows.h"
#include "platform/log.h"

#include <nlohmann/json.hpp>

#include <map>

namespace orders {
namespace {

using platform::DatabaseResult;
using platform::sqlArray;
using platform::SqlValue;
using platform::Statement;
using platform::Transaction;

constexpr Statement lockOrdersOfSagas{"saga_lock_orders",
                                      "SELECT " ORDER_COLUMNS " FROM orders WHERE id = ANY ($1::uuid[])"
                                      " ORDER BY id FOR UPDATE",
                                      "SELECT orders"};
constexpr Statement updateOrdersOfSagas{
    "saga_update_orders",
    "UPDATE orders o SET status = c.status, version = c.version"
    " FROM unnest($1::uuid[], $2::text[], $3::bigint[]) AS c (id, status, version) WHERE o.id = c.id",
    "UPDATE orders"};
constexpr Statement selectOverdue{"saga_overdue",
                                  "SELECT order_id, step, headers::text FROM saga"
                                  " WHERE state = 'pending' AND deadline <= now() ORDER BY deadline LIMIT 64",
                                  "SELECT saga"};

DatabaseResult<std::map<std::string, Order>> lockSagaOrders(Transaction& transaction, std::span<const SagaInput> inputs)
{
    std::vector<SqlValue> ids;
    for (const SagaInput& input : inputs)
        ids.emplace_back(input.orderId);
    const auto rows = transaction.query(lockOrdersOfSagas, {sqlArray(ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::map<std::string, Order> orders;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        Order order = orderOf(*rows, i);
        if (!order.lines.empty())
            orders.emplace(order.id, std::move(order));
    }
    if (auto done = readSagas(transaction, orders); !done)
        return tl::unexpected(done.error());
    return orders;
}

// What is to be written; a saga that several inputs change is written once, as it is after the last.
struct Writes
{
    std::map<std::string, SagaChange> changes; // by order
    std::vector<platform::OutboxRow> events;
};

void logStep(const SagaInput& input, const Progress& progress)
{
    const platform::LogScope scope(input.trace);
    if (progress.isChanged)
        platform::logInfo("saga advanced", {{"order_id", input.orderId}, {"status", progress.order.status}});
    else
        platform::logInfo("answer changes nothing", {{"order_id", input.orderId}, {"status", progress.order.status}});
}

Writes decideAll(std::span<const SagaInput> inputs, std::map<std::string, Order>& orders, const SagaSettings& settings)
{
    Writes writes;
    for (const SagaInput& input : inputs) {
        const auto order = orders.find(input.orderId);
        if (order == orders.end())
            continue;
        Progress progress = progressOf(order->second, input.event, input.cause, settings.surroundings);
        logStep(input, progress);
        if (!progress.isChanged)
            continue;
        order->second = std::move(progress.order);
        writes.changes.insert_or_assign(input.orderId,
                                        SagaChange{&order->second, platform::outboxHeaders(input.cause)});
        if (progress.event)
            writes.events.push_back(std::move(*progress.event));
    }
    return writes;
}

DatabaseResult<void> writeOrders(Transaction& transaction, const std::vector<SagaChange>& changes)
{
    std::vector<SqlValue> ids, statuses, versions;
    for (const SagaChange& change : changes) {
        ids.emplace_back(change.order->id);
        statuses.emplace_back(change.order->status);
        versions.emplace_back(change.order->version);
    }
    const auto updated =
        transaction.query(updateOrdersOfSagas, {sqlArray(ids), sqlArray(statuses), sqlArray(versions)});
    if (!updated)
        return tl::unexpected(updated.error());
    return {};
}

platform::EventCause causeOfStep(const nlohmann::json& headers)
{
    return {.correlationId = headers.value("correlation_id", ""),
            .causationId = headers.value("causation_id", ""),
            .idempotencyKey = {},
            .traceparent = headers.value("traceparent", "")};
}

std::string tooLate(SagaStep step, std::chrono::milliseconds timeout)
{
    const std::string within = timeout.count() % 1000 == 0 ? std::to_string(timeout.count() / 1000) + " s"
                                                           : std::to_string(timeout.count()) + " ms";
    return step == SagaStep::Reserve ? "The stock was not reserved within " + within + "."
                                     : "No invoice was issued within " + within + ".";
}

} // namespace

DatabaseResult<void>
advanceSagas(Transaction& transaction, std::span<const SagaInput> inputs, const SagaSettings& settings)
{
    auto orders = lockSagaOrders(transaction, inputs);
    if (!orders)
        return tl::unexpected(orders.error());
    const Writes writes = decideAll(inputs, *orders, settings);
    if (writes.changes.empty())
        return {};
    std::vector<SagaChange> changes;
    for (const auto& [order, change] : writes.changes)
        changes.push_back(change);
    return writeOrders(transaction, changes)
        .and_then([&] { return writeSagas(transaction, changes, settings.stepTimeout); })
        .and_then([&] { return platform::appendToOutbox(transaction, writes.events); });
}

DatabaseResult<std::vector<SagaInput>> overdueSteps(platform::Database& database, const SagaSettings& settings)
{
    const auto rows = database.query({}, selectOverdue);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<SagaInput> inputs;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const SagaStep step = sagaStep(rows->text(i, 1));
        const auto cause = causeOfStep(nlohmann::json::parse(rows->text(i, 2)));
        inputs.push_back({.orderId = rows->text(i, 0),
                          .event = {SagaEvent::Kind::TimedOut, tooLate(step, settings.stepTimeout), step},
                          .cause = cause,
                          .trace = platform::TraceContext::parse(cause.traceparent)});
    }
    return inputs;
}

} // namespace orders
