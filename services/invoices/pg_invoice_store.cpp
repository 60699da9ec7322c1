// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/pg_invoice_store.h"

#include <unordered_set>

namespace invoices {
namespace {

using platform::DatabaseResult;
using platform::Rows;
using platform::SqlValue;
using platform::Statement;

constexpr Statement insertAll{"invoices_insert",
                              "INSERT INTO invoices (id, order_id, user_id, amount)"
                              " SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])"
                              " ON CONFLICT (order_id) DO NOTHING RETURNING id",
                              "INSERT invoices"};
constexpr Statement listInvoices{
    "invoices_list",
    "SELECT id, order_id, user_id, amount, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    " FROM invoices WHERE user_id = $1 AND ($2::uuid IS NULL OR order_id = $2::uuid)"
    " AND ($3::uuid IS NULL OR id < $3::uuid) ORDER BY id DESC LIMIT $4::int",
    "SELECT invoices"};
constexpr Statement findInvoice{
    "invoices_find",
    "SELECT id, order_id, user_id, amount, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    " FROM invoices WHERE user_id = $1 AND id = $2::uuid",
    "SELECT invoices"};

Invoice invoiceOf(const Rows& rows, std::size_t i)
{
    return {.id = rows.text(i, 0),
            .orderId = rows.text(i, 1),
            .userId = rows.text(i, 2),
            .amount = rows.integer(i, 3),
            .createdAt = rows.text(i, 4)};
}

SqlValue orNull(const std::string& text)
{
    return text.empty() ? SqlValue(std::nullopt) : SqlValue(text);
}

} // namespace

DatabaseResult<std::vector<bool>> insertInvoices(platform::Transaction& transaction, std::span<const Invoice> invoices)
{
    std::vector<SqlValue> ids, orders, users, amounts;
    for (const Invoice& invoice : invoices) {
        ids.emplace_back(invoice.id);
        orders.emplace_back(invoice.orderId);
        users.emplace_back(invoice.userId);
        amounts.emplace_back(invoice.amount);
    }
    using platform::sqlArray;
    const auto rows =
        transaction.query(insertAll, {sqlArray(ids), sqlArray(orders), sqlArray(users), sqlArray(amounts)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::unordered_set<std::string> inserted;
    for (std::size_t i = 0; i < rows->size(); ++i)
        inserted.insert(rows->text(i, 0));
    std::vector<bool> isNew;
    for (const Invoice& invoice : invoices)
        isNew.push_back(inserted.contains(invoice.id));
    return isNew;
}

PgInvoiceStore::PgInvoiceStore(platform::Database& database)
    : m_database(database)
{
}

DatabaseResult<std::vector<Invoice>> PgInvoiceStore::list(const InvoiceQuery& query,
                                                          const platform::TraceContext& trace)
{
    const auto rows = m_database.query(
        trace, listInvoices, {query.userId, orNull(query.orderId), orNull(query.page.before), query.page.limit + 1});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Invoice> invoices;
    for (std::size_t i = 0; i < rows->size(); ++i)
        invoices.push_back(invoiceOf(*rows, i));
    return invoices;
}

DatabaseResult<std::optional<Invoice>>
PgInvoiceStore::find(const std::string& userId, const std::string& id, const platform::TraceContext& trace)
{
    const auto rows = m_database.query(trace, findInvoice, {userId, id});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return std::optional<Invoice>();
    return std::optional<Invoice>(invoiceOf(*rows, 0));
}

} // namespace invoices
