// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/reservation_store.h"
#include "platform/bus/json_schema.h"
#include "platform/inbox/event_handler.h"

#include <memory>
#include <string_view>

namespace items {

// An event with an order and its lines → the order as the store wants it.
class OrderReader
{
public:
    // Throws when the contract is broken.
    explicit OrderReader(std::string_view schema);

    tl::expected<ReservationOrder, platform::Refusal> read(const platform::Message& message,
                                                           const platform::TraceContext& trace) const;

private:
    platform::JsonSchema m_schema;
};

// As EventConsumer wants them. Each value is for one type of events.
platform::EventHandler orderSubmittedHandler(std::shared_ptr<const OrderReader> reader, platform::Surroundings now);
platform::EventHandler orderCancelledHandler(std::shared_ptr<const OrderReader> reader, platform::Surroundings now);

} // namespace items
