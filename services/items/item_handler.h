// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/item_store.h"
#include "platform/executor.h"
#include "platform/idempotency/idempotency_layer.h"
#include "platform/rfc3339.h"

#include <functional>
#include <vector>

namespace items {

// The HTTP edge of items: request → value → outcome → answer. Outlives the requests; I/O threads call it.
class ItemHandler
{
public:
    struct Parts
    {
        ItemStore& store; // on the executor
        platform::Executor& executor;
        platform::IdempotencyLayer& writes;
        platform::Surroundings surroundings;
        std::function<void()> onAdded; // an event was committed
    };

    explicit ItemHandler(Parts parts);

    std::vector<platform::HttpRoute> routes();

private:
    using Answer = boost::asio::awaitable<platform::HttpResponse>;
    using Write = platform::IdempotencyLayer::Write;

    boost::asio::awaitable<platform::WriteOutcome> add(const Write& write);
    boost::asio::awaitable<platform::WriteOutcome> change(const Write& write);
    Answer list(platform::HttpRequest& request);
    Answer find(platform::HttpRequest& request);

    const Parts m_parts;
};

// The decision: an item of that user with its event.
NewItem addItem(Item item, const platform::EventCause& cause, const platform::Surroundings& surroundings);

} // namespace items
