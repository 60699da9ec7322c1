// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/pg_invoice_store.h"

namespace invoices {
namespace {

using platform::DatabaseResult;
using platform::Rows;
using platform::SqlValue;
using platform::Statement;

constexpr Statement insertOne{"invoices_insert",
                              "INSERT INTO invoices (id, order_id, user_id, amount)"
                              " VALUES ($1::uuid, $2::uuid, $3, $4::bigint) ON CONFLICT (order_id) DO NOTHING",
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

DatabaseResult<bool> insertInvoice(platform::Transaction& transaction, const Invoice& invoice)
{
    const auto inserted = transaction.query(insertOne, {invoice.id, invoice.orderId, invoice.userId, invoice.amount});
    if (!inserted)
        return tl::unexpected(inserted.error());
    return inserted->affected() > 0;
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
