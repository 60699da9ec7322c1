// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/outbox/outbox.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace platform {

// A committed row that waits to be sent.
struct PendingRow
{
    std::int64_t id = 0;
    std::string createdAt; // with the id the key, as the database prints it
    std::int64_t createdUnix = 0;
    int part = 0;
    std::int64_t epoch = 0; // of the lease under which it was fetched
    int attempts = 0;
    bool parked = false; // its aggregate is; to be released when this row is sent
    OutboxRow row;
};

// Parts that this dispatcher may send, with the epoch of each lease.
using Leases = std::map<int, std::int64_t>;

struct OutboxFigures
{
    std::int64_t pending = 0;
    std::int64_t parked = 0;
    double oldestSeconds = 0;
};

// What the dispatcher needs from a database; PgOutboxStore is the real one.
class OutboxStore
{
public:
    virtual ~OutboxStore() = default;

    // Takes what is free and renews what is held.
    virtual DatabaseResult<Leases> lease(std::chrono::milliseconds duration) = 0;
    virtual void release() = 0;
    // Rows in order, none of which waits for an earlier one of its aggregate, without those in `inFlight`.
    virtual DatabaseResult<std::vector<PendingRow>>
    fetch(const Leases& leases, const std::vector<std::int64_t>& inFlight, std::size_t limit) = 0;
    // Marks as sent; a row whose lease has moved on since it was fetched is left to its new holder.
    virtual DatabaseResult<void> complete(const std::vector<PendingRow>& rows) = 0;
    // One more failed attempt: parks the aggregate until `pause` is over, or for good when `dead`.
    virtual DatabaseResult<void>
    postpone(const PendingRow& row, std::chrono::milliseconds pause, bool dead, const std::string& reason) = 0;
    virtual DatabaseResult<OutboxFigures> figures() = 0;

    // Tells the dispatchers of other processes that something was committed; has `committed` called when they tell.
    virtual void announce() = 0;
    virtual void listen(std::function<void()> committed) = 0;
    virtual void stopListening() = 0;
};

} // namespace platform
