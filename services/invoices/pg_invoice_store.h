// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invoices/invoice_store.h"

namespace invoices {

class PgInvoiceStore final : public InvoiceStore
{
public:
    explicit PgInvoiceStore(platform::Database& database);

    platform::DatabaseResult<std::vector<Invoice>> list(const InvoiceQuery& query,
                                                        const platform::TraceContext& trace) override;
    platform::DatabaseResult<std::optional<Invoice>> find(const std::string& id,
                                                          const platform::TraceContext& trace) override;

private:
    platform::Database& m_database;
};

} // namespace invoices
