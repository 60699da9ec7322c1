// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order_store.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <vector>

namespace orders::test {

// Keeps what is placed, and answers keys as the table of the design says.
class InMemoryOrderStore final : public OrderStore
{
public:
    std::vector<platform::WriteOutcome> place(std::span<const NewOrder> batch, const platform::Executed&) override
    {
        std::unique_lock lock(m_mutex);
        batchSizes.push_back(batch.size());
        m_held = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_holds; });
        const auto refused = [this](const NewOrder& item) { return item.order.amount == refusedAmount; };
        std::vector<platform::WriteOutcome> outcomes;
        if (std::any_of(batch.begin(), batch.end(), refused)) {
            const platform::DatabaseError error{platform::DatabaseError::Kind::Failed, "23514", "a check"};
            outcomes.assign(batch.size(), platform::WriteOutcome::unavailable(error));
            return outcomes;
        }
        for (const NewOrder& item : batch)
            outcomes.push_back(placeOne(item));
        return outcomes;
    }
    std::vector<platform::WriteOutcome> change(std::span<const OrderCommand> batch, const platform::Executed&) override
    {
        std::unique_lock lock(m_mutex);
        batchSizes.push_back(batch.size());
        m_held = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_holds; });
        std::vector<platform::WriteOutcome> outcomes;
        for (const OrderCommand& command : batch)
            outcomes.push_back(changeOne(command));
        return outcomes;
    }
    // Until letGo() no batch is finished.
    void hold()
    {
        const std::lock_guard lock(m_mutex);
        m_holds = true;
    }
    void letGo()
    {
        const std::lock_guard lock(m_mutex);
        m_holds = false;
        m_changed.notify_all();
    }
    void waitUntilHeld()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_held; });
    }
    platform::DatabaseResult<std::vector<Order>>
    list(const std::string& userId, const platform::Page& page, const platform::TraceContext&) override
    {
        std::vector<Order> found;
        for (auto it = placed.rbegin(); it != placed.rend(); ++it) {
            const bool later = page.before.empty() || it->order.id < page.before;
            if (it->order.userId == userId && later && found.size() <= static_cast<std::size_t>(page.limit))
                found.push_back(it->order);
        }
        return found;
    }
    platform::DatabaseResult<std::optional<Order>> find(const std::string& id, const platform::TraceContext&) override
    {
        if (away)
            return tl::unexpected(*away);
        const auto it =
            std::find_if(placed.begin(), placed.end(), [&](const NewOrder& item) { return item.order.id == id; });
        return it == placed.end() ? std::optional<Order>() : std::optional(it->order);
    }

    std::vector<NewOrder> placed;
    std::vector<platform::OutboxRow> events;                                            // of changes
    std::map<std::pair<std::string, std::string>, platform::IdempotencyRecord> records; // by scope and key
    std::optional<platform::DatabaseError> away;
    bool keysAreHeldElsewhere = false;
    std::optional<std::int64_t> refusedAmount; // fails its whole batch
    std::vector<std::size_t> batchSizes;

private:
    using Kind = platform::WriteOutcome::Kind;

    // Empty: the key is free.
    std::optional<platform::WriteOutcome> known(const std::string& scope, const std::string& key)
    {
        if (keysAreHeldElsewhere)
            return platform::WriteOutcome{.kind = Kind::KeyInUse};
        const auto record = records.find({scope, key});
        if (record == records.end())
            return std::nullopt;
        return platform::WriteOutcome{.kind = Kind::KeyKnown, .known = record->second};
    }
    platform::WriteOutcome placeOne(const NewOrder& item)
    {
        if (away)
            return platform::WriteOutcome::unavailable(*away);
        if (item.record) {
            if (auto outcome = known(item.record->scope, item.record->key))
                return *outcome;
            records.emplace(std::pair(item.record->scope, item.record->key), *item.record);
        }
        placed.push_back(item);
        return {.kind = Kind::Answered};
    }
    platform::WriteOutcome changeOne(const OrderCommand& command)
    {
        if (away)
            return platform::WriteOutcome::unavailable(*away);
        if (command.claim) {
            if (auto outcome = known(command.claim->scope, command.claim->key))
                return *outcome;
        }
        const auto it = std::find_if(placed.begin(), placed.end(), [&command](const NewOrder& item) {
            return item.order.id == command.orderId;
        });
        OrderDecision decision = command.decide(it == placed.end() ? nullptr : &it->order);
        if (!decision.begun)
            return {.kind = Kind::NotBegun, .answer = decision.answer};
        if (command.claim)
            records.emplace(std::pair(command.claim->scope, command.claim->key),
                            platform::recordOf(*command.claim, decision.answer));
        if (decision.changed)
            it->order = *decision.changed;
        if (decision.event)
            events.push_back(*decision.event);
        return {.kind = Kind::Answered, .answer = decision.answer};
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_holds = false;
    bool m_held = false;
};

} // namespace orders::test
