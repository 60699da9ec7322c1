// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_writer.h"

namespace orders {
namespace {

using platform::BatchThread;
using platform::WriteOutcome;

BatchThread::Settings forChanges(BatchThread::Settings settings)
{
    settings.name += " changes";
    return settings;
}

bool wasRolledBack(const WriteOutcome& outcome)
{
    return outcome.wasRolledBack();
}

WriteOutcome outcomeOf(std::optional<WriteOutcome> written)
{
    return written ? std::move(*written) : WriteOutcome{.kind = WriteOutcome::Kind::Overloaded};
}

} // namespace

OrderWriter::OrderWriter(OrderStore& store, platform::Metrics& metrics, const BatchThread::Settings& settings)
    : m_new(settings,
            {.write = [&store](std::span<const NewOrder> batch,
                               const platform::Executed& executed) { return store.place(batch, executed); },
             .keyOf = [](const NewOrder& order) { return order.record ? order.record->scope + order.record->key : ""; },
             .deservesItsOwn = wasRolledBack},
            metrics)
    , m_changes(forChanges(settings),
                {.write = [&store](std::span<const OrderCommand> batch,
                                   const platform::Executed& executed) { return store.change(batch, executed); },
                 .keyOf = [](const OrderCommand& command) { return command.orderId; },
                 .deservesItsOwn = wasRolledBack},
                metrics)
{
}

boost::asio::awaitable<WriteOutcome> OrderWriter::place(NewOrder& order)
{
    std::optional<WriteOutcome> written = co_await m_new.write(order);
    co_return outcomeOf(std::move(written));
}

boost::asio::awaitable<WriteOutcome> OrderWriter::change(OrderCommand& command)
{
    std::optional<WriteOutcome> written = co_await m_changes.write(command);
    co_return outcomeOf(std::move(written));
}

} // namespace orders
