// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/idempotency/record_store.h"

#include <chrono>

namespace platform {

// For a write whose effect lies outside of the database, where record and effect cannot be one transaction: the record
// is committed first, with a lease, and completed with the answer when the effect has one. A try that finds it under
// way gets 409; one that finds the lease expired gets 409 for good, since the effect may have happened. It is never
// executed again by itself: an operator finds out, and completes or deletes the record.

// Free: the caller has the lease and goes on to the effect.
DatabaseResult<KeyCheck>
beginEffect(Database& database, const TraceContext& trace, const IdempotencyClaim& claim, std::chrono::seconds lease);

// Also after the lease has expired, as now the outcome is known. False when somebody has resolved the record meanwhile.
DatabaseResult<bool> completeEffect(Database& database, const TraceContext& trace, const IdempotencyRecord& record);

} // namespace platform
