// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_reader.h"

#include "core/base/format.h"
#include "core/store/metric_schema.h"
#include "core/store/span_codec.h"
#include "core/store/store_text.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <sys/stat.h>

namespace signalbox {
namespace {

constexpr int metricReaderBusyMs = 5;
constexpr qint64 nsOfSecond = 1'000'000'000;
constexpr qint64 fineSeconds = 3600; // up to so long a range is read at the resolution of a second
constexpr int mostShownExemplars = 200;

using Step = SqliteStatement::Step;

bool hasWords(const MetricSeries& series, const QStringList& words)
{
    const QString text = series.service + QLatin1Char(' ') + series.name + QLatin1Char(' ') + series.unit +
                         QLatin1Char(' ') + series.labelText();
    return std::all_of(
        words.begin(), words.end(), [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool fitsFilter(const MetricHistory& history, const MetricFilter& filter)
{
    const MetricSeries& series = history.series;
    return (filter.services.isEmpty() || filter.services.contains(series.service)) &&
           (filter.names.isEmpty() || filter.names.contains(series.name)) &&
           (filter.ids.isEmpty() || filter.ids.contains(history.id)) && hasWords(series, filter.words) &&
           std::all_of(filter.labels.begin(), filter.labels.end(), [&series](const auto& label) {
               return series.label(label.first) == label.second;
           });
}

} // namespace

MetricReader::MetricReader(const QString& stateDir)
    : m_path(stateDir + QStringLiteral("/metrics.db"))
{
}

// False without an error when there is no store yet. The writer may have moved an unreadable one aside.
Result<bool> MetricReader::ready()
{
    struct stat status = {};
    const bool exists = ::stat(QFile::encodeName(m_path).constData(), &status) == 0;
    if (m_database && exists && status.st_ino == m_inode)
        return true;
    m_database.reset();
    if (!exists)
        return false;
    auto opened = SqliteDatabase::open(m_path, SqliteDatabase::Access::ReadOnly, metricReaderBusyMs);
    if (!opened)
        return tl::unexpected(opened.error());
    const qint64 version = opened->pragma("user_version");
    if (opened->problem() == SqliteProblem::Unreadable)
        return tl::unexpected(opened->error());
    if (version > metricStoreVersion)
        return fail(Error::Code::InvalidData, StoreText::tr("The metrics were written by a newer Signalbox."));
    if (version == 0)
        return false; // the writer has just created the file
    m_database.emplace(std::move(*opened));
    m_inode = status.st_ino;
    return true;
}

qint64 MetricReader::number(const char* sql)
{
    auto statement = m_database->prepare(sql);
    return statement.step() == Step::Row ? statement.integer(0) : 0;
}

qint64 MetricReader::keptSince()
{
    const qint64 block = number("SELECT min(block) FROM chunks WHERE step = 10");
    const qint64 from = block > 0 ? block * metricBlockSeconds : number("SELECT min(second) FROM points");
    return from * nsOfSecond;
}

QList<MetricHistory> MetricReader::matching(const MetricFilter& filter)
{
    QList<MetricHistory> found;
    auto rows = m_database->prepare("SELECT id, service, name, kind, unit, description, labels, bounds FROM series"
                                    " ORDER BY service, name, labels, id");
    while (rows.step() == Step::Row) {
        MetricHistory history;
        history.id = rows.integer(0);
        history.series = {.service = rows.text(1),
                          .name = rows.text(2),
                          .kind = static_cast<MetricKind>(rows.integer(3)),
                          .unit = rows.text(4),
                          .description = rows.text(5),
                          .labels = decodeLabels(rows.text(6).toUtf8()),
                          .bounds = decodeDoubles(rows.blob(7))};
        if (fitsFilter(history, filter))
            found.append(std::move(history));
    }
    return found;
}

QByteArray MetricReader::chunk(qint64 step, qint64 block, qint64 series)
{
    auto row = m_database->prepare("SELECT data FROM chunks WHERE step = ? AND block = ? AND series = ?");
    return row.bind(1, step).bind(2, block).bind(3, series).step() == Step::Row ? row.blob(0) : QByteArray();
}

// From closed blocks. Where the finer resolution was given up, the coarser one serves.
void MetricReader::addChunks(MetricHistory& history, qint64 from, qint64 to)
{
    const qint64 oldest = number("SELECT min(block) FROM chunks WHERE step = 10");
    const qint64 newest = number("SELECT max(block) FROM chunks WHERE step = 10");
    const bool fine = to - from <= fineSeconds;
    for (qint64 block = std::max(oldest, from / metricBlockSeconds); block <= std::min(newest, to / metricBlockSeconds);
         ++block) {
        QByteArray data = fine ? chunk(1, block, history.id) : QByteArray();
        if (data.isEmpty())
            data = chunk(10, block, history.id);
        history.values.append(decodeMetricChunk(history.series.kind, data));
    }
}

// From the open block, in one pass for all of them.
void MetricReader::addPoints(QList<MetricHistory>& series, qint64 from, qint64 to)
{
    QHash<qint64, MetricHistory*> wanted;
    for (MetricHistory& history : series)
        wanted.insert(history.id, &history);
    auto rows = m_database->prepare("SELECT series, second, value FROM points WHERE second >= ? AND second <= ?"
                                    " ORDER BY second");
    rows.bind(1, from).bind(2, to);
    while (rows.step() == Step::Row) {
        MetricHistory* history = wanted.value(rows.integer(0));
        auto value = history ? decodeMetricValue(history->series.kind, rows.blob(2)) : std::nullopt;
        if (value)
            history->values.append({rows.integer(1), std::move(*value)});
    }
}

void MetricReader::addExemplars(MetricHistory& history, const TimeRange& range)
{
    auto rows = m_database->prepare("SELECT time_ns, value, trace, span FROM exemplars WHERE series = ?"
                                    " AND time_ns >= ? AND time_ns <= ? ORDER BY time_ns DESC LIMIT ?");
    rows.bind(1, history.id).bind(2, range.fromNs).bind(3, range.toNs).bind(4, qint64{mostShownExemplars});
    while (rows.step() == Step::Row) {
        const QList<double> value = decodeDoubles(rows.blob(1));
        history.exemplars.prepend({rows.integer(0), value.value(0), idText(rows.blob(2)), idText(rows.blob(3))});
    }
}

void MetricReader::addNewest(QList<MetricHistory>& series)
{
    addPoints(series, 0, nowNanoseconds());
    const qint64 newest = number("SELECT max(block) FROM chunks WHERE step = 10");
    for (MetricHistory& history : series) {
        for (qint64 block = newest; history.values.isEmpty() && block > 0 && block > newest - 2; --block)
            history.values = decodeMetricChunk(history.series.kind, chunk(10, block, history.id));
        if (history.values.size() > 1)
            history.values.remove(0, history.values.size() - 1);
    }
}

Result<MetricPage> MetricReader::list(const MetricQuery& query)
{
    const auto isReady = ready();
    if (!isReady)
        return tl::unexpected(isReady.error());
    if (!*isReady)
        return MetricPage{};
    if (const auto begun = m_database->execute("BEGIN"); !begun)
        return tl::unexpected(begun.error());
    MetricPage page;
    page.series = matching(query.filter);
    page.total = page.series.size();
    page.series = page.series.mid(0, query.limit);
    page.keptSinceNs = keptSince();
    addNewest(page.series);
    m_database->execute("COMMIT");
    return page;
}

Result<MetricPage> MetricReader::history(const MetricQuery& query)
{
    const auto isReady = ready();
    if (!isReady)
        return tl::unexpected(isReady.error());
    if (!*isReady)
        return MetricPage{};
    if (const auto begun = m_database->execute("BEGIN"); !begun)
        return tl::unexpected(begun.error());
    TimeRange range = query.range;
    if (range.toNs == 0)
        range.toNs = nowNanoseconds();
    if (range.fromNs == 0)
        range.fromNs = range.toNs - fineSeconds * nsOfSecond;
    MetricPage page;
    page.series = matching(query.filter);
    page.total = page.series.size();
    page.series = page.series.mid(0, query.limit);
    page.keptSinceNs = keptSince();
    for (MetricHistory& history : page.series)
        addChunks(history, range.fromNs / nsOfSecond, range.toNs / nsOfSecond);
    addPoints(page.series, range.fromNs / nsOfSecond, range.toNs / nsOfSecond);
    for (MetricHistory& history : page.series) {
        history.values.removeIf([&range](const TimedValue& value) {
            return value.second < range.fromNs / nsOfSecond || value.second > range.toNs / nsOfSecond;
        });
        std::stable_sort(history.values.begin(), history.values.end(), [](const TimedValue& a, const TimedValue& b) {
            return a.second < b.second;
        });
        addExemplars(history, range);
    }
    m_database->execute("COMMIT");
    return page;
}

Result<MetricStatus> MetricReader::status()
{
    const auto isReady = ready();
    if (!isReady)
        return tl::unexpected(isReady.error());
    MetricStatus status;
    if (!*isReady)
        return status;
    status.points = number("SELECT value FROM counters WHERE name = 'points'");
    status.budgetBytes = number("SELECT value FROM counters WHERE name = 'budget'");
    status.series = number("SELECT count(*) FROM series");
    status.keptSinceNs = keptSince();
    status.bytes = QFileInfo(m_path).size() + QFileInfo(m_path + QStringLiteral("-wal")).size();
    auto losses = m_database->prepare("SELECT service, reason, count FROM drops ORDER BY count DESC");
    while (losses.step() == Step::Row)
        status.losses.append({QStringLiteral("points"), losses.text(0), losses.text(1), losses.integer(2)});
    return status;
}

} // namespace signalbox
