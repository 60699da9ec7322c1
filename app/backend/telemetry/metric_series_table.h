// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/masker.h"
#include "core/store/metric_records.h"
#include "core/store/sqlite.h"

#include <QHash>

namespace signalbox {

// What the writer knows of a series while it is fed.
struct SeriesState
{
    qint64 id = 0;
    MetricKind kind = MetricKind::Gauge;
    MetricValue sum;          // of deltas
    QByteArray lastBytes;     // the newest value
    qint64 lastSecond = 0;    // when it was seen
    qint64 writtenSecond = 0; // when it was written: what did not change since is written late
    qint64 lastExemplarNs = 0;
};

// The series of the store by what makes them, each with its number. Bounded, in all and for each service: a label
// with an endless number of values must not fill memory and disk.
class MetricSeriesTable
{
public:
    static constexpr qsizetype most = 20'000;
    static constexpr qsizetype mostOfService = 5'000;

    MetricSeriesTable(SqliteDatabase& database, const Masker& masker);

    void load(); // anew; forgets states
    // Null when there are too many, or the row could not be written.
    SeriesState* find(const MetricSeries& series);
    void forgetBefore(qint64 second); // series that were not seen since

private:
    static QByteArray keyOf(const MetricSeries& series);
    bool insert(const MetricSeries& series, qint64 id);

    SqliteDatabase& m_database;
    const Masker& m_masker;
    QHash<QByteArray, SeriesState> m_states;
    QHash<QString, qsizetype> m_ofService;
    qint64 m_lastId = 0;
};

} // namespace signalbox
