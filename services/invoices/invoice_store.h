// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invoices/invoice.h"
#include "platform/postgres/database.h"
#include "platform/postgres/page.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace invoices {

struct InvoiceQuery
{
    std::string userId;
    std::string orderId; // empty = of every order
    platform::Page page;
};

// What the HTTP side needs from a database. PgInvoiceStore is the real one.
class InvoiceStore
{
public:
    virtual ~InvoiceStore() = default;

    // Newest first, one more than the page's limit when there is one.
    virtual platform::DatabaseResult<std::vector<Invoice>> list(const InvoiceQuery& query,
                                                                const platform::TraceContext& trace) = 0;
    // Whoever's it is; empty when there is none.
    virtual platform::DatabaseResult<std::optional<Invoice>> find(const std::string& id,
                                                                  const platform::TraceContext& trace) = 0;
};

// The functions below are for the transaction of an event; an order has one row, and keeps what it has.

// Answers which ones are new.
platform::DatabaseResult<std::vector<bool>> insertInvoices(platform::Transaction& transaction,
                                                           std::span<const Invoice> invoices);
// Orders that get no invoice, with the reason; nobody sees these rows. Answers which ones are new.
platform::DatabaseResult<std::vector<bool>>
insertRefused(platform::Transaction& transaction, std::span<const Invoice> invoices, const std::string& reason);

// An invoice that counts no more, by its order.
struct Voided
{
    std::string id;
    std::int64_t version = 1;
};
platform::DatabaseResult<std::map<std::string, Voided>> voidInvoices(platform::Transaction& transaction,
                                                                     std::span<const std::string> orderIds);

} // namespace invoices
