// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_reader.h"

#include "core/base/format.h"
#include "core/store/journey_collector.h"
#include "core/store/log_reader.h"
#include "core/store/metric_reader.h"
#include "core/store/schema.h"
#include "core/store/store_text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <optional>
#include <sys/stat.h>

namespace signalbox {
namespace {

constexpr int busyMs = 5;

// Which file stands under the name now: the writer may have moved an unreadable one aside.
struct FileId
{
    dev_t device = 0;
    ino_t inode = 0;
    bool operator==(const FileId&) const = default;
};

std::optional<FileId> fileId(const QString& path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return FileId{status.st_dev, status.st_ino};
}

qint64 sizeOf(const QString& path)
{
    return QFileInfo(path).size();
}

} // namespace

struct StoreReader::Private
{
    explicit Private(const QString& stateDir)
        : databasePath(stateDir + QStringLiteral("/telemetry.db"))
        , segmentsDir(stateDir + QStringLiteral("/segments"))
        , segments(segmentsDir)
    {
    }

    QString databasePath;
    QString segmentsDir;
    std::optional<SqliteDatabase> database;
    FileId openFile;
    StringTable strings;
    SpanSegments segments;
    std::optional<MetricReader> metrics;

    // False without an error when there is no store yet.
    Result<bool> ready();
    qint64 counter(const char* name);
    qint64 number(const char* sql);
    qint64 dropped(const char* signal);
    Coverage spanCoverage();
    Coverage logCoverage(qint64 keptSinceNs);
    qint64 bytesOnDisk();
    void addMetrics(StoreStatus& status);
    Error traceNotFound();

    // Of spans, whose segments are read as they were committed when the question was asked.
    template<typename T, typename Ask>
    Result<T> askSpans(Ask question)
    {
        return ask<T>([&]() -> Result<T> {
            if (const auto refreshed = segments.refresh(*database); !refreshed)
                return tl::unexpected(refreshed.error());
            SpanReader reader(*database, strings, segments);
            Result<T> answer = question(reader);
            segments.release();
            return answer;
        });
    }

