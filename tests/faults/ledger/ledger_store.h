// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/inbox/event_handler.h"
#include "platform/outbox/outbox.h"

#include <span>
#include <string>

namespace ledger {

struct Entry
{
    std::string id; // UUIDv7
    std::int64_t key = 0;
    std::string account;
    std::int64_t amount = 0;
    int failures = 0; // so often its event fails before it has its effect
};

// What an entry's event says, and what came with it.
struct Posting
{
    std::string eventId;
    std::string entryId;
    std::string account;
    std::int64_t seq = 0;
    std::int64_t amount = 0;
    bool fails = false;
};

// Answers the id under which the key is kept: that of the entry, or of the one that was there before.
platform::DatabaseResult<std::string>
addEntry(platform::Database& database, const Entry& entry, const platform::EventCause& cause);

// `entry_added` events become postings.
platform::EventHandler postingHandler();

} // namespace ledger
