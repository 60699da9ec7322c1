// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invoices/invoice_store.h"
#include "platform/executor.h"
#include "platform/http/http.h"

#include <vector>

namespace invoices {

// The HTTP edge of invoices: request → answer. Outlives the requests; I/O threads call it.
class InvoiceHandler
{
public:
    InvoiceHandler(InvoiceStore& store, platform::Executor& executor);

    std::vector<platform::HttpRoute> routes();

private:
    using Answer = boost::asio::awaitable<platform::HttpResponse>;

    Answer list(platform::HttpRequest& request);
    Answer find(platform::HttpRequest& request);

    InvoiceStore& m_store;
    platform::Executor& m_executor;
};

} // namespace invoices
