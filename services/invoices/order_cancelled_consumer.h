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
#include <optional>
#include <span>
#include <string_view>

namespace invoices {

// A cancelled order, as the row that keeps it from getting an invoice later.
struct CancelledOrder
{
    Invoice refused;
    bool mayHaveInvoice = false;
    platform::EventCause cause;
    platform::TraceContext trace; // for the log line
};

// order.cancelled.v1 → the order's invoice is voided, or, when it is not there yet, never made; the answer to both is
// invoice.voided.v1. What was refused before has had its answer.
class OrderCancelledConsumer
{
public:
    struct Settings
    {
        platform::Surroundings surroundings;
        std::function<void()> onTold = [] {}; // within the transaction: events were written
    };

    // Throws when the contract is broken.
    OrderCancelledConsumer(std::string_view schema, Settings settings);

    tl::expected<CancelledOrder, platform::Refusal> read(const platform::Message& message,
                                                         const platform::TraceContext& trace) const;
    platform::DatabaseResult<void> withdraw(platform::Transaction& transaction,
                                            std::span<const CancelledOrder> orders) const;

private:
    platform::JsonSchema m_schema;
    Settings m_settings;
};

// As EventConsumer wants it.
platform::EventHandler orderCancelledHandler(const std::shared_ptr<const OrderCancelledConsumer>& consumer);

} // namespace invoices
