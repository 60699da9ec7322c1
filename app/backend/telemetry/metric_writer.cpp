// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_writer.h"

#include "backend/telemetry/exposition_parser.h"
#include "backend/telemetry/metric_queue.h"
#include "core/base/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <map>
#include <thread>

namespace signalbox {
namespace {

constexpr std::chrono::milliseconds gatherTime{1000};
constexpr qint64 nanosecondsOfSecond = 1'000'000'000;

QString moveMetricsAside(const QString& stateDir)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    const QString aside = QStringLiteral(".unreadable-") + stamp;
    for (const char* name : {"metrics.db", "metrics.db-wal", "metrics.db-shm"}) {
        const QString path = stateDir + QLatin1Char('/') + QLatin1String(name);
        QFile::rename(path, path + aside);
    }
    return QCoreApplication::translate("Store",
                                       "The metrics could not be read and were moved aside to %1. New ones were begun.")
        .arg(stateDir + QStringLiteral("/metrics.db") + aside);
}

} // namespace

struct MetricWriter::Private
{
    Private(QString dir, const Settings& settings)
        : stateDir(std::move(dir))
        , budget(settings.budgetBytes)
        , masker(settings.secrets)
        , queue(settings.queueBytes)
    {
    }

    void work();
    void writeWaiting();
    QList<MetricPoint> pointsOf(std::deque<MetricQueue::Item> items, MetricDrops& drops);
    bool open();
    void say(const QString& sentence);

    QString stateDir;
    qint64 budget;
    Masker masker;
    MetricQueue queue;
    std::unique_ptr<MetricFile> file;
    std::map<QString, ExpositionParser> parsers; // by service
    mutable std::mutex problemMutex;
    QString problem;
    std::thread thread;
};

bool MetricWriter::Private::open()
{
    if (file)
        return true;
    auto opened = MetricFile::open(stateDir, budget, masker);
    if (!opened && opened.error().code == Error::Code::InvalidData) {
        say(moveMetricsAside(stateDir));
        opened = MetricFile::open(stateDir, budget, masker);
    }
    if (!opened) {
        say(opened.error().message);
        return false;
    }
    file = std::move(*opened);
    return true;
}

QList<MetricPoint> MetricWriter::Private::pointsOf(std::deque<MetricQueue::Item> items, MetricDrops& drops)
{
    QList<MetricPoint> points;
    for (MetricQueue::Item& item : items) {
        if (auto* ready = std::get_if<QList<MetricPoint>>(&item)) {
            points.append(std::move(*ready));
            continue;
        }
        const Scrape& scrape = std::get<Scrape>(item);
        ExpositionParser& parser = parsers.try_emplace(scrape.service, scrape.service).first->second;
        Exposition read =
            parser.parse({scrape.text.constData(), static_cast<size_t>(scrape.text.size())}, scrape.timeNs);
        points.append(std::move(read.points));
        if (read.badLines > 0) {
            drops[{scrape.service, QStringLiteral("text")}] += read.badLines;
            say(QCoreApplication::translate("Scrape", "The metrics of %1 cannot be read entirely. %2")
                    .arg(scrape.service, read.problems.join(QLatin1Char(' '))));
        }
    }
    return points;
}

void MetricWriter::Private::writeWaiting()
{
    MetricDrops drops;
    const QList<MetricPoint> points = pointsOf(queue.take(drops), drops);
    if (points.isEmpty() && drops.isEmpty())
        return;
    Result<void> written = fail(Error::Code::Unavailable, {});
    if (open())
        written = file->write(points, drops, nowNanoseconds() / nanosecondsOfSecond);
    if (written)
        return;
    for (const MetricPoint& point : points)
        ++drops[{point.series->service, QStringLiteral("disk")}];
    queue.countDropped(drops);
    if (!written.error().message.isEmpty())
        say(written.error().message);
    if (written.error().code == Error::Code::InvalidData || written.error().code == Error::Code::Refused)
        file.reset(); // opened anew, and moved aside when it is no store any more
}

void MetricWriter::Private::work()
{
    while (queue.wait(gatherTime))
        writeWaiting();
    writeWaiting();
}

void MetricWriter::Private::say(const QString& sentence)
{
    const std::lock_guard lock(problemMutex);
    problem = sentence;
}

MetricWriter::MetricWriter() = default;

Result<std::unique_ptr<MetricWriter>> MetricWriter::open(const QString& stateDir, const Settings& settings)
{
    if (!QFileInfo(stateDir).isDir())
        return fail(Error::Code::NotFound,
                    QCoreApplication::translate("Store", "The state folder %1 does not exist.").arg(stateDir));
    std::unique_ptr<MetricWriter> writer(new MetricWriter);
    writer->m_d = std::make_unique<Private>(stateDir, settings);
    writer->m_d->thread = std::thread([d = writer->m_d.get()] { d->work(); });
    return writer;
}

MetricWriter::~MetricWriter()
{
    if (!m_d)
        return;
    m_d->queue.stop();
    if (m_d->thread.joinable())
        m_d->thread.join();
}

void MetricWriter::add(QList<MetricPoint> points)
{
    m_d->queue.add(std::move(points));
}

void MetricWriter::add(Scrape scrape)
{
    m_d->queue.add(std::move(scrape));
}

bool MetricWriter::isFull() const
{
    return m_d->queue.isFull();
}

QString MetricWriter::problem() const
{
    const std::lock_guard lock(m_d->problemMutex);
    return m_d->problem;
}

} // namespace signalbox
