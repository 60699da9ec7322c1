// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_writer.h"

namespace orders {

// The classes of PostgreSQL's codes (manual, appendix A): 40 is a rolled-back transaction. A lost connection is not
// among them, as nobody knows what became of the commit.
bool Placement::wasRolledBack() const
{
    return outcome == Outcome::Unavailable &&
           (problem.kind == platform::DatabaseError::Kind::Failed || problem.sqlState.starts_with("40"));
}

OrderWriter::OrderWriter(OrderStore& store, platform::Metrics& metrics, const platform::BatchThread::Settings& settings)
    : m_batcher(
          settings,
          {.write = [&store](std::span<const NewOrder> batch,
                             const platform::Executed& executed) { return store.place(batch, executed); },
           .keyOf = [](const NewOrder& order) { return order.record ? order.record->scope + order.record->key : ""; },
           .deservesItsOwn = [](const Placement& placement) { return placement.wasRolledBack(); }},
          metrics)
{
}

} // namespace orders
