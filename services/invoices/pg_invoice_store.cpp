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
constexpr Statement insertRefusals{
    "invoices_insert_refused",
    "INSERT INTO invoices (id, order_id, user_id, amount, status, reason)"
    " SELECT *, 'refused', $5 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])"
    " ON CONFLICT (order_id) DO NOTHING RETURNING id",
    "INSERT invoices"};
constexpr Statement voidAll{"invoices_void",
                            "UPDATE invoices SET status = 'voided', version = version + 1"
                            " WHERE order_id = ANY ($1::uuid[]) AND status = 'issued'"
                            " RETURNING order_id, id, version",
                            "UPDATE invoices"};

#define INVOICE_COLUMNS                                                                                                \
    "id, order_id, user_id, amount, status,"                                                                           \
    " to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"

constexpr Statement listInvoices{
    "invoices_list",
    "SELECT " INVOICE_COLUMNS
    " FROM invoices WHERE user_id = $1 AND status <> 'refused' AND ($2::uuid IS NULL OR order_id = $2::uuid)"
    " AND ($3::uuid IS NULL OR id < $3::uuid) ORDER BY id DESC LIMIT $4::int",
    "SELECT invoices"};
constexpr Statement findInvoice{"invoices_find",
                                "SELECT " INVOICE_COLUMNS " FROM invoices WHERE id = $1::uuid AND status <> 'refused'",
                                "SELECT invoices"};

Invoice invoiceOf(const Rows& rows, std::size_t i)
{
    return {.id = rows.text(i, 0),
            .orderId = rows.text(i, 1),
            .userId = rows.text(i, 2),
            .amount = rows.integer(i, 3),
            .createdAt = rows.text(i, 5),
            .status = rows.text(i, 4)};
}

SqlValue orNull(const std::string& text)
{
    return text.empty() ? SqlValue(std::nullopt) : SqlValue(text);
}

// One array a column.
platform::SqlArguments columnsOf(std::span<const Invoice> invoices)
{
    std::vector<SqlValue> ids, orders, users, amounts;
    for (const Invoice& invoice : invoices) {
        ids.emplace_back(invoice.id);
        orders.emplace_back(invoice.orderId);
        users.emplace_back(invoice.userId);
        amounts.emplace_back(invoice.amount);
    }
    using platform::sqlArray;
    return {sqlArray(ids), sqlArray(orders), sqlArray(users), sqlArray(amounts)};
}

DatabaseResult<std::vector<bool>> whichAreNew(const DatabaseResult<Rows>& rows, std::span<const Invoice> invoices)
{
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

} // namespace

DatabaseResult<std::vector<bool>> insertInvoices(platform::Transaction& transaction, std::span<const Invoice> invoices)
{
    return whichAreNew(transaction.query(insertAll, columnsOf(invoices)), invoices);
}

DatabaseResult<std::vector<bool>>
insertRefused(platform::Transaction& transaction, std::span<const Invoice> invoices, const std::string& reason)
{
    platform::SqlArguments arguments = columnsOf(invoices);
    arguments.emplace_back(reason);
    return whichAreNew(transaction.query(insertRefusals, arguments), invoices);
}

DatabaseResult<std::map<std::string, Voided>> voidInvoices(platform::Transaction& transaction,
                                                           std::span<const std::string> orderIds)
{
    const std::vector<SqlValue> ids(orderIds.begin(), orderIds.end());
    const auto rows = transaction.query(voidAll, {platform::sqlArray(ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::map<std::string, Voided> voided;
    for (std::size_t i = 0; i < rows->size(); ++i)
        voided.emplace(rows->text(i, 0), Voided{rows->text(i, 1), rows->integer(i, 2)});
    return voided;
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

DatabaseResult<std::optional<Invoice>> PgInvoiceStore::find(const std::string& id, const platform::TraceContext& trace)
{
    const auto rows = m_database.query(trace, findInvoice, {id});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return std::optional<Invoice>();
    return std::optional<Invoice>(invoiceOf(*rows, 0));
}

} // namespace invoices
