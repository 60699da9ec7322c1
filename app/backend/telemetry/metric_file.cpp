// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_file.h"

#include "backend/telemetry/metric_sum.h"
#include "core/store/metric_schema.h"
#include "core/store/span_codec.h"

#include <algorithm>

namespace signalbox {
namespace {

constexpr int metricBusyMs = 1000;
constexpr qint64 nsPerSecond = 1'000'000'000;
constexpr qint64 lateSeconds = 10; // how long a block waits for points that are on their way

using Step = SqliteStatement::Step;

constexpr char metricPragmas[] =
    "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
    " PRAGMA secure_delete = OFF; PRAGMA cache_size = -4000; PRAGMA wal_autocheckpoint = 500;"
    " PRAGMA journal_size_limit = 2000000;";

} // namespace

struct MetricFile::Statements
{
    explicit Statements(SqliteDatabase& database)
        : point(database.prepare("INSERT OR REPLACE INTO points VALUES (?, ?, ?)"))
        , chunk(database.prepare("INSERT OR REPLACE INTO chunks VALUES (?, ?, ?, ?)"))
        , findChunk(database.prepare("SELECT data FROM chunks WHERE step = ? AND block = ? AND series = ?"))
        , seen(database.prepare("UPDATE series SET last_second = max(last_second, ?) WHERE id = ?"))
        , exemplar(
              database.prepare("INSERT INTO exemplars (series, time_ns, value, trace, span) VALUES (?, ?, ?, ?, ?)"))
        , drop(database.prepare("INSERT INTO drops VALUES (?, ?, ?) ON CONFLICT (service, reason)"
                                " DO UPDATE SET count = count + excluded.count"))
        , counter(database.prepare("INSERT OR REPLACE INTO counters VALUES (?, ?)"))
    {
    }

