// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order_store.h"
#include "platform/rfc3339.h"

#include <optional>
#include <string>

namespace orders {

// What a caller asks for, checked.
struct OrderRequest
{
    std::int64_t amount = 0;
    std::optional<std::string> note;
    std::vector<OrderLine> lines = {}; // what it reserves, if anything
};

using platform::Surroundings;

// The decision: an order of that user with its event, and with the answer to store under the key. Without lines it is
// created at once; with lines it is submitted, and its saga begins.
NewOrder placeOrder(const OrderRequest& request,
                    const std::string& userId,
                    const std::optional<platform::IdempotencyClaim>& key,
                    const platform::EventCause& cause,
                    const Surroundings& surroundings);

// 201 with Location and ETag: what a first use answers and what is stored.
platform::HttpResponse createdAnswer(const Order& order);

} // namespace orders
