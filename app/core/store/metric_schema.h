// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlite.h"

namespace signalbox {

// The tables of metrics.db, a file of its own beside telemetry.db: metrics come at another pace, and what cannot be
// read of one is not lost with the other. Migrations as in schema.h. `points` is the open block, one row for each
// second in which a series changed; when it closes, each series' rows become one chunk for each resolution (1 s and
// 10 s), so that a series is read by a few rows and written in order.

constexpr int metricStoreVersion = 1;
constexpr qint64 metricBlockSeconds = 120;
// A series that does not change is written again after so long: a longer silence means that it is gone.
constexpr qint64 metricSilenceSeconds = 60;

Result<void> migrateMetricStore(SqliteDatabase& database);

} // namespace signalbox