    // Asks inside one read transaction, so that an answer and what it covers fit together.
    template<typename T, typename Ask>
    Result<T> ask(Ask question)
    {
        const auto isReady = ready();
        if (!isReady)
            return tl::unexpected(isReady.error());
        if (!*isReady)
            return T{};
        if (const auto begun = database->execute("BEGIN"); !begun)
            return tl::unexpected(begun.error());
        Result<T> answer = question();
        database->execute("COMMIT");
        return answer;
    }
};

Result<bool> StoreReader::Private::ready()
{
    const auto now = fileId(databasePath);
    if (database && now == openFile)
        return true;
    database.reset();
    strings = {};
    segments = SpanSegments(segmentsDir);
    if (!now)
        return false;
    auto opened = SqliteDatabase::open(databasePath, SqliteDatabase::Access::ReadOnly, busyMs);
    if (!opened)
        return tl::unexpected(opened.error());
    const qint64 version = opened->pragma("user_version");
    if (opened->problem() == SqliteProblem::Unreadable)
        return tl::unexpected(opened->error());
    if (version > storeVersion)
        return fail(Error::Code::InvalidData, StoreText::tr("The telemetry store was written by a newer Signalbox."));
    if (version == 0)
        return false; // the writer has just created the file
    if (version < storeVersion)
        return fail(
            Error::Code::Unavailable,
            StoreText::tr("The telemetry store was written by an older Signalbox. It is brought up to date when "
                          "the stack is opened."));
    database.emplace(std::move(*opened));
    openFile = *now;
    return true;
}

qint64 StoreReader::Private::number(const char* sql)
{
    auto statement = database->prepare(sql);
    return statement.step() == SqliteStatement::Step::Row ? statement.integer(0) : 0;
}

qint64 StoreReader::Private::counter(const char* name)
{
    auto statement = database->prepare("SELECT value FROM counters WHERE name = ?");
    statement.bind(1, QString::fromLatin1(name));
    return statement.step() == SqliteStatement::Step::Row ? statement.integer(0) : 0;
}

qint64 StoreReader::Private::dropped(const char* signal)
{
    auto statement = database->prepare("SELECT coalesce(sum(count), 0) FROM drops WHERE signal = ?");
    statement.bind(1, QString::fromLatin1(signal));
    return statement.step() == SqliteStatement::Step::Row ? statement.integer(0) : 0;
}

Coverage StoreReader::Private::spanCoverage()
{
    return {.keptSinceNs = number("SELECT min(first_ns) FROM span_segments WHERE spans > 0"),
            .evicted = counter(counters::spansEvicted),
            .droppedBefore = dropped("spans")};
}

Coverage StoreReader::Private::logCoverage(qint64 keptSinceNs)
{
    return {.keptSinceNs = keptSinceNs, .evicted = counter(counters::logsEvicted), .droppedBefore = dropped("logs")};
}

qint64 StoreReader::Private::bytesOnDisk()
{
    qint64 bytes = sizeOf(databasePath) + sizeOf(databasePath + QStringLiteral("-wal"));
    const auto files = QDir(segmentsDir).entryInfoList(QDir::Files);
    for (const QFileInfo& file : files)
        bytes += file.size();
    return bytes;
}

// Two files, one budget. Metrics that cannot be read do not hide what is known of the rest.
void StoreReader::Private::addMetrics(StoreStatus& status)
{
    status.metrics = metrics->status().value_or(MetricStatus());
    status.bytes += status.metrics.bytes;
    status.budgetBytes += status.metrics.budgetBytes;
    for (const StoreLoss& loss : std::as_const(status.metrics.losses)) {
        status.dropped += loss.count;
        status.losses.append(loss);
    }
}

Error StoreReader::Private::traceNotFound()
{
    const qint64 evicted = counter(counters::spansEvicted);
    if (evicted == 0)
        return {Error::Code::NotFound, StoreText::tr("No span of this trace has been received."), {}};
    return {Error::Code::NotFound,
            StoreText::tr("This trace is not in the store: it was never received, or evicted at %1 to stay under %2.")
                .arg(formatClock(counter(counters::evictedAtNs)), formatBytes(counter(counters::budget))),
            {}};
}

StoreReader::StoreReader(const QString& stateDir)
    : m_d(std::make_unique<Private>(stateDir))
{
    m_d->metrics.emplace(stateDir);
}

StoreReader::~StoreReader() = default;

Result<TracePage> StoreReader::traces(const TraceQuery& query)
{
    return m_d->askSpans<TracePage>([&](SpanReader& reader) {
        auto page = reader.traces(query);
        if (page)
            page->coverage = m_d->spanCoverage();
        return page;
    });
}

Result<Trace> StoreReader::trace(const QString& traceId)
{
    auto trace = m_d->askSpans<Trace>([&](SpanReader& reader) -> Result<Trace> {
        auto spans = reader.spansOf(traceId);
        if (!spans)
            return tl::unexpected(spans.error());
        if (spans->isEmpty())
            return tl::unexpected(m_d->traceNotFound());
        return Trace{.traceId = traceId, .spans = *spans, .coverage = m_d->spanCoverage()};
    });
    if (trace && trace->spans.isEmpty()) // there is no store yet
        return fail(Error::Code::NotFound, StoreText::tr("No span of this trace has been received."));
    return trace;
}

Result<LogPage> StoreReader::logs(const LogQuery& query)
{
    return m_d->ask<LogPage>([&]() -> Result<LogPage> {
        auto page = LogReader(*m_d->database, m_d->strings, m_d->segmentsDir).page(query);
        if (page)
            page->coverage = m_d->logCoverage(page->coverage.keptSinceNs);
        return page;
    });
}

Result<LogPage> StoreReader::around(qint64 logId, int before, int after)
{
    return m_d->ask<LogPage>([&]() -> Result<LogPage> {
        auto page = LogReader(*m_d->database, m_d->strings, m_d->segmentsDir).around(logId, before, after);
        if (page)
            page->coverage = m_d->logCoverage(page->coverage.keptSinceNs);
        return page;
    });
}

Result<LogHistogram> StoreReader::histogram(const LogQuery& query, int buckets)
{
    return m_d->ask<LogHistogram>(
        [&] { return LogReader(*m_d->database, m_d->strings, m_d->segmentsDir).histogram(query, buckets); });
}

Result<Journey> StoreReader::journey(const QString& id)
{
    auto journey = m_d->askSpans<Journey>([&](SpanReader& spans) -> Result<Journey> {
        auto facts = collectJourney(spans, id);
        if (!facts)
            return tl::unexpected(facts.error());
        if (facts->spans.isEmpty() && facts->rows.isEmpty())
            return tl::unexpected(m_d->traceNotFound());
        facts->nowNs = nowNanoseconds();
        Journey built = buildJourney(*facts);
        built.coverage = m_d->spanCoverage();
        return built;
    });
    if (journey && journey->steps.isEmpty() && journey->traceId.isEmpty())
        return fail(Error::Code::NotFound, StoreText::tr("No span of this trace has been received."));
    return journey;
}

Result<QList<ServiceEdge>> StoreReader::edges(const TimeRange& range)
{
    return m_d->askSpans<QList<ServiceEdge>>([&](SpanReader& reader) { return reader.edges(range); });
}

MetricReader& StoreReader::metrics()
{
    return *m_d->metrics;
}

Result<StoreStatus> StoreReader::status()
{
    return m_d->ask<StoreStatus>([&]() -> Result<StoreStatus> {
        StoreStatus status;
        status.keptSinceNs = m_d->number("SELECT min(first_ns) FROM span_segments WHERE spans > 0");
        const qint64 logsSince = m_d->number("SELECT first_ns FROM segments ORDER BY id LIMIT 1");
        if (status.keptSinceNs == 0 || (logsSince > 0 && logsSince < status.keptSinceNs))
            status.keptSinceNs = logsSince;
        status.spans = m_d->counter(counters::spans);
        status.logLines = m_d->number("SELECT coalesce(sum(lines), 0) FROM segments");
        status.bytes = m_d->bytesOnDisk();
        status.budgetBytes = m_d->counter(counters::budget);
        status.dropped = m_d->number("SELECT coalesce(sum(count), 0) FROM drops");
        status.refused = m_d->counter(counters::refused);
        status.newestNs = m_d->counter(counters::newestNs);
        auto losses = m_d->database->prepare("SELECT signal, service, count FROM drops ORDER BY count DESC");
        while (losses.step() == SqliteStatement::Step::Row)
            status.losses.append({losses.text(0), losses.text(1), QStringLiteral("queue"), losses.integer(2)});
        m_d->addMetrics(status);
        return status;
    });
}

} // namespace signalbox
