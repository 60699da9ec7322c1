// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bus/bus.h"
#include "platform/postgres/database.h"

#include <optional>
#include <string>
#include <vector>

namespace platform {

// Where an event stands among those of its aggregate; nothing for a message that does not say.
struct AggregatePlace
{
    std::string type;
    std::string id;
    std::int64_t seq = 0;
};
std::optional<AggregatePlace> placeOf(const Message& message);

// The table inbox_waiting, for one consumer: which aggregates have an event in a retry tier (a row without delivery),
// and what arrived of them meanwhile (rows with one). Whoever has an earlier row is not to be applied. Each call is
// part of the caller's transaction.
class WaitingEvents
{
public:
    explicit WaitingEvents(int consumer)
        : m_consumer(consumer)
    {
    }

    DatabaseResult<bool> isBehind(Transaction& transaction, const AggregatePlace& place) const;
    // Keeps the event instead of its inbox row. An event that cannot be kept, as another stands in its place, is an
    // error: it is tried again later.
    DatabaseResult<void> keep(Transaction& transaction, const AggregatePlace& place, const Message& message) const;
    // The event is in a tier: those behind it wait.
    DatabaseResult<void> block(Transaction& transaction, const AggregatePlace& place, const std::string& eventId) const;
    // False when there was no row: somebody else was quicker.
    DatabaseResult<bool> release(Transaction& transaction, const AggregatePlace& place) const;

    struct View
    {
        std::size_t rows = 0;
        std::vector<Message> ready; // the first of each aggregate that is not in a tier; at most 64
    };
    DatabaseResult<View> look(Transaction& transaction) const;

private:
    const int m_consumer;
};

} // namespace platform
