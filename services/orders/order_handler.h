// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order_contracts.h"
#include "orders/order_store.h"
#include "orders/order_writer.h"
#include "platform/executor.h"
#include "platform/http/http.h"
#include "platform/idempotency/idempotency_layer.h"

#include <functional>
#include <string_view>
#include <vector>

namespace orders {

// The HTTP edge of orders: request → value → outcome → answer. Outlives the requests; I/O threads call it.
class OrderHandler
{
public:
    struct Parts
    {
        OrderStore& store; // for what is read, on the executor
        platform::Executor& executor;
        OrderWriter& writer;
        platform::IdempotencyLayer& idempotency;
        std::function<void()> onEvent; // an event was committed
    };

    // The documents are contracts: throws when they are broken.
    explicit OrderHandler(const Parts& parts);

    // As `openapi` describes them.
    std::vector<platform::HttpRoute> routes(std::string_view openapi);

private:
    using Answer = boost::asio::awaitable<platform::HttpResponse>;
    using Outcome = boost::asio::awaitable<platform::WriteOutcome>;
    using Write = platform::IdempotencyLayer::Write;
    using Decide = std::function<OrderDecision(const Order*)>;

    Outcome place(const Write& write);
    Outcome patch(const Write& write);
    Outcome cancel(const Write& write);
    Outcome change(const Write& write, Decide decide);
    Answer list(platform::HttpRequest& request);
    Answer find(platform::HttpRequest& request);

    Parts m_parts;
    EventContracts m_contracts;
};

} // namespace orders
