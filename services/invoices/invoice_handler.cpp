// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/invoice_handler.h"

#include "platform/http/foreign_access.h"
#include "platform/postgres/database_answer.h"

namespace invoices {
namespace {

using platform::HttpRequest;
using platform::HttpResponse;

HttpResponse noSuchInvoice()
{
    return platform::problem(404, "not-found", "Not found", "You have no invoice with this id.");
}

InvoiceQuery queryOf(const HttpRequest& request)
{
    return {.userId = request.principal.subject,
            .orderId = std::string(request.queryValue("order_id").value_or("")),
            .page = platform::pageOf(request)};
}

} // namespace

InvoiceHandler::InvoiceHandler(InvoiceStore& store, platform::Executor& executor)
    : m_store(store)
    , m_executor(executor)
{
}

std::vector<platform::HttpRoute> InvoiceHandler::routes()
{
    return {{"GET", "/api/v1/invoices", [this](HttpRequest& request) { return list(request); }},
            {"GET", "/api/v1/invoices/{id}", [this](HttpRequest& request) { return find(request); }}};
}

InvoiceHandler::Answer InvoiceHandler::list(HttpRequest& request)
{
    const InvoiceQuery query = queryOf(request);
    platform::DatabaseResult<std::vector<Invoice>> invoices;
    const auto read = [&] { invoices = m_store.list(query, request.trace); };
    if (!co_await m_executor.run(read))
        co_return platform::overloadAnswer();
    if (!invoices)
        co_return platform::databaseAnswer(invoices.error());
    std::vector<std::string> items, ids;
    for (const Invoice& invoice : *invoices) {
        items.push_back(toJson(invoice));
        ids.push_back(invoice.id);
    }
    co_return platform::pageAnswer(query.page, items, ids);
}

InvoiceHandler::Answer InvoiceHandler::find(HttpRequest& request)
{
    const std::string id = request.pathParameters["id"];
    platform::DatabaseResult<std::optional<Invoice>> invoice;
    const auto read = [&] { invoice = m_store.find(id, request.trace); };
    if (!co_await m_executor.run(read))
        co_return platform::overloadAnswer();
    if (!invoice)
        co_return platform::databaseAnswer(invoice.error());
    if (*invoice && (*invoice)->userId != request.principal.subject) {
        platform::auditForeignAccess(request);
        co_return noSuchInvoice();
    }
    co_return *invoice ? HttpResponse::json(200, toJson(**invoice)) : noSuchInvoice();
}

} // namespace invoices
