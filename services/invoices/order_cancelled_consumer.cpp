// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/order_cancelled_consumer.h"

#include "invoices/invoice_store.h"
#include "platform/inbox/event_body.h"
#include "platform/log.h"

#include <nlohmann/json.hpp>

namespace invoices {

OrderCancelledConsumer::OrderCancelledConsumer(std::string_view schema, Settings settings)
    : m_schema(schema)
    , m_settings(std::move(settings))
{
}

tl::expected<CancelledOrder, platform::Refusal> OrderCancelledConsumer::read(const platform::Message& message,
                                                                             const platform::TraceContext& trace) const
{
    const auto body = platform::readEventBody(message, m_schema, {"order_id"});
    if (!body)
        return tl::unexpected(body.error());
    CancelledOrder order{.refused = {},
                         .mayHaveInvoice = body->at("was") == "created",
                         .cause = platform::causeOf(message, trace),
                         .trace = trace};
    order.refused.id = m_settings.surroundings.newId();
    order.refused.orderId = body->at("order_id").get<std::string>();
    order.refused.userId = body->at("user_id").get<std::string>();
    order.refused.amount = body->at("amount").get<std::int64_t>();
    return order;
}

// First the rows for orders without one: whoever is making one at this moment is waited for there.
platform::DatabaseResult<void> OrderCancelledConsumer::withdraw(platform::Transaction& transaction,
                                                                std::span<const CancelledOrder> orders) const
{
    std::vector<Invoice> rows;
    std::vector<std::string> ids;
    for (const CancelledOrder& order : orders) {
        if (!order.mayHaveInvoice)
            continue;
        rows.push_back(order.refused);
        ids.push_back(order.refused.orderId);
    }
    if (rows.empty())
        return {};
    const auto unseen = insertRefused(transaction, rows, "The order was cancelled.");
    if (!unseen)
        return tl::unexpected(unseen.error());
    auto voided = voidInvoices(transaction, ids);
    if (!voided)
        return tl::unexpected(voided.error());
    for (std::size_t i = 0; i < rows.size(); ++i)
        if ((*unseen)[i])
            voided->emplace(rows[i].orderId, Voided{rows[i].id, 1});
    const std::string now = platform::rfc3339(m_settings.surroundings.now());
    std::vector<platform::OutboxRow> events;
    for (const CancelledOrder& order : orders) {
        const auto it = voided->find(order.refused.orderId);
        if (it == voided->end())
            continue;
        const platform::LogScope scope(order.trace);
        platform::logInfo("invoice voided", {{"order_id", it->first}});
        events.push_back({.eventId = m_settings.surroundings.newId(),
                          .aggregateType = "invoice",
                          .aggregateId = it->second.id,
                          .aggregateSeq = it->second.version,
                          .eventType = "invoice.voided.v1",
                          .schemaVersion = 1,
                          .payload = voidedEvent(it->second.id, it->first, now),
                          .headers = platform::outboxHeaders(order.cause)});
        voided->erase(it);
    }
    if (!events.empty())
        m_settings.onTold();
    return platform::appendToOutbox(transaction, events);
}

platform::EventHandler orderCancelledHandler(const std::shared_ptr<const OrderCancelledConsumer>& consumer)
{
    const auto read = [consumer](const platform::Message& message, const platform::TraceContext& trace) {
        return consumer->read(message, trace);
    };
    const auto apply = [consumer](platform::Transaction& transaction, std::span<const CancelledOrder> orders) {
        return consumer->withdraw(transaction, orders);
    };
    return platform::eventHandler<CancelledOrder>(read, apply);
}

} // namespace invoices
