// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reservation_store.h"

#include "platform/log.h"

#include <set>

namespace items {
namespace {

using platform::DatabaseResult;
using platform::OutboxRow;
using platform::sqlArray;
using platform::SqlValue;
using platform::Statement;
using platform::Transaction;

// The row is the claim: of two instances that have the same order, the second waits here and then gets nothing.
constexpr Statement claimOrders{"reservations_claim",
                                "INSERT INTO reservations (order_id, state, lines)"
                                " SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[])"
                                " ON CONFLICT DO NOTHING RETURNING order_id",
                                "INSERT reservations"};
constexpr Statement rejectOrders{"reservations_reject",
                                 "UPDATE reservations r SET state = 'rejected', reason = t.reason"
                                 " FROM unnest($1::uuid[], $2::text[]) AS t (order_id, reason)"
                                 " WHERE r.order_id = t.order_id",
                                 "UPDATE reservations"};
constexpr Statement releaseOrders{
    "reservations_release",
    "UPDATE reservations SET state = 'released', version = version + 1, changed_at = now()"
    " WHERE order_id = ANY ($1::uuid[]) AND state = 'reserved'"
    " RETURNING order_id, lines::text, version",
    "UPDATE reservations"};
constexpr Statement lockItems{
    "items_lock",
    "SELECT id, name, stock, reserved FROM items WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE",
    "SELECT items"};
constexpr Statement setReserved{"items_set_reserved",
                                "UPDATE items i SET reserved = t.reserved, version = i.version + 1"
                                " FROM unnest($1::uuid[], $2::bigint[]) AS t (id, reserved)"
                                " WHERE i.id = t.id AND i.reserved <> t.reserved",
                                "UPDATE items"};

using Orders = std::vector<const ReservationOrder*>;

// Those that were not known, in their order. An order that comes twice is one.
DatabaseResult<Orders> claim(Transaction& transaction, std::span<const ReservationOrder> orders, const char* state)
{
    std::vector<SqlValue> ids, states, lines;
    std::set<std::string> seen;
    for (const ReservationOrder& order : orders) {
        if (!seen.insert(order.orderId).second)
            continue;
        ids.emplace_back(order.orderId);
        states.emplace_back(state);
        lines.emplace_back(state == std::string_view("reserved") ? linesToJson(order.lines) : "[]");
    }
    const auto rows = transaction.query(claimOrders, {sqlArray(ids), sqlArray(states), sqlArray(lines)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::set<std::string> claimed;
    for (std::size_t i = 0; i < rows->size(); ++i)
        claimed.insert(rows->text(i, 0));
    Orders fresh;
    for (const ReservationOrder& order : orders)
        if (claimed.erase(order.orderId) > 0)
            fresh.push_back(&order);
    return fresh;
}

DatabaseResult<Stocks> lockStocks(Transaction& transaction, const std::set<std::string>& items)
{
    const std::vector<SqlValue> ids(items.begin(), items.end());
    const auto rows = transaction.query(lockItems, {sqlArray(ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    Stocks stocks;
    for (std::size_t i = 0; i < rows->size(); ++i)
        stocks.emplace(rows->text(i, 0), Stock{rows->text(i, 1), rows->integer(i, 2), rows->integer(i, 3)});
    return stocks;
}

DatabaseResult<void> writeStocks(Transaction& transaction, const Stocks& stocks)
{
    std::vector<SqlValue> ids, reserved;
    for (const auto& [id, stock] : stocks) {
        ids.emplace_back(id);
        reserved.emplace_back(stock.reserved);
    }
    const auto rows = transaction.query(setReserved, {sqlArray(ids), sqlArray(reserved)});
    if (!rows)
        return tl::unexpected(rows.error());
    return {};
}

OutboxRow toTell(const ReservationOrder& order, const char* type, std::int64_t sequence, std::string payload)
{
    return {.eventId = {},
            .aggregateType = "reservation",
            .aggregateId = order.orderId,
            .aggregateSeq = sequence,
            .eventType = type,
            .schemaVersion = 1,
            .payload = std::move(payload),
            .headers = platform::outboxHeaders(order.cause)};
}

struct Rejected
{
    std::vector<SqlValue> ids, reasons;
};

std::vector<OutboxRow> decide(const Orders& orders, Stocks& stocks, const std::string& at, Rejected& rejected)
{
    std::vector<OutboxRow> events;
    for (const ReservationOrder* order : orders) {
        const platform::LogScope scope(order->trace);
        if (const auto rejection = reserve(stocks, order->lines)) {
            rejected.ids.emplace_back(order->orderId);
            rejected.reasons.emplace_back(rejection->reason);
            events.push_back(toTell(*order, "item.rejected.v1", 1, rejectedEvent(order->orderId, *rejection, at)));
            platform::logInfo("stock refused", {{"order_id", order->orderId}, {"reason", rejection->reason}});
        } else {
            events.push_back(toTell(*order, "item.reserved.v1", 1, reservedEvent(order->orderId, order->lines, at)));
            platform::logInfo("stock reserved", {{"order_id", order->orderId}});
        }
    }
    return events;
}

DatabaseResult<void> tell(Transaction& transaction, std::vector<OutboxRow> events, const platform::Surroundings& now)
{
    for (OutboxRow& event : events)
        event.eventId = now.newId();
    return platform::appendToOutbox(transaction, events);
}

// What an UPDATE gave back, by order.
struct Released
{
    std::vector<Line> lines;
    std::int64_t version = 1;
};
using ReleasedOrders = std::map<std::string, Released>;

DatabaseResult<ReleasedOrders> markReleased(Transaction& transaction, std::span<const ReservationOrder> orders)
{
    std::vector<SqlValue> ids;
    for (const ReservationOrder& order : orders)
        ids.emplace_back(order.orderId);
    const auto rows = transaction.query(releaseOrders, {sqlArray(ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    ReleasedOrders released;
    for (std::size_t i = 0; i < rows->size(); ++i)
        released.emplace(rows->text(i, 0), Released{linesFromJson(rows->text(i, 1)), rows->integer(i, 2)});
    return released;
}

DatabaseResult<void> giveBack(Transaction& transaction, const ReleasedOrders& released)
{
    std::set<std::string> items;
    for (const auto& [order, what] : released)
        for (const Line& line : what.lines)
            items.insert(line.item);
    if (items.empty())
        return {};
    auto stocks = lockStocks(transaction, items);
    if (!stocks)
        return tl::unexpected(stocks.error());
    for (const auto& [order, what] : released)
        release(*stocks, what.lines);
    return writeStocks(transaction, *stocks);
}

} // namespace

DatabaseResult<void> reserveStock(Transaction& transaction,
                                  std::span<const ReservationOrder> orders,
                                  const platform::Surroundings& surroundings)
{
    const auto fresh = claim(transaction, orders, "reserved");
    if (!fresh)
        return tl::unexpected(fresh.error());
    if (fresh->empty())
        return {};
    std::set<std::string> items;
    for (const ReservationOrder* order : *fresh)
        for (const Line& line : order->lines)
            items.insert(line.item);
    auto stocks = lockStocks(transaction, items);
    if (!stocks)
        return tl::unexpected(stocks.error());
    Rejected rejected;
    auto events = decide(*fresh, *stocks, platform::rfc3339(surroundings.now()), rejected);
    if (auto done = writeStocks(transaction, *stocks); !done)
        return done;
    if (!rejected.ids.empty()) {
        const auto done = transaction.query(rejectOrders, {sqlArray(rejected.ids), sqlArray(rejected.reasons)});
        if (!done)
            return tl::unexpected(done.error());
    }
    return tell(transaction, std::move(events), surroundings);
}

DatabaseResult<void> releaseStock(Transaction& transaction,
                                  std::span<const ReservationOrder> orders,
                                  const platform::Surroundings& surroundings)
{
    // First those that are not known: an order whose reservation is being made elsewhere is waited for here.
    const auto unseen = claim(transaction, orders, "released");
    if (!unseen)
        return tl::unexpected(unseen.error());
    auto released = markReleased(transaction, orders);
    if (!released)
        return tl::unexpected(released.error());
    if (auto done = giveBack(transaction, *released); !done)
        return done;
    for (const ReservationOrder* order : *unseen)
        released->emplace(order->orderId, Released{});
    const std::string at = platform::rfc3339(surroundings.now());
    std::vector<OutboxRow> events;
    for (const ReservationOrder& order : orders) {
        const auto what = released->find(order.orderId);
        if (what == released->end())
            continue;
        events.push_back(toTell(
            order, "item.released.v1", what->second.version, releasedEvent(order.orderId, what->second.lines, at)));
        released->erase(what);
        const platform::LogScope scope(order.trace);
        platform::logInfo("stock released", {{"order_id", order.orderId}});
    }
    return tell(transaction, std::move(events), surroundings);
}

} // namespace items
