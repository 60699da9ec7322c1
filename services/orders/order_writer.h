// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order_store.h"
#include "platform/postgres/write_batcher.h"

namespace orders {

// Places the orders of many requests at once: what is particular to orders about WriteBatcher.
class OrderWriter
{
public:
    OrderWriter(OrderStore& store,
                platform::Metrics& metrics,
                const platform::BatchThread::Settings& settings = {.name = "orders"});

    // Empty when there is more to write than can be.
    boost::asio::awaitable<std::optional<Placement>> place(NewOrder& order) { return m_batcher.write(order); }

private:
    platform::WriteBatcher<NewOrder, Placement> m_batcher;
};

} // namespace orders
