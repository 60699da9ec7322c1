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

tl::expected<platform::Effect, platform::Refusal>
OrderCreatedConsumer::operator()(const platform::Message& message) const
{
    auto invoice = read(message);
    if (!invoice)
        return tl::unexpected(std::move(invoice.error()));
    return platform::Effect([invoice = std::move(*invoice)](platform::Transaction& transaction) {
        return insertInvoice(transaction, invoice).map([&invoice](bool isNew) {
            platform::logInfo(isNew ? "invoice issued" : "order has its invoice already",
                              {{"order_id", invoice.orderId}, {"amount", invoice.amount}});
        });
    });
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

} // namespace invoices
