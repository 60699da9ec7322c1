// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order_request.h"
#include "orders/order_store.h"
#include "orders/order_writer.h"
#include "platform/executor.h"
#include "platform/http/http.h"
#include "platform/idempotency/idempotency_metrics.h"
#include "platform/idempotency/in_flight.h"

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
        platform::Metrics& metrics;
        std::function<void()> onPlaced; // an event was committed
    };

    // The documents are contracts: throws when they are broken.
    OrderHandler(const Parts& parts, std::string_view openapi, std::string_view createdSchema);

    std::vector<platform::HttpRoute> routes();

private:
    using Answer = boost::asio::awaitable<platform::HttpResponse>;

    Answer place(platform::HttpRequest& request);
    Answer placeOnce(platform::HttpRequest& request, PlaceRequest place);
    Answer list(platform::HttpRequest& request);
    Answer find(platform::HttpRequest& request);
    platform::HttpResponse answerOf(const NewOrder& order, const Placement& placement);

    Parts m_parts;
    platform::JsonSchema m_newOrder;
    platform::JsonSchema m_created;
    platform::InFlightKeys m_inFlight;
    platform::IdempotencyMetrics m_keys;
};

} // namespace orders