    SqliteStatement point;
    SqliteStatement chunk;
    SqliteStatement findChunk;
    SqliteStatement seen;
    SqliteStatement exemplar;
    SqliteStatement drop;
    SqliteStatement counter;
};

Result<std::unique_ptr<MetricFile>> MetricFile::open(const QString& stateDir, qint64 budgetBytes, const Masker& masker)
{
    auto database =
        SqliteDatabase::open(stateDir + QStringLiteral("/metrics.db"), SqliteDatabase::Access::ReadWrite, metricBusyMs);
    if (!database)
        return tl::unexpected(database.error());
    if (const auto set = database->execute(metricPragmas); !set)
        return tl::unexpected(set.error());
    if (const auto migrated = migrateMetricStore(*database); !migrated)
        return tl::unexpected(migrated.error());
    std::unique_ptr<MetricFile> file(new MetricFile(std::move(*database), budgetBytes, masker));
    file->load();
    if (file->m_database.problem() == SqliteProblem::Unreadable)
        return tl::unexpected(file->m_database.error());
    return file;
}

MetricFile::MetricFile(SqliteDatabase database, qint64 budgetBytes, const Masker& masker)
    : m_database(std::move(database))
    , m_budget(budgetBytes)
    , m_series(m_database, masker)
    , m_sql(std::make_unique<Statements>(m_database))
{
}

MetricFile::~MetricFile() = default;

void MetricFile::load()
{
    m_series.load();
    auto counter = m_database.prepare("SELECT value FROM counters WHERE name = 'points'");
    m_points = counter.step() == Step::Row ? counter.integer(0) : 0;
}

Result<void> MetricFile::write(const QList<MetricPoint>& points, const MetricDrops& drops, qint64 nowSecond)
{
    const qint64 before = m_points;
    if (const auto begun = m_database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    if (writeAll(points, drops, nowSecond) && m_database.execute("COMMIT"))
        return {};
    const Error error = m_database.error();
    m_database.execute("ROLLBACK");
    m_points = before;
    m_series.load(); // sums of deltas begin anew, as after a restart of their process
    return tl::unexpected(error);
}

bool MetricFile::writeAll(const QList<MetricPoint>& points, MetricDrops drops, qint64 nowSecond)
{
    for (const MetricPoint& point : points) {
        if (!writePoint(point, drops))
            return false;
    }
    const qint64 until = (nowSecond - lateSeconds) / metricBlockSeconds * metricBlockSeconds;
    if (until > m_closedUntil) {
        if (!closeBlocks(until) || !evict(nowSecond))
            return false;
        m_closedUntil = until;
    }
    return writeDrops(drops) && writeCounters();
}

bool MetricFile::writePoint(const MetricPoint& point, MetricDrops& drops)
{
    SeriesState* state = m_series.find(*point.series);
    if (state == nullptr) {
        ++drops[{point.series->service, QStringLiteral("series")}];
        return m_database.problem() == SqliteProblem::None;
    }
    ++m_points;
    if (point.delta)
        addDelta(state->kind, point.value, state->sum);
    const QByteArray bytes = encodeMetricValue(state->kind, point.delta ? state->sum : point.value);
    return writeValue(*state, point.timeNs / nsPerSecond, bytes) && writeExemplars(*state, point.exemplars);
}

// A value that stays is written once, and once more where it ends, so that a line through the points is a line through
// the values.
bool MetricFile::writeValue(SeriesState& state, qint64 second, const QByteArray& bytes)
{
    if (second < state.lastSecond) // late
        return insertPoint(second, state.id, bytes);
    if (bytes == state.lastBytes && second - state.writtenSecond < metricSilenceSeconds) {
        state.lastSecond = second;
        return true;
    }
    const bool endsAStay =
        state.lastSecond > state.writtenSecond && state.writtenSecond > 0 && state.lastSecond < second;
    if (endsAStay && !insertPoint(state.lastSecond, state.id, state.lastBytes))
        return false;
    state.lastBytes = bytes;
    state.lastSecond = second;
    state.writtenSecond = second;
    return insertPoint(second, state.id, bytes);
}

bool MetricFile::insertPoint(qint64 second, qint64 series, const QByteArray& bytes)
{
    return m_sql->point.bind(1, second).bind(2, series).bindBlob(3, bytes).run();
}

bool MetricFile::writeExemplars(SeriesState& state, const QList<MetricExemplar>& exemplars)
{
    for (const MetricExemplar& exemplar : exemplars) {
        if (exemplar.timeNs <= state.lastExemplarNs) // an endpoint shows the same one until there is another
            continue;
        state.lastExemplarNs = exemplar.timeNs;
        const bool written = m_sql->exemplar.bind(1, state.id)
                                 .bind(2, exemplar.timeNs)
                                 .bindBlob(3, encodeDoubles({exemplar.value}))
                                 .bindBlob(4, idBytes(exemplar.traceId))
                                 .bindBlob(5, idBytes(exemplar.spanId))
                                 .run();
        if (!written)
            return false;
    }
    return true;
}

bool MetricFile::writeDrops(const MetricDrops& drops)
{
    for (auto drop = drops.cbegin(); drop != drops.cend(); ++drop) {
        if (!m_sql->drop.bind(1, drop.key().first).bind(2, drop.key().second).bind(3, drop.value()).run())
            return false;
    }
    return true;
}

bool MetricFile::writeCounters()
{
    return m_sql->counter.bind(1, QStringLiteral("points")).bind(2, m_points).run() &&
           m_sql->counter.bind(1, QStringLiteral("budget")).bind(2, m_budget).run();
}

// The rows of the open block become chunks, series by series.
bool MetricFile::closeBlocks(qint64 untilSecond)
{
    auto rows =
        m_database.prepare("SELECT p.series, s.kind, p.second, p.value FROM points p JOIN series s ON s.id = p.series"
                           " WHERE p.second < ? ORDER BY p.series, p.second");
    rows.bind(1, untilSecond);
    QList<TimedValue> values;
    qint64 series = 0;
    auto kind = MetricKind::Gauge;
    bool good = true;
    Step step = rows.step();
    for (; step == Step::Row && good; step = good ? rows.step() : step) {
        if (rows.integer(0) != series) {
            good = closeSeries(series, kind, values);
            values.clear();
            series = rows.integer(0);
            kind = static_cast<MetricKind>(rows.integer(1));
        }
        if (auto value = decodeMetricValue(kind, rows.blob(3)))
            values.append({rows.integer(2), std::move(*value)});
    }
    good = good && step == Step::Done && closeSeries(series, kind, values);
    rows.reset();
    return good && m_database.prepare("DELETE FROM points WHERE second < ?").bind(1, untilSecond).run();
}

bool MetricFile::closeSeries(qint64 series, MetricKind kind, const QList<TimedValue>& values)
{
    for (auto begin = values.begin(); begin != values.end();) {
        const qint64 block = begin->second / metricBlockSeconds;
        const auto end = std::find_if(begin, values.end(), [block](const TimedValue& value) {
            return value.second / metricBlockSeconds != block;
        });
        const QList<TimedValue> part(begin, end);
        if (!putChunk(1, block, series, kind, part) || !putChunk(10, block, series, kind, part))
            return false;
        begin = end;
    }
    return values.isEmpty() || m_sql->seen.bind(1, values.last().second).bind(2, series).run();
}

// Together with what came before into the same block; for each step the last value counts.
bool MetricFile::putChunk(qint64 step, qint64 block, qint64 series, MetricKind kind, const QList<TimedValue>& values)
{
    QMap<qint64, TimedValue> merged;
    const auto take = [&merged, step](const QList<TimedValue>& list) {
        for (const TimedValue& value : list)
            merged.insert(value.second / step, value);
    };
    if (m_sql->findChunk.bind(1, step).bind(2, block).bind(3, series).step() == Step::Row)
        take(decodeMetricChunk(kind, m_sql->findChunk.blob(0)));
    m_sql->findChunk.reset();
    take(values);
    return m_sql->chunk.bind(1, step)
        .bind(2, block)
        .bind(3, series)
        .bindBlob(4, encodeMetricChunk(kind, merged.values()))
        .run();
}

qint64 MetricFile::oldestBlock(qint64 step)
{
    auto oldest = m_database.prepare("SELECT min(block) FROM chunks WHERE step = ?");
    return oldest.bind(1, step).step() == Step::Row && !oldest.isNull(0) ? oldest.integer(0) : -1;
}

// Whole blocks, the oldest first. The finer resolution goes before the coarser one: of what is long ago, ten seconds
// are enough.
bool MetricFile::evict(qint64 nowSecond)
{
    auto remove = m_database.prepare("DELETE FROM chunks WHERE step = ? AND block = ?");
    const qint64 pageSize = m_database.pragma("page_size");
    const auto used = [&] {
        return (m_database.pragma("page_count") - m_database.pragma("freelist_count")) * pageSize;
    };
    const qint64 fineKept = (nowSecond - 900) / metricBlockSeconds;
    while (used() > m_budget / 100 * 95) {
        const qint64 fine = oldestBlock(1);
        const qint64 coarse = oldestBlock(10);
        const bool fromFine = fine >= 0 && (fine < fineKept || coarse < 0 || coarse >= fine);
        if (!fromFine && coarse < 0)
            break;
        if (!remove.bind(1, qint64{fromFine ? 1 : 10}).bind(2, fromFine ? fine : coarse).run())
            return false;
        if (!fromFine)
            m_series.forgetBefore((coarse + 1) * metricBlockSeconds);
    }
    return m_database.execute("DELETE FROM exemplars WHERE id <= (SELECT max(id) FROM exemplars) - 20000")
               .has_value() &&
           m_database.execute("PRAGMA incremental_vacuum").has_value();
}

} // namespace signalbox
