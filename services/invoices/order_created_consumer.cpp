// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/order_created_consumer.h"

#include "invoices/invoice_store.h"
#include "platform/inbox/event_body.h"
#include "platform/log.h"

#include <nlohmann/json.hpp>

namespace invoices {
namespace {

std::vector<Invoice> invoicesOf(const std::vector<const InvoiceOrder*>& orders)
{
    std::vector<Invoice> invoices;
    invoices.reserve(orders.size());
    for (const InvoiceOrder* order : orders)
        invoices.push_back(order->invoice);
    return invoices;
}

platform::OutboxRow firstEvent(const InvoiceOrder& order, const char* type, std::string eventId, std::string payload)
{
    return {.eventId = std::move(eventId),
            .aggregateType = "invoice",
            .aggregateId = order.invoice.id,
            .aggregateSeq = 1,
            .eventType = type,
            .schemaVersion = 1,
            .payload = std::move(payload),
            .headers = platform::outboxHeaders(order.cause)};
}

} // namespace

OrderCreatedConsumer::OrderCreatedConsumer(std::string_view schema, Settings settings)
    : m_schema(schema)
    , m_settings(std::move(settings))
{
}

tl::expected<InvoiceOrder, platform::Refusal> OrderCreatedConsumer::read(const platform::Message& message,
                                                                         const platform::TraceContext& trace) const
{
    const auto body = platform::readEventBody(message, m_schema, {"order_id"});
    if (!body)
        return tl::unexpected(body.error());
    InvoiceOrder order{.invoice = {}, .wantsAnswer = !body->at("lines").empty(), .cause = {}, .trace = trace};
    order.invoice.id = m_settings.surroundings.newId();
    order.invoice.orderId = body->at("order_id").get<std::string>();
    order.invoice.userId = body->at("user_id").get<std::string>();
    order.invoice.amount = body->at("amount").get<std::int64_t>();
    if (order.wantsAnswer || order.invoice.amount > m_settings.maxAmount) // what nobody hears of needs no cause
        order.cause = platform::causeOf(message, trace);
    return order;
}

platform::DatabaseResult<void> OrderCreatedConsumer::issue(platform::Transaction& transaction,
                                                           std::span<const InvoiceOrder> orders) const
{
    Orders within, above;
    for (const InvoiceOrder& order : orders)
        (order.invoice.amount > m_settings.maxAmount ? above : within).push_back(&order);
    if (!within.empty())
        if (auto done = issueAll(transaction, within); !done)
            return done;
    return above.empty() ? platform::DatabaseResult<void>() : refuseAll(transaction, above);
}

platform::DatabaseResult<void> OrderCreatedConsumer::issueAll(platform::Transaction& transaction,
                                                              const Orders& orders) const
{
    const auto isNew = insertInvoices(transaction, invoicesOf(orders));
    if (!isNew)
        return tl::unexpected(isNew.error());
    std::vector<platform::OutboxRow> events;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const Invoice& invoice = orders[i]->invoice;
        const platform::LogScope scope(orders[i]->trace);
        platform::logInfo((*isNew)[i] ? "invoice issued" : "order has its invoice already",
                          {{"order_id", invoice.orderId}, {"amount", invoice.amount}});
        if ((*isNew)[i] && orders[i]->wantsAnswer) {
            const std::string now = platform::rfc3339(m_settings.surroundings.now());
            events.push_back(firstEvent(
                *orders[i], "invoice.issued.v1", m_settings.surroundings.newId(), issuedEvent(invoice, now)));
        }
    }
    return tell(transaction, events);
}

platform::DatabaseResult<void> OrderCreatedConsumer::refuseAll(platform::Transaction& transaction,
                                                               const Orders& orders) const
{
    const std::string reason =
        "The amount is above " + std::to_string(m_settings.maxAmount) + ", the most that an invoice may have.";
    const auto isNew = insertRefused(transaction, invoicesOf(orders), reason);
    if (!isNew)
        return tl::unexpected(isNew.error());
    std::vector<platform::OutboxRow> events;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (!(*isNew)[i])
            continue;
        const Invoice& invoice = orders[i]->invoice;
        const platform::LogScope scope(orders[i]->trace);
        platform::logWarn("invoice refused", {{"order_id", invoice.orderId}, {"amount", invoice.amount}});
        const std::string now = platform::rfc3339(m_settings.surroundings.now());
        events.push_back(firstEvent(
            *orders[i], "invoice.failed.v1", m_settings.surroundings.newId(), failedEvent(invoice, reason, now)));
    }
    return tell(transaction, events);
}

platform::DatabaseResult<void> OrderCreatedConsumer::tell(platform::Transaction& transaction,
                                                          const std::vector<platform::OutboxRow>& events) const
{
    if (events.empty())
        return {};
    m_settings.onTold();
    return platform::appendToOutbox(transaction, events);
}

platform::EventHandler orderCreatedHandler(const std::shared_ptr<const OrderCreatedConsumer>& consumer)
{
    const auto read = [consumer](const platform::Message& message, const platform::TraceContext& trace) {
        return consumer->read(message, trace);
    };
    const auto apply = [consumer](platform::Transaction& transaction, std::span<const InvoiceOrder> orders) {
        return consumer->issue(transaction, orders);
    };
    return platform::eventHandler<InvoiceOrder>(read, apply);
}

} // namespace invoices
