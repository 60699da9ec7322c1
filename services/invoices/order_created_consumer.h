// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invoices/invoice.h"
#include "platform/bus/json_schema.h"
#include "platform/inbox/event_handler.h"

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
    platform::TraceContext trace; // for the log line
};

// order.created.v1 → one invoice for that order. Bytes in, effect out; everything else is the platform's.
class OrderCreatedConsumer
{
public:
    using NewId = std::function<std::string()>;

    // Throws when the contract is broken.
    OrderCreatedConsumer(std::string_view schema, NewId newId);

    // The invoice that the event asks for; the refusal says what is wrong with its body.
    tl::expected<Invoice, platform::Refusal> read(const platform::Message& message) const;
    static platform::DatabaseResult<void> issue(platform::Transaction& transaction,
                                                std::span<const InvoiceOrder> orders);

private:
    platform::JsonSchema m_schema;
    NewId m_newId;
};

// As EventConsumer wants it.
platform::EventHandler orderCreatedHandler(std::shared_ptr<const OrderCreatedConsumer> consumer);

} // namespace invoices
