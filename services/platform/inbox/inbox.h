// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/inbox/event_handler.h"

namespace platform {

// An event that was read, on its way to its effect.
struct ReadEvent
{
    std::string id; // lower case, as the database prints it
    const EventHandler* handler = nullptr;
    std::any value;
    TraceContext trace;
};

// Gives events their effect once: remembers them in the inbox and applies them in the same transaction.
class Inbox
{
public:
    // The database, as functions: what a test replaces.
    struct Store
    {
        std::function<DatabaseResult<void>(std::span<const TraceContext>, const Database::Work&)> transact;
        std::function<std::string()> problem;
    };
    enum class Outcome { Handled, Duplicate };

    Inbox(Store store, int consumer);

    // All in one transaction, effects in the order of the events; or nothing at all.
    DatabaseResult<std::vector<Outcome>> apply(std::span<const ReadEvent> events) const;
    // Of the database, empty when there is none.
    std::string problem() const { return m_store.problem(); }

private:
    DatabaseResult<std::vector<Outcome>> remember(Transaction& transaction, std::span<const ReadEvent> events) const;

    const Store m_store;
    const int m_consumer;
};

} // namespace platform
