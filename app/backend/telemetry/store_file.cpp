// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/store_file.h"

#include "core/store/schema.h"
#include "core/store/span_codec.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cstring>

namespace signalbox {
namespace {

constexpr int busyMs = 1000;
constexpr qint64 largestSegment = 16LL * 1024 * 1024;
constexpr qint64 smallestSegment = 64LL * 1024;
constexpr qsizetype chunkBytes = 4LL * 1024 * 1024;

using Step = SqliteStatement::Step;

// What belongs to the size of the store is set before its first table.
QByteArray pragmas(qint64 budgetBytes)
{
    const qint64 walBytes = std::clamp<qint64>(budgetBytes / 64, 256LL * 1024, 4LL * 1024 * 1024);
    return "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
           " PRAGMA secure_delete = OFF; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = " +
           QByteArray::number(walBytes / 4096) + "; PRAGMA journal_size_limit = " + QByteArray::number(walBytes) + ";";
}

} // namespace

struct StoreFile::Statements
{
    explicit Statements(SqliteDatabase& database)
        : segment(database.prepare("INSERT OR REPLACE INTO segments VALUES (?, ?, ?, ?, ?, ?)"))
        , row(database.prepare("INSERT OR REPLACE INTO message_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
        , state(database.prepare("INSERT INTO states (run, time_ns, service, phase, reason)"
                                 " VALUES ((SELECT max(id) FROM runs), ?, ?, ?, ?)"))
        , beginRun(database.prepare("INSERT INTO runs (stack, detail, started_ns) VALUES (?, ?, ?)"))
        , endRun(database.prepare(
              "UPDATE runs SET ended_ns = ? WHERE id = (SELECT max(id) FROM runs) AND ended_ns IS NULL"))
        , forgetRoutes(database.prepare("DELETE FROM event_routes"))
        , route(database.prepare("INSERT INTO event_routes VALUES (?, ?, ?)"))
        , drop(database.prepare("INSERT INTO drops VALUES (?, ?, ?) ON CONFLICT (signal, service)"
                                " DO UPDATE SET count = count + excluded.count"))
        , counter(database.prepare("INSERT OR REPLACE INTO counters VALUES (?, ?)"))
    {
    }

    SqliteStatement segment;
    SqliteStatement row;
    SqliteStatement state;
    SqliteStatement beginRun;
    SqliteStatement endRun;
    SqliteStatement forgetRoutes;
    SqliteStatement route;
    SqliteStatement drop;
    SqliteStatement counter;
};

Result<std::unique_ptr<StoreFile>> StoreFile::open(const QString& stateDir, qint64 budgetBytes, const Masker& masker)
{
    const QString segments = stateDir + QStringLiteral("/segments");
    if (!QDir().mkpath(segments))
        return fail(
            Error::Code::Refused,
            QCoreApplication::translate("Store", "The folder %1 cannot be created. Check the rights of its parent.")
                .arg(segments));
    QFile::setPermissions(segments, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    auto database =
        SqliteDatabase::open(stateDir + QStringLiteral("/telemetry.db"), SqliteDatabase::Access::ReadWrite, busyMs);
    if (!database)
        return tl::unexpected(database.error());
    if (const auto set = database->execute(pragmas(budgetBytes).constData()); !set)
        return tl::unexpected(set.error());
    if (const auto migrated = migrateStore(*database); !migrated)
        return tl::unexpected(migrated.error());
    std::unique_ptr<StoreFile> file(new StoreFile(std::move(*database), stateDir, budgetBytes, masker));
    file->load();
    if (file->isUnreadable())
        return tl::unexpected(file->m_database.error());
    qint64 firstOfOld = 1;
    if (const auto moved = file->m_spans.takeOver(firstOfOld); !moved)
        return tl::unexpected(moved.error());
    file->m_spans.committed();
    if (const auto written = file->write({}); !written) // the budget, and the proof that it can be written
        return tl::unexpected(written.error());
    return file;
}

StoreFile::StoreFile(SqliteDatabase database, const QString& stateDir, qint64 budgetBytes, const Masker& masker)
    : m_database(std::move(database))
    , m_databasePath(stateDir + QStringLiteral("/telemetry.db"))
    , m_segmentsDir(stateDir + QStringLiteral("/segments"))
    , m_budget(budgetBytes)
    , m_masker(masker)
    , m_strings(m_database, masker)
    , m_segments(m_segmentsDir, std::clamp(budgetBytes / 32, smallestSegment, largestSegment))
    , m_spans(m_database, m_segmentsDir, budgetBytes, m_strings, masker)
    , m_sql(std::make_unique<Statements>(m_database))
{
}

StoreFile::~StoreFile() = default;

void StoreFile::load()
{
    auto counter = m_database.prepare("SELECT value FROM counters WHERE name = ?");
    const auto read = [&counter](const char* name) {
        const bool found = counter.bind(1, QString::fromLatin1(name)).step() == Step::Row;
        const qint64 value = found ? counter.integer(0) : 0;
        counter.reset();
        return value;
    };
    m_counters = {.lastSpan = read(counters::lastSpan),
                  .lastLog = read(counters::lastLog),
                  .lastRow = read(counters::lastRow),
                  .spans = read(counters::spans),
                  .newestNs = read(counters::newestNs),
                  .refused = read(counters::refused),
                  .spansEvicted = read(counters::spansEvicted),
                  .logsEvicted = read(counters::logsEvicted),
                  .evictedAtNs = read(counters::evictedAtNs)};
    auto newest = m_database.prepare(
        "SELECT id, first_log, lines, bytes, first_ns, last_ns FROM segments ORDER BY id DESC LIMIT 1");
    Segment segment;
    if (newest.step() == Step::Row)
        segment = {newest.integer(0),
                   newest.integer(1),
                   newest.integer(2),
                   newest.integer(3),
                   newest.integer(4),
                   newest.integer(5)};
    m_segments.resume(segment);
    m_damage = m_spans.load();
}

Result<void> StoreFile::write(const WriteBatch& batch)
{
    const StoreCounters counters = m_counters;
    const Segment segment = m_segments.current();
    if (auto begun = m_database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    Error error;
    if (writeAll(batch, error)) {
        m_spans.committed();
        return {};
    }
    m_database.execute("ROLLBACK");
    m_counters = counters;
    m_strings.forget();
    m_segments.resume(segment);
    m_spans.rolledBack();
    return tl::unexpected(error);
}

bool StoreFile::writeAll(const WriteBatch& batch, Error& error)
{
    const bool linesWritten = writeLines(batch.lines, error);
    if (!linesWritten && !error.message.isEmpty()) // of the segment's files, not of SQLite
        return false;
    if (const auto spansWritten = writeSpans(batch.spans); !spansWritten) {
        error = spansWritten.error();
        return false;
    }
    if (linesWritten && m_spans.writeIndexes() && writeRows(batch.rows) && writeStates(batch) &&
        (!batch.routes || writeRoutes(*batch.routes)) && writeCounters(batch) && m_database.execute("COMMIT"))
        return true;
    error = m_database.error();
    return false;
}

Result<void> StoreFile::writeSpans(const std::vector<SpanBatch>& batches)
{
    qint64 newestNs = m_counters.newestNs;
    if (const auto written = m_spans.write(batches, m_counters.lastSpan + 1, newestNs); !written)
        return written;
    m_counters.newestNs = newestNs;
    for (const SpanBatch& batch : batches) {
        m_counters.lastSpan += batch.size();
        m_counters.spans += batch.size();
    }
    return {};
}

bool StoreFile::writeLines(const QList<LogLine>& lines, Error& error)
{
    for (qsizetype at = 0; at < lines.size();) {
        if (!writeChunk(lines, at, error))
            return false;
    }
    return true;
}

bool StoreFile::writeChunk(const QList<LogLine>& lines, qsizetype& at, Error& error)
{
    const auto segment = m_segments.prepare(m_counters.lastLog + 1);
    if (!segment) {
        error = segment.error();
        return false;
    }
    QByteArray text;
    std::vector<LogColumns> columns;
    for (; at < lines.size() && text.size() < chunkBytes; ++at) {
        const LogLine& line = lines.at(at);
        const QByteArray masked = m_masker.mask(line.text.isEmpty() ? line.message.toUtf8() : line.text);
        LogColumns record{.timeNs = line.timeNs,
                          .offset = static_cast<quint32>(text.size()),
                          .length = static_cast<quint32>(masked.size()),
                          .service = static_cast<quint32>(m_strings.id(line.service)),
                          .level = static_cast<quint8>(line.level)};
        const QByteArray trace = idBytes(line.traceId);
        const QByteArray span = idBytes(line.spanId);
        std::memcpy(record.trace.data(),
                    trace.constData(),
                    std::min<size_t>(record.trace.size(), static_cast<size_t>(trace.size())));
        std::memcpy(record.span.data(),
                    span.constData(),
                    std::min<size_t>(record.span.size(), static_cast<size_t>(span.size())));
        columns.push_back(record);
        text.append(masked).append('\n');
        m_counters.newestNs = std::max(m_counters.newestNs, line.timeNs);
    }
    m_counters.lastLog += static_cast<qint64>(columns.size());
    const auto next = m_segments.write(text, columns);
    if (!next) {
        error = next.error();
        return false;
    }
    m_segments.commit(*next);
    return m_sql->segment.bind(1, next->id)
        .bind(2, next->firstLog)
        .bind(3, next->lines)
        .bind(4, next->bytes)
        .bind(5, next->firstNs)
        .bind(6, next->lastNs)
        .run();
}

bool StoreFile::writeRows(const QList<MessageRow>& rows)
{
    for (const MessageRow& row : rows) {
        SqliteStatement& sql = m_sql->row;
        sql.bind(1, ++m_counters.lastRow).bind(2, row.table == MessageRow::Table::Outbox ? 0 : 1);
        sql.bind(3, m_strings.id(row.service)).bind(4, row.eventId).bind(5, row.eventType).bind(6, row.aggregateId);
        sql.bind(7, row.traceId).bind(8, row.correlationId).bind(9, row.createdNs).bind(10, row.sentNs);
        sql.bind(11, row.deadNs).bind(12, static_cast<qint64>(row.attempts));
        sql.bind(13, QString::fromUtf8(m_masker.mask(row.lastError.toUtf8())));
        if (!sql.run())
            return false;
    }
    return true;
}

bool StoreFile::writeStates(const WriteBatch& batch)
{
    for (const RunMark& run : batch.runs) {
        const bool done = run.begins ? m_sql->beginRun.bind(1, run.stack).bind(2, run.detail).bind(3, run.timeNs).run()
                                     : m_sql->endRun.bind(1, run.timeNs).run();
        if (!done)
            return false;
    }
    return std::all_of(batch.states.begin(), batch.states.end(), [this](const StateChange& change) {
        const QString reason = QString::fromUtf8(m_masker.mask(change.reason.toUtf8()));
        return m_sql->state.bind(1, change.timeNs)
            .bind(2, m_strings.id(change.service))
            .bind(3, change.phase)
            .bind(4, reason)
            .run();
    });
}

bool StoreFile::writeRoutes(const QList<EventRoute>& routes)
{
    return m_sql->forgetRoutes.run() && std::all_of(routes.begin(), routes.end(), [this](const EventRoute& route) {
               return m_sql->route.bind(1, route.pattern).bind(2, route.queue).bind(3, route.service).run();
           });
}

bool StoreFile::writeCounters(const WriteBatch& batch)
{
    for (auto drop = batch.drops.cbegin(); drop != batch.drops.cend(); ++drop) {
        if (!m_sql->drop.bind(1, drop.key().first).bind(2, drop.key().second).bind(3, drop.value()).run())
            return false;
    }
    m_counters.refused += batch.refused;
    const std::pair<const char*, qint64> values[] = {
        {counters::lastSpan, m_counters.lastSpan},
        {counters::lastLog, m_counters.lastLog},
        {counters::lastRow, m_counters.lastRow},
        {counters::spans, m_counters.spans},
        {counters::newestNs, m_counters.newestNs},
        {counters::refused, m_counters.refused},
        {counters::spansEvicted, m_counters.spansEvicted},
        {counters::logsEvicted, m_counters.logsEvicted},
        {counters::evictedAtNs, m_counters.evictedAtNs},
        {counters::budget, m_budget},
    };
    return std::all_of(std::begin(values), std::end(values), [this](const auto& value) {
        return m_sql->counter.bind(1, QString::fromLatin1(value.first)).bind(2, value.second).run();
    });
}

} // namespace signalbox
