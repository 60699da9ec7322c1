// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/outbox/outbox_store.h"

#include <algorithm>
#include <atomic>
#include <vector>

namespace platform::test {

// An outbox that keeps the rules of the real one: rows of an aggregate in order, nothing after an unsent one.
class InMemoryOutboxStore final : public OutboxStore
{
public:
    struct Row
    {
        PendingRow pending;
        bool sent = false;
        bool dead = false;
        bool waits = false; // not_before lies ahead
        bool first = false;
        std::string lastError;
    };

    void add(const std::string& aggregate, std::int64_t seq)
    {
        PendingRow row;
        row.id = static_cast<std::int64_t>(rows.size()) + 1;
        row.row.eventId = aggregate + "/" + std::to_string(seq);
        row.row.aggregateId = aggregate;
        row.row.aggregateSeq = seq;
        row.row.eventType = "thing.changed.v1";
        row.row.headers = "{}";
        rows.push_back({.pending = row, .lastError = {}});
    }

    // In a part that is fetched before all others.
    void addFirst(const std::string& aggregate, std::int64_t seq)
    {
        add(aggregate, seq);
        rows.back().first = true;
    }

    DatabaseResult<Leases> lease(std::chrono::milliseconds) override { return leases; }
    void release() override { leases.clear(); }
    DatabaseResult<std::vector<PendingRow>>
    fetch(const Leases& held, const std::vector<std::int64_t>& inFlight, std::size_t limit) override
    {
        ++fetches;
        std::vector<PendingRow> found;
        for (const Row& row : inOrder()) {
            const bool skipped = std::find(inFlight.begin(), inFlight.end(), row.pending.id) != inFlight.end();
            if (row.sent || row.dead || row.waits || skipped || follows(row) || found.size() == limit)
                continue;
            found.push_back(row.pending);
            found.back().epoch = held.at(0);
        }
        return found;
    }
    DatabaseResult<void> complete(const std::vector<PendingRow>& done) override
    {
        for (const PendingRow& row : done) {
            if (leases.at(0) == row.epoch)
                rows.at(static_cast<std::size_t>(row.id - 1)).sent = true;
        }
        return {};
    }
    DatabaseResult<void>
    postpone(const PendingRow& row, std::chrono::milliseconds, bool dead, const std::string& reason) override
    {
        Row& stored = rows.at(static_cast<std::size_t>(row.id - 1));
        ++stored.pending.attempts;
        stored.waits = true;
        stored.dead = dead;
        stored.lastError = reason;
        return {};
    }
    DatabaseResult<OutboxFigures> figures() override { return OutboxFigures{}; }
    void announce() override { ++announced; }
    void listen(std::function<void()> committed) override { whenCommitted = std::move(committed); }
    void stopListening() override { whenCommitted = {}; }

    std::vector<Row> rows;
    Leases leases{{0, 1}};
    int fetches = 0;
    std::atomic<int> announced{0};
    std::function<void()> whenCommitted;

private:
    std::vector<Row> inOrder() const
    {
        std::vector<Row> ordered = rows;
        std::stable_partition(ordered.begin(), ordered.end(), [](const Row& row) { return row.first; });
        return ordered;
    }
    bool follows(const Row& row) const
    {
        return std::any_of(rows.begin(), rows.end(), [&row](const Row& other) {
            return !other.sent && other.pending.row.aggregateId == row.pending.row.aggregateId &&
                   other.pending.row.aggregateSeq < row.pending.row.aggregateSeq;
        });
    }
};

} // namespace platform::test
