// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/inbox/event_handler.h"
#include "platform/inbox/waiting_events.h"

namespace platform {

// An event that was read, on its way to its effect.
struct ReadEvent
{
    std::string id; // lower case, as the database prints it
    const EventHandler* handler = nullptr;
    std::any value;
    TraceContext trace;
    const Message* message = nullptr; // outlives this
    int attempts = 0;                 // failures so far
};

// Gives events their effect once: remembers them in the inbox and applies them in the same transaction. While an event
// of an aggregate is in a retry tier, later ones of it are kept and get their turn when it has succeeded or died.
class Inbox
{
public:
    // The database, as functions: what a test replaces.
    struct Store
    {
        std::function<DatabaseResult<void>(std::span<const TraceContext>, const Database::Work&)> transact;
        std::function<std::string()> problem;
    };
    enum class Outcome { Handled, Duplicate, Kept };

    Inbox(Store store, int consumer);

    // All in one transaction, effects in the order of the events; or nothing at all.
    // Several at once only while nothing of theirs waits for a retry: else that is the error.
    DatabaseResult<std::vector<Outcome>> apply(std::span<const ReadEvent> events) const;
    // Goes into a retry tier, so that those behind it wait; has died, so that they need not.
    DatabaseResult<void> block(const Message& message) const;
    DatabaseResult<void> release(const Message& message) const;
    // What was kept and may have its turn; and that turn. Duplicate: somebody else has given it to it.
    DatabaseResult<WaitingEvents::View> lookAtKept() const;
    DatabaseResult<Outcome> applyKept(const ReadEvent& event) const;
    // Of the database, empty when there is none.
    std::string problem() const { return m_store.problem(); }

private:
    struct Remembered
    {
        std::vector<Outcome> outcomes;
        bool someoneWaits = false;
    };
    DatabaseResult<Remembered> remember(Transaction& transaction, std::span<const ReadEvent> events) const;
    DatabaseResult<Outcome> applyInTurn(Transaction& transaction, const ReadEvent& event, Remembered remembered) const;
    DatabaseResult<void> transact(const Database::Work& work) const;

    const Store m_store;
    const int m_consumer;
    const WaitingEvents m_waiting;
};

} // namespace platform
