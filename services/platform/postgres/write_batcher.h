// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/batch_thread.h"

#include <cassert>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace platform {

// Coalesces writes: takes what waits, at most 128, as one transaction while the next batch gathers. Nobody waits when
// nothing is in flight, and under load many share the cost of a round trip and a commit. Safe from any thread; a
// request's coroutine waits, its thread does not.
template<typename Item, typename Result>
class WriteBatcher
{
public:
    struct Rules
    {
        // Writes all in one transaction and answers in their order; called on a thread of the batcher. No two that are
        // being written have the same key.
        std::function<std::vector<Result>(std::span<const Item>, const Executed&)> write;
        // Empty when nothing sets the item against another one.
        std::function<std::string(const Item&)> keyOf;
        // Whether it may have been another one's fault: then each of the batch is written once more, alone.
        std::function<bool(const Result&)> deservesItsOwn;
    };

    WriteBatcher(const BatchThread::Settings& settings, Rules rules, Metrics& metrics)
        : m_rules(std::move(rules))
        , m_thread(
              settings,
              [this](const BatchThread::Entries& batch, const Executed& executed) { write(batch, executed); },
              metrics)
    {
    }

    // Gives the item back in `item`. Empty when the queue is full, or it waited too long: the caller answers 503.
    boost::asio::awaitable<std::optional<Result>> write(Item& item)
    {
        auto entry = std::make_shared<Entry>();
        entry->key = m_rules.keyOf(item);
        entry->item = std::move(item);
        std::shared_ptr<BatchEntry> base = entry;
        const bool written = co_await m_thread.add(base);
        item = std::move(entry->item);
        if (!written)
            co_return std::nullopt;
        co_return std::move(entry->result);
    }

private:
    struct Entry final : BatchEntry
    {
        Item item;
        std::optional<Result> result;
    };

    void write(const BatchThread::Entries& batch, const Executed& executed)
    {
        std::vector<Item> items;
        items.reserve(batch.size());
        for (const auto& entry : batch)
            items.push_back(std::move(static_cast<Entry&>(*entry).item));
        std::vector<Result> results = m_rules.write(items, executed);
        assert(results.size() == items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items.size() > 1 && m_rules.deservesItsOwn(results[i]))
                results[i] = std::move(m_rules.write({&items[i], 1}, executed).front());
            auto& entry = static_cast<Entry&>(*batch[i]);
            entry.item = std::move(items[i]);
            entry.result = std::move(results[i]);
        }
    }

    const Rules m_rules;
    BatchThread m_thread; // last: it uses the rest until it has ended
};

} // namespace platform
