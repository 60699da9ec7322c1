// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/store_writer.h"

#include "backend/telemetry/masker.h"
#include "backend/telemetry/store_file.h"
#include "backend/telemetry/write_queue.h"
#include "core/base/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <optional>
#include <thread>

namespace signalbox {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr qsizetype rowsAtOnce = 8192;
constexpr auto batchInterval = 50ms;
constexpr auto retryInterval = 1000ms;
constexpr int evictionsAtOnce = 8;
constexpr int triesOfStrangeErrors = 3;

// Renames what is there with a time in its name; answers with the sentence that tells it.
QString moveAside(const QString& stateDir)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    const QString aside = QStringLiteral(".unreadable-") + stamp;
    for (const char* name : {"telemetry.db", "telemetry.db-wal", "telemetry.db-shm", "segments"}) {
        const QString path = stateDir + QLatin1Char('/') + QLatin1String(name);
        QFile::rename(path, path + aside);
    }
    return QCoreApplication::translate(
               "Store", "The telemetry store could not be read and was moved aside to %1. A new one was begun.")
        .arg(stateDir + QStringLiteral("/telemetry.db") + aside);
}

} // namespace

struct StoreWriter::Private
{
    Private(StoreWriter* owner, QString dir, const Settings& settings)
        : q(owner)
        , stateDir(std::move(dir))
        , budget(settings.budgetBytes)
        , masker(settings.secrets)
        , queue(settings.queueBytes)
    {
    }

    Result<void> openFile();
    void work();
    void workOnce();
    bool writePending();
    void retryLater(const Error& error);
    void announce();
    void tell(const QString& sentence);

    StoreWriter* q;
    QString stateDir;
    qint64 budget;
    Masker masker;
    WriteQueue queue;
    QString warning; // what open() had to do
    std::unique_ptr<StoreFile> file;
    std::optional<WriteBatch> pending; // the one that is being written, or waits for a disk with room
    int strangeErrors = 0;
    QString lastProblem;
    StoreCounters announced;
    std::thread thread;
};

Result<void> StoreWriter::Private::openFile()
{
    auto opened = StoreFile::open(stateDir, budget, masker);
    if (!opened && opened.error().code == Error::Code::InvalidData) {
        warning = moveAside(stateDir);
        opened = StoreFile::open(stateDir, budget, masker);
    }
    if (!opened)
        return tl::unexpected(opened.error());
    file = std::move(*opened);
    if (warning.isEmpty())
        warning = file->damage();
    announced = file->counters();
    return {};
}

// Until the queue is stopped and what was in it is written, or cannot be.
void StoreWriter::Private::work()
{
    auto next = Clock::now();
    while (true) {
        bool stopping = queue.waitForWork(retryInterval);
        const auto rest = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now());
        if (!stopping && rest > 0ms)
            stopping = queue.waitForStop(rest);
        next = Clock::now() + batchInterval;
        workOnce();
        if (stopping) {
            while (!pending) {
                pending = queue.take(rowsAtOnce);
                if (pending->isEmpty() || !writePending())
                    return;
            }
            return;
        }
    }
}

void StoreWriter::Private::workOnce()
{
    while (true) {
        if (!pending) {
            pending = queue.take(rowsAtOnce);
            if (pending->isEmpty()) {
                pending.reset();
                break;
            }
        }
        if (!writePending())
            return;
    }
    for (int i = 0; file && i < evictionsAtOnce; ++i) {
        const auto more = file->evictStep();
        if (!more)
            return retryLater(more.error());
        if (!*more)
            break;
    }
}

bool StoreWriter::Private::writePending()
{
    if (!file) {
        if (const auto opened = openFile(); !opened) {
            retryLater(opened.error());
            return false;
        }
    }
    if (const auto written = file->write(*pending); !written) {
        retryLater(written.error());
        return false;
    }
    pending.reset();
    strangeErrors = 0;
    tell({});
    announce();
    return true;
}

// The batch stays; meanwhile the queue fills up and counts what it has to drop. The next try comes with the next
// work, or after a second.
void StoreWriter::Private::retryLater(const Error& error)
{
    QString sentence = error.message;
    if (file && file->isUnreadable()) {
        file.reset();
        sentence = moveAside(stateDir);
    } else if (error.code == Error::Code::Refused) {
        file.reset(); // a file system that was remounted wants to be opened anew
    } else if (error.code == Error::Code::Unavailable) {
        if (file)
            file->giveBackSpace();
    } else if (++strangeErrors >= triesOfStrangeErrors && pending) {
        queue.countDropped(*pending);
        pending.reset();
        strangeErrors = 0;
    }
    tell(sentence);
    queue.waitForStop(retryInterval);
}

void StoreWriter::Private::tell(const QString& sentence)
{
    if (sentence == lastProblem)
        return;
    lastProblem = sentence;
    emit q->problem(sentence);
}

void StoreWriter::Private::announce()
{
    const StoreCounters& now = file->counters();
    const bool isNew =
        now.lastSpan != announced.lastSpan || now.lastLog != announced.lastLog || now.lastRow != announced.lastRow;
    announced = now;
    if (isNew)
        emit q->advanced(now.lastSpan, now.lastLog, now.lastRow);
}

StoreWriter::StoreWriter() = default;

Result<std::unique_ptr<StoreWriter>> StoreWriter::open(const QString& stateDir, const Settings& settings)
{
    if (!QFileInfo(stateDir).isDir())
        return fail(Error::Code::NotFound,
                    QCoreApplication::translate("Store", "The state folder %1 does not exist.").arg(stateDir));
    std::unique_ptr<StoreWriter> writer(new StoreWriter);
    writer->m_d = std::make_unique<Private>(writer.get(), stateDir, settings);
    // A store that cannot be written now may be writable later: telemetry is counted and tried again meanwhile.
    if (const auto opened = writer->m_d->openFile(); !opened) {
        writer->m_d->warning = opened.error().message;
        writer->m_d->lastProblem = opened.error().message;
    }
    writer->m_d->thread = std::thread([d = writer->m_d.get()] { d->work(); });
    return writer;
}

StoreWriter::~StoreWriter()
{
    m_d->queue.stop();
    if (m_d->thread.joinable())
        m_d->thread.join();
}

void StoreWriter::add(SpanBatch spans)
{
    m_d->queue.add(std::move(spans));
}

void StoreWriter::add(const QList<Span>& spans)
{
    m_d->queue.add(SpanBatch(spans));
}

void StoreWriter::add(QList<LogLine> lines)
{
    m_d->queue.add(std::move(lines));
}

void StoreWriter::add(QList<MessageRow> rows)
{
    m_d->queue.add(std::move(rows));
}

void StoreWriter::add(StateChange change)
{
    m_d->queue.add(std::move(change));
}

void StoreWriter::add(QList<EventRoute> routes)
{
    m_d->queue.add(std::move(routes));
}

void StoreWriter::beginRun(const QString& stackName, const QString& detail)
{
    m_d->queue.add(RunMark{.begins = true, .timeNs = nowNanoseconds(), .stack = stackName, .detail = detail});
}

void StoreWriter::endRun()
{
    m_d->queue.add(RunMark{.begins = false, .timeNs = nowNanoseconds(), .stack = {}, .detail = {}});
}

bool StoreWriter::isFullOfSpans() const
{
    return m_d->queue.isFullOfSpans();
}

bool StoreWriter::isFullOfLines() const
{
    return m_d->queue.isFullOfLines();
}

void StoreWriter::countRefused()
{
    m_d->queue.countRefused();
}

QString StoreWriter::warning() const
{
    return m_d->warning;
}

} // namespace signalbox
