// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_client.h"

#include "core/store/log_export.h"
#include "core/store/store_reader.h"

#include <QPromise>
#include <QThreadPool>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace signalbox {

// A queue of questions and the thread that asks them, one after the other. The thread lives as long as the client;
// a question that was not begun when the client goes ends cancelled (its QPromise dies unfinished).
struct StoreClient::Private
{
    using Question = std::function<void(StoreReader&)>;

    explicit Private(const QString& dir)
        : stateDir(dir)
        , worker([this] { work(); })
    {
    }

    ~Private()
    {
        {
            const std::lock_guard lock(mutex);
            stopping = true;
            questions.clear();
        }
        wake.notify_one();
        worker.join();
    }
    Q_DISABLE_COPY_MOVE(Private)

    template<typename T, typename Ask>
    QFuture<Result<T>> ask(Ask question)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        auto future = promise->future();
        {
            const std::lock_guard lock(mutex);
            questions.push_back([promise, question = std::move(question)](StoreReader& reader) {
                if (promise->isCanceled())
                    return;
                promise->addResult(question(reader));
                promise->finish();
            });
        }
        wake.notify_one();
        return future;
    }

    void work()
    {
        StoreReader reader(stateDir);
        std::unique_lock lock(mutex);
        while (!stopping) {
            if (questions.empty()) {
                wake.wait(lock);
                continue;
            }
            Question question = std::move(questions.front());
            questions.pop_front();
            lock.unlock();
            question(reader);
            question = nullptr; // its promise ends outside the lock
            lock.lock();
        }
    }

    const QString stateDir;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Question> questions;
    bool stopping = false;
    std::thread worker; // last: it uses the others
};

StoreClient::StoreClient(const QString& stateDir, QObject* parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(stateDir))
{
}

StoreClient::~StoreClient() = default;

QFuture<Result<TracePage>> StoreClient::traces(const TraceQuery& query)
{
    return m_d->ask<TracePage>([query](StoreReader& reader) { return reader.traces(query); });
}

QFuture<Result<Trace>> StoreClient::trace(const QString& traceId)
{
    return m_d->ask<Trace>([traceId](StoreReader& reader) { return reader.trace(traceId); });
}

QFuture<Result<LogPage>> StoreClient::logs(const LogQuery& query)
{
    return m_d->ask<LogPage>([query](StoreReader& reader) { return reader.logs(query); });
}

QFuture<Result<LogPage>> StoreClient::around(qint64 logId, int before, int after)
{
    return m_d->ask<LogPage>([=](StoreReader& reader) { return reader.around(logId, before, after); });
}

QFuture<Result<qint64>> StoreClient::exportLogs(const LogQuery& query, const QString& path)
{
    const auto promise = std::make_shared<QPromise<Result<qint64>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, query, path, stateDir = m_d->stateDir] {
        StoreReader reader(stateDir);
        promise->addResult(signalbox::exportLogs(reader, query, path, [&promise] { return promise->isCanceled(); }));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<LogHistogram>> StoreClient::histogram(const LogQuery& query, int buckets)
{
    return m_d->ask<LogHistogram>([=](StoreReader& reader) { return reader.histogram(query, buckets); });
}

QFuture<Result<Journey>> StoreClient::journey(const QString& id)
{
    return m_d->ask<Journey>([id](StoreReader& reader) { return reader.journey(id); });
}

QFuture<Result<QList<ServiceEdge>>> StoreClient::edges(const TimeRange& range)
{
    return m_d->ask<QList<ServiceEdge>>([range](StoreReader& reader) { return reader.edges(range); });
}

QFuture<Result<MetricPage>> StoreClient::metricList(const MetricQuery& query)
{
    return m_d->ask<MetricPage>([query](StoreReader& reader) { return reader.metrics().list(query); });
}

QFuture<Result<MetricPage>> StoreClient::metricHistory(const MetricQuery& query)
{
    return m_d->ask<MetricPage>([query](StoreReader& reader) { return reader.metrics().history(query); });
}

QFuture<Result<RedPage>> StoreClient::red(const MetricGrid& grid)
{
    return m_d->ask<RedPage>([grid](StoreReader& reader) { return readRed(reader.metrics(), grid); });
}

QFuture<Result<StoreStatus>> StoreClient::status()
{
    return m_d->ask<StoreStatus>([](StoreReader& reader) { return reader.status(); });
}

} // namespace signalbox
