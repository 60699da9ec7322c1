// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/pg_item_store.h"

#include "platform/idempotency/record_store.h"

namespace items {
namespace {

using platform::DatabaseResult;
using platform::Rows;
using platform::SqlValue;
using platform::Statement;
using platform::Transaction;
using platform::WriteOutcome;

#define ITEM_COLUMNS                                                                                                   \
    "id, owner, name, stock, reserved, version,"                                                                       \
    " to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"

constexpr Statement insertItem{"items_insert",
                               "INSERT INTO items (id, owner, name, stock, created_at)"
                               " VALUES ($1::uuid, $2, $3, $4::bigint, $5::timestamptz)",
                               "INSERT items"};
constexpr Statement lockItem{
    "items_lock_one", "SELECT " ITEM_COLUMNS " FROM items WHERE id = $1::uuid FOR UPDATE", "SELECT items"};
constexpr Statement updateItem{
    "items_update",
    "UPDATE items SET name = $2, stock = $3::bigint, version = $4::bigint WHERE id = $1::uuid",
    "UPDATE items"};
constexpr Statement listItems{"items_list",
                              "SELECT " ITEM_COLUMNS " FROM items WHERE $1::uuid IS NULL OR id < $1::uuid"
                              " ORDER BY id DESC LIMIT $2::int",
                              "SELECT items"};
constexpr Statement findItem{"items_find", "SELECT " ITEM_COLUMNS " FROM items WHERE id = $1::uuid", "SELECT items"};

std::optional<Item> itemOf(const Rows& rows, std::size_t i)
{
    if (i >= rows.size())
        return std::nullopt;
    return Item{.id = rows.text(i, 0),
                .owner = rows.text(i, 1),
                .name = rows.text(i, 2),
                .stock = rows.integer(i, 3),
                .reserved = rows.integer(i, 4),
                .version = rows.integer(i, 5),
                .createdAt = rows.text(i, 6)};
}

} // namespace

PgItemStore::PgItemStore(platform::Database& database)
    : m_database(database)
{
}

// Key, effect and answer in one transaction.
WriteOutcome PgItemStore::once(const WriteFor& by, const Execute& execute)
{
    WriteOutcome outcome;
    const auto done = m_database.transact(by.trace, [&](Transaction& transaction) -> DatabaseResult<void> {
        const auto keys = platform::lockAndLookUp(transaction, {&by.claim, 1});
        if (!keys)
            return tl::unexpected(keys.error());
        const platform::KeyCheck& key = keys->front();
        if (key.state != platform::KeyCheck::State::Free) {
            const bool known = key.state == platform::KeyCheck::State::Known;
            outcome = {.kind = known ? WriteOutcome::Kind::KeyKnown : WriteOutcome::Kind::KeyInUse, .known = key.known};
            return {};
        }
        auto executed = execute(transaction);
        if (!executed)
            return tl::unexpected(executed.error());
        outcome = std::move(*executed);
        if (!by.claim || outcome.kind != WriteOutcome::Kind::Answered)
            return {};
        const platform::IdempotencyRecord record = platform::recordOf(*by.claim, outcome.answer);
        return platform::storeRecords(transaction, {&record, 1});
    });
    return done ? outcome : WriteOutcome::unavailable(done.error());
}

WriteOutcome PgItemStore::add(const NewItem& item, const WriteFor& by)
{
    return once(by, [&item](Transaction& transaction) -> DatabaseResult<WriteOutcome> {
        const Item& added = item.item;
        const auto inserted =
            transaction.query(insertItem, {added.id, added.owner, added.name, added.stock, added.createdAt});
        if (!inserted)
            return tl::unexpected(inserted.error());
        if (auto told = platform::appendToOutbox(transaction, item.event); !told)
            return tl::unexpected(told.error());
        return WriteOutcome{.kind = WriteOutcome::Kind::Answered, .answer = itemAnswer(added, 201)};
    });
}

WriteOutcome PgItemStore::change(const ItemChange& change, const WriteFor& by)
{
    return once(by, [&change](Transaction& transaction) -> DatabaseResult<WriteOutcome> {
        const auto rows = transaction.query(lockItem, {change.id});
        if (!rows)
            return tl::unexpected(rows.error());
        const ChangeDecision decision = changeItem(itemOf(*rows, 0), change);
        if (const auto& item = decision.changed) {
            const auto updated = transaction.query(updateItem, {item->id, item->name, item->stock, item->version});
            if (!updated)
                return tl::unexpected(updated.error());
        }
        return decision.outcome;
    });
}

DatabaseResult<std::vector<Item>> PgItemStore::list(const platform::Page& page, const platform::TraceContext& trace)
{
    const SqlValue before = page.before.empty() ? SqlValue(std::nullopt) : SqlValue(page.before);
    const auto rows = m_database.query(trace, listItems, {before, page.limit + 1});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Item> items;
    for (std::size_t i = 0; i < rows->size(); ++i)
        items.push_back(*itemOf(*rows, i));
    return items;
}

DatabaseResult<std::optional<Item>> PgItemStore::find(const std::string& id, const platform::TraceContext& trace)
{
    const auto rows = m_database.query(trace, findItem, {id});
    if (!rows)
        return tl::unexpected(rows.error());
    return itemOf(*rows, 0);
}

} // namespace items
