// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order.h"
#include "platform/outbox/outbox.h"
#include "platform/rfc3339.h"

#include <optional>

namespace orders {

// What an event makes of an order: the order as it is to be written, and what it tells.
struct Progress
{
    Order order;
    bool isChanged = false;
    std::optional<platform::OutboxRow> event;
};

// The state machine's answer (saga.h) applied to an order: statuses, steps with their times, the version that counts
// the change, and the event with its payload.
Progress progressOf(const Order& order,
                    const SagaEvent& event,
                    const platform::EventCause& cause,
                    const platform::Surroundings& surroundings);

} // namespace orders
