// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/invoice_handler.h"

#include "platform/postgres/database_answer.h"
#include "platform/uuid.h"

namespace invoices {
namespace {

using platform::HttpRequest;
using platform::HttpResponse;

HttpResponse noSuchInvoice()
{
    return platform::problem(404, "not-found", "Not found", "You have no invoice with this id.");
}

tl::expected<InvoiceQuery, HttpResponse> queryOf(const HttpRequest& request)
{
    const auto page = platform::pageOf(request);
    if (!page)
        return tl::unexpected(page.error());
    const std::string order(request.queryValue("order_id").value_or(""));
    if (request.queryValue("order_id") && !platform::isUuid(order))
        return tl::unexpected(
            platform::problem(400, "invalid-query", "Invalid query", "order_id must be the id of an order."));
    return InvoiceQuery{.userId = request.principal.subject, .orderId = order, .page = *page};
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
    const auto query = queryOf(request);
    if (!query)
        co_return query.error();
    platform::DatabaseResult<std::vector<Invoice>> invoices;
    const auto read = [&] { invoices = m_store.list(*query, request.trace); };
    if (!co_await m_executor.run(read))
        co_return platform::overloadAnswer();
    if (!invoices)
        co_return platform::databaseAnswer(invoices.error());
    std::vector<std::string> items, ids;
    for (const Invoice& invoice : *invoices) {
        items.push_back(toJson(invoice));
        ids.push_back(invoice.id);
    }
    co_return platform::pageAnswer(query->page, items, ids);
}

InvoiceHandler::Answer InvoiceHandler::find(HttpRequest& request)
{
    const std::string id = request.pathParameters["id"];
    if (!platform::isUuid(id))
        co_return noSuchInvoice();
    platform::DatabaseResult<std::optional<Invoice>> invoice;
    const auto read = [&] { invoice = m_store.find(request.principal.subject, id, request.trace); };
    if (!co_await m_executor.run(read))
        co_return platform::overloadAnswer();
    if (!invoice)
        co_return platform::databaseAnswer(invoice.error());
    co_return *invoice ? HttpResponse::json(200, toJson(**invoice)) : noSuchInvoice();
}

} // namespace invoices
