// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema.h"

#include "core/store/store_text.h"

#include <array>

namespace signalbox {
namespace {

// `traces` is kept beside the spans so that a list of the newest ones is one index range and not a grouping of
// everything. `span_refs` is clustered by span, so that it grows at its end and is pruned from its beginning.
constexpr char version1[] = R"sql(
CREATE TABLE strings (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE drops (signal TEXT, service TEXT, count INTEGER NOT NULL, PRIMARY KEY (signal, service)) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY, stack TEXT NOT NULL, detail TEXT NOT NULL, started_ns INTEGER NOT NULL, ended_ns INTEGER);
CREATE TABLE states (id INTEGER PRIMARY KEY, run INTEGER, time_ns INTEGER NOT NULL, service INTEGER NOT NULL, phase TEXT NOT NULL, reason TEXT NOT NULL);

CREATE TABLE spans (
  id INTEGER PRIMARY KEY, trace BLOB NOT NULL, span BLOB NOT NULL, parent BLOB, service INTEGER NOT NULL, name INTEGER NOT NULL,
  kind INTEGER NOT NULL, status INTEGER NOT NULL, start_ns INTEGER NOT NULL, duration_ns INTEGER NOT NULL, data BLOB NOT NULL);
CREATE INDEX spans_by_trace ON spans (trace);
CREATE INDEX spans_by_start ON spans (start_ns);
CREATE TABLE span_refs (span INTEGER, value TEXT, PRIMARY KEY (span, value)) WITHOUT ROWID;
CREATE INDEX span_refs_by_value ON span_refs (value);
CREATE TABLE traces (
  trace BLOB PRIMARY KEY, start_ns INTEGER NOT NULL, end_ns INTEGER NOT NULL, spans INTEGER NOT NULL, errors INTEGER NOT NULL,
  root_service INTEGER, root_name INTEGER) WITHOUT ROWID;
CREATE INDEX traces_by_start ON traces (start_ns);

CREATE TABLE message_rows (
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL, service INTEGER NOT NULL, event_id TEXT NOT NULL, event_type TEXT NOT NULL,
  aggregate_id TEXT NOT NULL, trace_id TEXT NOT NULL, correlation_id TEXT NOT NULL, created_ns INTEGER NOT NULL, sent_ns INTEGER NOT NULL,
  dead_ns INTEGER NOT NULL, attempts INTEGER NOT NULL, last_error TEXT NOT NULL);
CREATE UNIQUE INDEX message_rows_by_event ON message_rows (event_id, source, service);
CREATE INDEX message_rows_by_trace ON message_rows (trace_id);
CREATE INDEX message_rows_by_correlation ON message_rows (correlation_id);
CREATE INDEX message_rows_by_created ON message_rows (created_ns);

CREATE TABLE segments (
  id INTEGER PRIMARY KEY, first_log INTEGER NOT NULL, lines INTEGER NOT NULL, bytes INTEGER NOT NULL, first_ns INTEGER NOT NULL, last_ns INTEGER NOT NULL);
)sql";

constexpr char version2[] = R"sql(
CREATE TABLE event_routes (pattern TEXT NOT NULL, queue TEXT NOT NULL, service TEXT NOT NULL);
)sql";

// Spans move into segments of their own (span_segment_format.h). The tables that they were in are emptied by the
// store's writer, which can write segments, and dropped then.
constexpr char version3[] = R"sql(
CREATE TABLE span_segments (
  id INTEGER PRIMARY KEY, first_span INTEGER NOT NULL, spans INTEGER NOT NULL, bytes INTEGER NOT NULL, refs INTEGER NOT NULL,
  first_ns INTEGER NOT NULL, last_ns INTEGER NOT NULL, traces INTEGER NOT NULL, continued INTEGER NOT NULL, index_bytes INTEGER NOT NULL);
)sql";

constexpr std::array migrations{version1, version2, version3};
static_assert(migrations.size() == storeVersion);

} // namespace

Result<void> migrateStore(SqliteDatabase& database)
{
    const qint64 version = database.pragma("user_version");
    if (database.problem() == SqliteProblem::Unreadable)
        return tl::unexpected(database.error());
    if (version > storeVersion)
        return fail(Error::Code::InvalidData, StoreText::tr("The telemetry store was written by a newer Signalbox."));
    if (version == storeVersion)
        return database.execute("SELECT count(*) FROM sqlite_schema; SELECT max(id) FROM segments;");
    QByteArray sql = "BEGIN IMMEDIATE;";
    for (auto next = static_cast<size_t>(version); next < migrations.size(); ++next)
        sql += migrations.at(next);
    sql += "PRAGMA user_version = " + QByteArray::number(storeVersion) + "; COMMIT;";
    const auto done = database.execute(sql.constData());
    if (!done) {
        database.execute("ROLLBACK");
        return tl::unexpected(done.error());
    }
    return {};
}

} // namespace signalbox
