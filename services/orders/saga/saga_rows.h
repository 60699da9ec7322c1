// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order.h"
#include "platform/postgres/database.h"

#include <chrono>
#include <map>
#include <span>
#include <string>

namespace orders {

// The table `saga`, for transactions that hold the rows of their orders. Private to the stores.

// Adds their sagas to orders that have lines; the others cost nothing.
platform::DatabaseResult<void> readSagas(platform::Transaction& transaction, std::map<std::string, Order>& orders);

// An order whose steps are to be written, and why they were begun.
struct SagaChange
{
    const Order* order = nullptr;
    std::string headers = "{}"; // as in the outbox; kept of a step's first writing
};
// Steps that are new get that long until their deadline.
platform::DatabaseResult<void> writeSagas(platform::Transaction& transaction,
                                          std::span<const SagaChange> changes,
                                          std::chrono::milliseconds stepTimeout);

// A column of an order's steps, [{"step", "state", "at", "reason"}, …], NULL for none; `id` is the order's.
#define SAGA_COLUMN                                                                                                    \
    "(SELECT jsonb_agg(jsonb_build_object('step', step, 'state', state, 'reason', reason, 'at',"                       \
    " to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'))) FROM saga WHERE order_id = id)::text"
std::map<SagaStep, SagaEntry> sagaFromJson(const std::string& json);

} // namespace orders
