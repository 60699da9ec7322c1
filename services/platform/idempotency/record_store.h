// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/idempotency/record.h"
#include "platform/postgres/database.h"

#include <optional>
#include <span>
#include <vector>

namespace platform {

// What a transaction may do with a key.
struct KeyCheck
{
    enum class State {
        Free,  // nobody has used it, and nobody else can until the transaction ends
        Held,  // another transaction has it: in use
        Known, // `known` is its record
    };

    State state = State::Free;
    IdempotencyRecord known = {};
};

// The table `idempotency`, for the transactions of a service's store. A store locks and looks up the keys of a batch,
// executes those that are free, and stores their records, all in one transaction; with storeRecords() last, or in a
// statement of its own that reads the RETURNING of the record's insert. A write without a key is free.
// The lock is advisory and ends with the transaction: no connection that died leaves one behind.
DatabaseResult<std::vector<KeyCheck>> lockAndLookUp(Transaction& transaction,
                                                    std::span<const std::optional<IdempotencyClaim>> claims);

// An error when one of the keys is known: the caller rolls back, and writes each alone.
DatabaseResult<void> storeRecords(Transaction& transaction, std::span<const IdempotencyRecord> records);

// In a transaction of its own. Empty when there is none.
DatabaseResult<std::optional<IdempotencyRecord>>
findRecord(Database& database, const TraceContext& trace, const std::string& scope, const std::string& key);

} // namespace platform
