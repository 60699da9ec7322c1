// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/metric_red.h"
#include "core/store/queries.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace signalbox {

// The same questions for a thread that must not wait: each answers as a future, from one worker thread with a
// StoreReader of its own. Futures of a destroyed client end cancelled. Continue with whenDone().
class StoreClient : public QObject
{
    Q_OBJECT

public:
    explicit StoreClient(const QString& stateDir, QObject* parent = nullptr);
    ~StoreClient() override;

    QFuture<Result<TracePage>> traces(const TraceQuery& query);
    QFuture<Result<Trace>> trace(const QString& traceId);
    QFuture<Result<LogPage>> logs(const LogQuery& query);
    QFuture<Result<LogPage>> around(qint64 logId, int before, int after);
    // On a thread of its own: it can take as long as there are lines. Cancelling leaves no file.
    QFuture<Result<qint64>> exportLogs(const LogQuery& query, const QString& path);
    QFuture<Result<LogHistogram>> histogram(const LogQuery& query, int buckets);
    QFuture<Result<Journey>> journey(const QString& id);
    QFuture<Result<QList<ServiceEdge>>> edges(const TimeRange& range);
    QFuture<Result<StoreStatus>> status();
    QFuture<Result<MetricPage>> metricList(const MetricQuery& query);
    QFuture<Result<MetricPage>> metricHistory(const MetricQuery& query);
    QFuture<Result<RedPage>> red(const MetricGrid& grid);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
