// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invoices/invoice.h"
#include "platform/postgres/database.h"
#include "platform/postgres/page.h"

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
    // Empty when there is none of this user.
    virtual platform::DatabaseResult<std::optional<Invoice>>
    find(const std::string& userId, const std::string& id, const platform::TraceContext& trace) = 0;
};

// Within the transaction of their events. An order that has an invoice keeps it. Answers which ones are new.
platform::DatabaseResult<std::vector<bool>> insertInvoices(platform::Transaction& transaction,
                                                           std::span<const Invoice> invoices);

} // namespace invoices
