// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_schema.h"

#include "core/store/store_text.h"

namespace signalbox {
namespace {

constexpr char metricVersion1[] = R"sql(
CREATE TABLE series (
  id INTEGER PRIMARY KEY, service TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, unit TEXT NOT NULL,
  description TEXT NOT NULL, labels TEXT NOT NULL, bounds BLOB NOT NULL, last_second INTEGER NOT NULL);
CREATE TABLE points (second INTEGER, series INTEGER, value BLOB NOT NULL, PRIMARY KEY (second, series)) WITHOUT ROWID;
CREATE TABLE chunks (step INTEGER, block INTEGER, series INTEGER, data BLOB NOT NULL, PRIMARY KEY (step, block, series)) WITHOUT ROWID;
CREATE TABLE exemplars (
  id INTEGER PRIMARY KEY, series INTEGER NOT NULL, time_ns INTEGER NOT NULL, value BLOB NOT NULL, trace BLOB NOT NULL, span BLOB NOT NULL);
CREATE INDEX exemplars_by_series ON exemplars (series, time_ns);
CREATE TABLE drops (service TEXT, reason TEXT, count INTEGER NOT NULL, PRIMARY KEY (service, reason)) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
)sql";

} // namespace

Result<void> migrateMetricStore(SqliteDatabase& database)
{
    const qint64 version = database.pragma("user_version");
    if (database.problem() == SqliteProblem::Unreadable)
        return tl::unexpected(database.error());
    if (version > metricStoreVersion)
        return fail(Error::Code::InvalidData, StoreText::tr("The metrics were written by a newer Signalbox."));
    if (version == metricStoreVersion)
        return database.execute("SELECT count(*) FROM sqlite_schema;");
    const QByteArray sql = QByteArray("BEGIN IMMEDIATE;") + metricVersion1 + "PRAGMA user_version = 1; COMMIT;";
    const auto done = database.execute(sql.constData());
    if (!done)
        database.execute("ROLLBACK");
    return done;
}

} // namespace signalbox
