// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order_store.h"

#include <chrono>

namespace orders {

// Orders in PostgreSQL: a batch of new ones is one statement, so it costs one round trip and one commit; a batch
// of changes is one transaction (pg_order_changes.cpp).
class PgOrderStore final : public OrderStore
{
public:
    // Of a new order with lines, the first step of its saga gets that long.
    explicit PgOrderStore(platform::Database& database,
                          std::chrono::milliseconds sagaStepTimeout = std::chrono::seconds(30));

    std::vector<platform::WriteOutcome> place(std::span<const NewOrder> batch,
                                              const platform::Executed& executed) override;
    std::vector<platform::WriteOutcome> change(std::span<const OrderCommand> batch,
                                               const platform::Executed& executed) override;
    platform::DatabaseResult<std::vector<Order>>
    list(const std::string& userId, const platform::Page& page, const platform::TraceContext& trace) override;
    platform::DatabaseResult<std::optional<Order>> find(const std::string& id,
                                                        const platform::TraceContext& trace) override;

private:
    platform::DatabaseResult<platform::Rows> insert(std::span<const NewOrder> batch);
    void describe(const NewOrder& order, const platform::WriteOutcome& outcome, std::size_t batch);
    platform::WriteOutcome known(const NewOrder& order);

    platform::Database& m_database;
    const std::chrono::milliseconds m_sagaStepTimeout;
};

} // namespace orders
