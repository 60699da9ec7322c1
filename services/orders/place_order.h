// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order_store.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace orders {

// What a caller asks for, checked.
struct OrderRequest
{
    std::int64_t amount = 0;
    std::optional<std::string> note;
};

// The key with which it is asked for, if any; `scope` and `fingerprint` as the platform computes them.
struct KeyedBy
{
    std::string scope;
    std::string key;
    std::string fingerprint;
};

// What is not in the request: made anew each time, given here so that a test can fix it.
struct Surroundings
{
    std::function<std::string()> newId;
    std::function<std::chrono::system_clock::time_point()> now;
};

// The decision: an order of that user, created at once, with its event, and with the answer to store under the key.
NewOrder placeOrder(const OrderRequest& request,
                    const std::string& userId,
                    const std::optional<KeyedBy>& key,
                    const platform::EventCause& cause,
                    const Surroundings& surroundings);

// RFC 3339 in UTC with milliseconds.
std::string rfc3339(std::chrono::system_clock::time_point time);

// 201 with Location and ETag: what a first use answers and what is stored.
platform::HttpResponse createdAnswer(const Order& order);

} // namespace orders
