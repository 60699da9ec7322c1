// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/reservation.h"
#include "platform/outbox/outbox.h"
#include "platform/postgres/database.h"
#include "platform/rfc3339.h"

#include <span>

namespace items {

// An order that asks for stock, or gives it back; `lines` in lower case, as the database prints ids.
struct ReservationOrder
{
    std::string orderId;
    std::vector<Line> lines;
    platform::EventCause cause;
    platform::TraceContext trace; // for the log line
};

// Both within the transaction of their events, with what they tell in the outbox. Items are locked in the order of
// their ids, so that two instances never wait for each other in a circle.

// Reserves in the order of the span: item.reserved.v1 or item.rejected.v1 for each. An order that is known here has its
// answer already, or was cancelled.
platform::DatabaseResult<void> reserveStock(platform::Transaction& transaction,
                                            std::span<const ReservationOrder> orders,
                                            const platform::Surroundings& surroundings);

// Gives back what was reserved: item.released.v1, also for an order that was not seen here yet, which then never will
// reserve anything. Nothing is told of one that was rejected or released before.
platform::DatabaseResult<void> releaseStock(platform::Transaction& transaction,
                                            std::span<const ReservationOrder> orders,
                                            const platform::Surroundings& surroundings);

} // namespace items
