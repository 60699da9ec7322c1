// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/metric_codec.h"
#include "core/store/queries.h"
#include "core/store/sqlite.h"

#include <QHash>

#include <optional>

namespace signalbox {

// Which series are meant: all conditions hold.
struct MetricFilter
{
    QStringList services; // empty = any
    QStringList names;    // exactly one of these; empty = any
    QStringList words;    // each in name, unit or labels, whatever its case
    Attributes labels;    // with exactly this value
    QList<qint64> ids;    // one of these; empty = any

    bool operator==(const MetricFilter&) const = default;
};

// Words side by side: service:NAME, label=value, anything else has to be in the name or in the labels.
MetricFilter parseMetricFilter(const QString& text);

struct MetricQuery
{
    MetricFilter filter;
    TimeRange range; // the newest hour when it has no beginning
    int limit = 500; // series
};

// A series and its values in the range, ascending. Values that did not change are left out for up to a minute.
struct MetricHistory
{
    qint64 id = 0;
    MetricSeries series;
    QList<TimedValue> values;
    QList<MetricExemplar> exemplars;
};

struct MetricPage
{
    QList<MetricHistory> series; // by service, name, labels
    qint64 total = 0;            // that match, not only those of the limit
    qint64 keptSinceNs = 0;      // 0 = nothing was ever kept
};

// Read-only access to a stack's metrics; as StoreReader, which see.
class MetricReader
{
public:
    explicit MetricReader(const QString& stateDir);

    Result<MetricPage> list(const MetricQuery& query); // each with its newest value alone
    Result<MetricPage> history(const MetricQuery& query);
    Result<MetricStatus> status();

private:
    Result<bool> ready();
    QList<MetricHistory> matching(const MetricFilter& filter);
    void addNewest(QList<MetricHistory>& series);
    void addChunks(MetricHistory& history, qint64 from, qint64 to);
    void addPoints(QList<MetricHistory>& series, qint64 from, qint64 to);
    void addExemplars(MetricHistory& history, const TimeRange& range);
    QByteArray chunk(qint64 step, qint64 block, qint64 series);
    qint64 number(const char* sql);
    qint64 keptSince();

    QString m_path;
    std::optional<SqliteDatabase> m_database;
    quint64 m_inode = 0;
};

} // namespace signalbox
