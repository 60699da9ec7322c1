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
    std::vector<Placement> place(std::span<const NewOrder> batch, const platform::Executed&) override
    {
        std::unique_lock lock(m_mutex);
        batchSizes.push_back(batch.size());
        m_held = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_holds; });
        const auto refused = [this](const NewOrder& item) { return item.order.amount == refusedAmount; };
        std::vector<Placement> placements;
        if (std::any_of(batch.begin(), batch.end(), refused)) {
            const platform::DatabaseError error{platform::DatabaseError::Kind::Failed, "23514", "a check"};
            placements.assign(batch.size(), {Placement::Outcome::Unavailable, {}, error});
            return placements;
        }
        for (const NewOrder& item : batch)
            placements.push_back(placeOne(item));
        return placements;
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
    platform::DatabaseResult<std::optional<Order>>
    find(const std::string& userId, const std::string& id, const platform::TraceContext&) override
    {
        if (away)
            return tl::unexpected(*away);
        const auto it = std::find_if(placed.begin(), placed.end(), [&](const NewOrder& item) {
            return item.order.id == id && item.order.userId == userId;
        });
        return it == placed.end() ? std::optional<Order>() : std::optional(it->order);
    }

    std::vector<NewOrder> placed;
    std::optional<platform::DatabaseError> away;
    bool keysAreHeldElsewhere = false;
    std::optional<std::int64_t> refusedAmount; // fails its whole batch
    std::vector<std::size_t> batchSizes;

private:
    Placement placeOne(const NewOrder& item)
    {
        if (away)
            return {Placement::Outcome::Unavailable, {}, *away};
        if (item.record) {
            if (keysAreHeldElsewhere)
                return {Placement::Outcome::KeyInUse, {}, {}};
            const auto [it, isNew] = m_records.try_emplace({item.record->scope, item.record->key}, *item.record);
            if (!isNew)
                return {Placement::Outcome::KeyKnown, it->second, {}};
        }
        placed.push_back(item);
        return {Placement::Outcome::Placed, {}, {}};
    }

    std::map<std::pair<std::string, std::string>, platform::IdempotencyRecord> m_records;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_holds = false;
    bool m_held = false;
};

} // namespace orders::test
