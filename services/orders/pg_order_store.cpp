// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/pg_order_store.h"

#include "orders/order_rows.h"
#include "orders/place_statements.h"
#include "orders/saga/saga_rows.h"
#include "platform/idempotency/record_store.h"

#include <algorithm>

namespace orders {
namespace {

using platform::DatabaseResult;
using platform::Rows;
using platform::SqlArguments;
using platform::SqlValue;
using platform::Statement;
using platform::WriteOutcome;
using Kind = WriteOutcome::Kind;

constexpr Statement listOrders{"orders_list",
                               "SELECT " ORDER_COLUMNS " FROM orders"
                               " WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2::uuid) ORDER BY id DESC"
                               " LIMIT $3::int",
                               "SELECT orders"};
constexpr Statement findOrder{
    "orders_find", "SELECT " ORDER_COLUMNS ", " SAGA_COLUMN " FROM orders WHERE id = $1::uuid", "SELECT orders"};

// One array a column.
SqlArguments columnsOf(std::span<const NewOrder> batch)
{
    constexpr std::size_t columnCount = 16;
    std::vector<std::vector<SqlValue>> columns(columnCount);
    for (const NewOrder& item : batch) {
        const Order& order = item.order;
        std::vector<SqlValue> row{order.id,
                                  order.userId,
                                  order.amount,
                                  order.note,
                                  order.status,
                                  order.createdAt,
                                  item.event.eventId,
                                  item.event.payload,
                                  item.event.headers};
        if (const auto& record = item.record) {
            row.insert(row.end(),
                       {record->scope,
                        record->key,
                        SqlValue::bytes(record->fingerprint),
                        record->status,
                        platform::headersToJson(record->headers),
                        SqlValue::bytes(record->body),
                        record->traceparent});
        }
        row.resize(columnCount, std::nullopt);
        for (std::size_t i = 0; i < columnCount; ++i)
            columns[i].push_back(std::move(row[i]));
    }
    SqlArguments arguments;
    for (const auto& column : columns)
        arguments.emplace_back(platform::sqlArray(column));
    return arguments;
}

// What placeOrdersWithLines wants on top.
void addLines(std::span<const NewOrder> batch, std::chrono::milliseconds stepTimeout, SqlArguments& arguments)
{
    std::vector<SqlValue> lines, types;
    for (const NewOrder& item : batch) {
        const auto& some = item.order.lines;
        lines.push_back(some.empty() ? SqlValue(std::nullopt) : SqlValue(linesToJson(some)));
        types.emplace_back(item.event.eventType);
    }
    arguments.emplace_back(platform::sqlArray(lines));
    arguments.emplace_back(platform::sqlArray(types));
    arguments.emplace_back(std::int64_t{stepTimeout.count()});
}

} // namespace

PgOrderStore::PgOrderStore(platform::Database& database, std::chrono::milliseconds sagaStepTimeout)
    : m_database(database)
    , m_sagaStepTimeout(sagaStepTimeout)
{
}

std::vector<WriteOutcome> PgOrderStore::place(std::span<const NewOrder> batch, const platform::Executed& executed)
{
    std::vector<WriteOutcome> outcomes(batch.size());
    if (batch.empty())
        return outcomes;
    const auto rows = insert(batch, executed);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (!rows)
            outcomes[i] = WriteOutcome::unavailable(rows.error());
        else if (!rows->boolean(i, 0))
            outcomes[i].kind = Kind::KeyInUse;
        else
            outcomes[i].kind = rows->boolean(i, 1) ? Kind::Answered : Kind::KeyKnown;
        describe(batch[i], outcomes[i], batch.size());
    }
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (outcomes[i].kind == Kind::KeyKnown)
            outcomes[i] = known(batch[i]);
    }
    return outcomes;
}

// One that is alone gets along with one round trip; for many it is worth knowing when only the commit is left.
DatabaseResult<Rows> PgOrderStore::insert(std::span<const NewOrder> batch, const platform::Executed& executed)
{
    const bool hasLines =
        std::any_of(batch.begin(), batch.end(), [](const NewOrder& item) { return !item.order.lines.empty(); });
    const Statement& statement = hasLines ? placeOrdersWithLines : placeOrders;
    SqlArguments columns = columnsOf(batch);
    if (hasLines)
        addLines(batch, m_sagaStepTimeout, columns);
    if (batch.size() == 1)
        return m_database.query({}, statement, columns);
    DatabaseResult<Rows> rows = Rows(0, 0, {});
    const auto committed =
        m_database.transact(platform::TraceContext(), [&](platform::Transaction& transaction) -> DatabaseResult<void> {
            rows = transaction.query(statement, columns);
            executed();
            if (!rows)
                return tl::unexpected(rows.error());
            return {};
        });
    if (!committed)
        return tl::unexpected(committed.error());
    return rows;
}

// The statement is everybody's, so each request has a span of its own for it, from the beginning of its wait.
void PgOrderStore::describe(const NewOrder& order, const WriteOutcome& outcome, std::size_t batch)
{
    platform::Span span = m_database.sharedSpan(placeOrders.summary, order.trace, order.since, batch);
    if (outcome.kind == Kind::Answered)
        span.set("messaging.outbox.event_id", order.event.eventId);
    else if (outcome.kind == Kind::Unavailable)
        platform::recordError(span, outcome.problem);
}

// With a snapshot of its own: the record may have been committed after the statement above began.
WriteOutcome PgOrderStore::known(const NewOrder& order)
{
    auto record = platform::findRecord(m_database, order.trace, order.record->scope, order.record->key);
    if (!record)
        return WriteOutcome::unavailable(record.error());
    if (!*record) // it expired between the two statements: the next try is a first one
        return {.kind = Kind::KeyInUse};
    return {.kind = Kind::KeyKnown, .known = std::move(**record)};
}

DatabaseResult<std::vector<Order>>
PgOrderStore::list(const std::string& userId, const platform::Page& page, const platform::TraceContext& trace)
{
    const SqlValue before = page.before.empty() ? SqlValue(std::nullopt) : SqlValue(page.before);
    const auto rows = m_database.query(trace, listOrders, {userId, before, page.limit + 1});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Order> orders;
    for (std::size_t i = 0; i < rows->size(); ++i)
        orders.push_back(orderOf(*rows, i));
    return orders;
}

DatabaseResult<std::optional<Order>> PgOrderStore::find(const std::string& id, const platform::TraceContext& trace)
{
    const auto rows = m_database.query(trace, findOrder, {id});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return std::optional<Order>();
    Order order = orderOf(*rows, 0);
    if (!rows->isNull(0, 8))
        order.saga = sagaFromJson(rows->text(0, 8));
    return std::optional<Order>(std::move(order));
}

} // namespace orders
