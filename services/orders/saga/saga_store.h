// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/saga/progress.h"
#include "platform/postgres/database.h"

#include <chrono>
#include <span>
#include <string>
#include <vector>

namespace orders {

struct SagaSettings
{
    std::chrono::milliseconds stepTimeout{30'000}; // ORDERS_SAGA_STEP_TIMEOUT
    platform::Surroundings surroundings = {};
};

// Something that happened to an order.
struct SagaInput
{
    std::string orderId;
    SagaEvent event;
    platform::EventCause cause;
    platform::TraceContext trace; // for the log line
};

// Within the transaction of what happened: locks the orders in the order of their ids, lets the state machine decide on
// each input in turn, and writes orders, steps and outbox. An order that does not exist, or has no saga, is left alone.
platform::DatabaseResult<void>
advanceSagas(platform::Transaction& transaction, std::span<const SagaInput> inputs, const SagaSettings& settings);

// A step whose deadline has passed, as the input that ends it; its trace is that of the step's beginning.
platform::DatabaseResult<std::vector<SagaInput>> overdueSteps(platform::Database& database,
                                                              const SagaSettings& settings);

} // namespace orders
