// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order_store.h"
#include "platform/postgres/write_batcher.h"

namespace orders {

// Writes for many requests at once: what is particular to orders about WriteBatcher. What is new and what changes are
// batches of their own, since the former is one statement.
class OrderWriter
{
public:
    OrderWriter(OrderStore& store,
                platform::Metrics& metrics,
                const platform::BatchThread::Settings& settings = {.name = "orders"});

    boost::asio::awaitable<platform::WriteOutcome> place(NewOrder& order);
    boost::asio::awaitable<platform::WriteOutcome> change(OrderCommand& command);

private:
    platform::WriteBatcher<NewOrder, platform::WriteOutcome> m_new;
    platform::WriteBatcher<OrderCommand, platform::WriteOutcome> m_changes;
};

} // namespace orders
