// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlite.h"

namespace signalbox {

// The tables of telemetry.db. Migrations are numbered by PRAGMA user_version, forward only; a released one is never
// edited. Times are nanoseconds since the epoch, service, name and attribute keys are ids of `strings`.

constexpr int storeVersion = 3;

// Brings a store to `storeVersion`, in one transaction. InvalidData when it is newer than this program.
Result<void> migrateStore(SqliteDatabase& database);

// Names of rows of `counters`.
namespace counters {
inline constexpr char refused[] = "refused";
inline constexpr char spansEvicted[] = "spans_evicted";
inline constexpr char logsEvicted[] = "logs_evicted";
inline constexpr char lastSpan[] = "last_span";
inline constexpr char lastLog[] = "last_log";
inline constexpr char lastRow[] = "last_row";
inline constexpr char newestNs[] = "newest_ns";
inline constexpr char budget[] = "budget";
inline constexpr char spans[] = "spans";
inline constexpr char evictedAtNs[] = "evicted_at_ns";
} // namespace counters

} // namespace signalbox
