// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/metric_series_table.h"
#include "core/base/result.h"
#include "core/store/metric_codec.h"

#include <QMap>

#include <memory>
#include <utility>

namespace signalbox {

// What was lost before the metrics' store, by service and reason ("series", "queue", "disk", "text").
using MetricDrops = QMap<std::pair<QString, QString>, qint64>;

// metrics.db opened for writing: points into buckets of a second, blocks into chunks, the oldest out when the budget is
// reached. A value that did not change is not written again within a minute. One thread.
class MetricFile
{
public:
    // InvalidData when it exists and cannot be read: the caller moves it aside.
    static Result<std::unique_ptr<MetricFile>> open(const QString& stateDir, qint64 budgetBytes, const Masker& masker);
    ~MetricFile();
    MetricFile(MetricFile&&) = delete;

    // One transaction. What failed left no trace. Blocks that ended before `nowSecond` are closed.
    Result<void> write(const QList<MetricPoint>& points, const MetricDrops& drops, qint64 nowSecond);
    qint64 pointsTaken() const { return m_points; }

private:
    struct Statements;
    MetricFile(SqliteDatabase database, qint64 budgetBytes, const Masker& masker);

    void load();
    bool writeAll(const QList<MetricPoint>& points, MetricDrops drops, qint64 nowSecond);
    bool writePoint(const MetricPoint& point, MetricDrops& drops);
    bool writeValue(SeriesState& state, qint64 second, const QByteArray& bytes);
    bool insertPoint(qint64 second, qint64 series, const QByteArray& bytes);
    bool writeExemplars(SeriesState& state, const QList<MetricExemplar>& exemplars);
    bool writeDrops(const MetricDrops& drops);
    bool writeCounters();

    bool closeBlocks(qint64 untilSecond);
    bool closeSeries(qint64 series, MetricKind kind, const QList<TimedValue>& values);
    bool putChunk(qint64 step, qint64 block, qint64 series, MetricKind kind, const QList<TimedValue>& values);
    bool evict(qint64 nowSecond);
    qint64 oldestBlock(qint64 step);

    SqliteDatabase m_database;
    qint64 m_budget;
    MetricSeriesTable m_series;
    std::unique_ptr<Statements> m_sql;
    qint64 m_points = 0; // taken into buckets, ever
    qint64 m_closedUntil = 0;
};

} // namespace signalbox
