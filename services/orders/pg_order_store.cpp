// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/pg_order_store.h"

#include "orders/order_rows.h"
#include "orders/place_statements.h"
#include "orders/saga/saga_rows.h"
#include "platform/idempotency/record_store.h"

#include <algorithm>
#include <array>

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

using platform::SqlArray;
using Of = SqlArray::Of;

// One array a column, in the order of the statement's parameters.
struct OrderColumns
{
    SqlArray id{Of::Uuid};
    SqlArray userId{Of::Text};
    SqlArray amount{Of::Bigint};
    SqlArray note{Of::Text};
    SqlArray status{Of::Text};
    SqlArray createdAt{Of::Text};
    SqlArray eventId{Of::Uuid};
    SqlArray payload{Of::Json};
    SqlArray headers{Of::Json};

    void add(const NewOrder& item)
    {
        id.add(item.order.id);
        userId.add(item.order.userId);
        amount.add(item.order.amount);
        note.addOptional(item.order.note);
        status.add(item.order.status);
        createdAt.add(item.order.createdAt);
        eventId.add(item.event.eventId);
        payload.add(item.event.payload);
        headers.add(item.event.headers);
    }
    void moveTo(SqlArguments& arguments)
    {
        for (SqlArray* column : {&id, &userId, &amount, &note, &status, &createdAt, &eventId, &payload, &headers})
            arguments.push_back(column->take());
    }
};

struct RecordColumns
{
    SqlArray scope{Of::Text};
    SqlArray key{Of::Text};
    SqlArray fingerprint{Of::Bytes};
    SqlArray status{Of::Smallint};
    SqlArray headers{Of::Json};
    SqlArray body{Of::Bytes};
    SqlArray traceparent{Of::Text};

    void add(const std::optional<platform::IdempotencyRecord>& record)
    {
        if (!record) {
            for (SqlArray* column : all())
                column->addNull();
            return;
        }
        scope.add(record->scope);
        key.add(record->key);
        fingerprint.add(record->fingerprint);
        status.add(std::int64_t{record->status});
        headers.add(platform::headersToJson(record->headers));
        body.add(record->body);
        traceparent.add(record->traceparent);
    }
    void moveTo(SqlArguments& arguments)
    {
        for (SqlArray* column : all())
            arguments.push_back(column->take());
    }
    std::array<SqlArray*, 7> all() { return {&scope, &key, &fingerprint, &status, &headers, &body, &traceparent}; }
};

SqlArguments columnsOf(std::span<const NewOrder> batch)
{
    OrderColumns orders;
    RecordColumns records;
    for (const NewOrder& item : batch) {
        orders.add(item);
        records.add(item.record);
    }
    SqlArguments arguments;
    orders.moveTo(arguments);
    records.moveTo(arguments);
    return arguments;
}

// What placeOrdersWithLines wants on top.
void addLines(std::span<const NewOrder> batch, std::chrono::milliseconds stepTimeout, SqlArguments& arguments)
{
    SqlArray lines(Of::Json);
    SqlArray types(Of::Text);
    for (const NewOrder& item : batch) {
        const auto& some = item.order.lines;
        lines.addOptional(some.empty() ? std::nullopt : std::optional(linesToJson(some)));
        types.add(item.event.eventType);
    }
    arguments.push_back(lines.take());
    arguments.push_back(types.take());
    arguments.emplace_back(std::int64_t{stepTimeout.count()});
}

} // namespace

PgOrderStore::PgOrderStore(platform::Database& database, std::chrono::milliseconds sagaStepTimeout)
    : m_database(database)
    , m_sagaStepTimeout(sagaStepTimeout)
{
}

std::vector<WriteOutcome> PgOrderStore::place(std::span<const NewOrder> batch, const platform::Executed&)
{
    std::vector<WriteOutcome> outcomes(batch.size());
    if (batch.empty())
        return outcomes;
    const auto rows = insert(batch);
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

// One round trip, the commit included: to tell when only that is left takes two more, and costs more than it brings
// while there is one statement for all.
DatabaseResult<Rows> PgOrderStore::insert(std::span<const NewOrder> batch)
{
    const bool hasLines =
        std::any_of(batch.begin(), batch.end(), [](const NewOrder& item) { return !item.order.lines.empty(); });
    SqlArguments columns = columnsOf(batch);
    if (hasLines)
        addLines(batch, m_sagaStepTimeout, columns);
    return m_database.query({}, hasLines ? placeOrdersWithLines : placeOrders, columns);
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
