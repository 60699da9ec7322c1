// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invoices/invoice.h"
#include "platform/bus/json_schema.h"
#include "platform/inbox/event_handler.h"
#include "platform/outbox/outbox.h"
#include "platform/rfc3339.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace invoices {

// An invoice that an event asks for.
struct InvoiceOrder
{
    Invoice invoice;
    bool wantsAnswer = false; // an order with lines waits to be told; the others are not slowed down by it
    platform::EventCause cause;
    platform::TraceContext trace; // for the log line
};

// order.created.v1 → one invoice for that order, or none when it is above the limit; an order with lines is told which.
// Bytes in, effect out; everything else is the platform's.
class OrderCreatedConsumer
{
public:
    struct Settings
    {
        std::int64_t maxAmount; // of one invoice, minor units
        platform::Surroundings surroundings;
        std::function<void()> onTold = [] {}; // within the transaction: events were written
    };

    // Throws when the contract is broken.
    OrderCreatedConsumer(std::string_view schema, Settings settings);

    // The invoice that the event asks for; the refusal says what is wrong with its body.
    tl::expected<InvoiceOrder, platform::Refusal> read(const platform::Message& message,
                                                       const platform::TraceContext& trace) const;
    platform::DatabaseResult<void> issue(platform::Transaction& transaction,
                                         std::span<const InvoiceOrder> orders) const;

private:
    using Orders = std::vector<const InvoiceOrder*>;

    platform::DatabaseResult<void> issueAll(platform::Transaction& transaction, const Orders& orders) const;
    platform::DatabaseResult<void> refuseAll(platform::Transaction& transaction, const Orders& orders) const;
    platform::DatabaseResult<void> tell(platform::Transaction& transaction,
                                        const std::vector<platform::OutboxRow>& events) const;

    platform::JsonSchema m_schema;
    Settings m_settings;
};

// As EventConsumer wants it.
platform::EventHandler orderCreatedHandler(const std::shared_ptr<const OrderCreatedConsumer>& consumer);

} // namespace invoices
