// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/order_created_consumer.h"

#include "invoices/invoice_store.h"
#include "platform/idempotency/strict_json.h"
#include "platform/log.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

namespace invoices {
namespace {

platform::Refusal invalid(const platform::FieldProblem& problem)
{
    return {"invalid-body", (problem.pointer.empty() ? "body" : problem.pointer) + ": " + problem.detail};
}

} // namespace

OrderCreatedConsumer::OrderCreatedConsumer(std::string_view schema, NewId newId)
    : m_schema(schema)
    , m_newId(std::move(newId))
{
}

tl::expected<Invoice, platform::Refusal> OrderCreatedConsumer::read(const platform::Message& message) const
{
    const std::string_view version = message.header("schema_version");
    if (!version.empty() && version != "1")
        return tl::unexpected(platform::Refusal{
            "unknown-version", "This service reads version 1 of the event, not " + std::string(version) + "."});
    const auto body = platform::parseStrictJson(message.body);
    if (!body)
        return tl::unexpected(invalid(body.error()));
    if (const auto problems = m_schema.check(*body); !problems.empty())
        return tl::unexpected(invalid(problems.front()));
    Invoice invoice{.id = m_newId(),
                    .orderId = body->at("order_id").get<std::string>(),
                    .userId = body->at("user_id").get<std::string>(),
                    .amount = body->at("amount").get<std::int64_t>(),
                    .createdAt = {}};
    if (!platform::isUuid(invoice.orderId))
        return tl::unexpected(invalid({"/order_id", "The value is no UUID."}));
    return invoice;
}

platform::DatabaseResult<void> OrderCreatedConsumer::issue(platform::Transaction& transaction,
                                                           std::span<const InvoiceOrder> orders)
{
    std::vector<Invoice> invoices;
    for (const InvoiceOrder& order : orders)
        invoices.push_back(order.invoice);
    const auto isNew = insertInvoices(transaction, invoices);
    if (!isNew)
        return tl::unexpected(isNew.error());
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const platform::LogScope scope(orders[i].trace);
        platform::logInfo((*isNew)[i] ? "invoice issued" : "order has its invoice already",
                          {{"order_id", invoices[i].orderId}, {"amount", invoices[i].amount}});
    }
    return {};
}

platform::EventHandler orderCreatedHandler(std::shared_ptr<const OrderCreatedConsumer> consumer)
{
    const auto read = [consumer = std::move(consumer)](const platform::Message& message,
                                                       const platform::TraceContext& trace) {
        return consumer->read(message).map([&trace](Invoice invoice) {
            return InvoiceOrder{std::move(invoice), trace};
        });
    };
    return platform::eventHandler<InvoiceOrder>(read, OrderCreatedConsumer::issue);
}

} // namespace invoices
