// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/metric_records.h"

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace signalbox {

// One answer of a service's /metrics endpoint, as it came.
struct Scrape
{
    QString service;
    qint64 timeNs = 0;
    QByteArray text;
};

// The metrics' only writer: a thread of its own that takes points and scrapes from any thread, reads the scrapes and
// writes all of it once a second at most. Bounded by bytes; what is too much is dropped, the oldest first, and counted
// by service. metrics.db is moved aside when it cannot be read.
class MetricWriter
{
public:
    struct Settings
    {
        qint64 budgetBytes = 100'000'000;
        QStringList secrets;            // values that are masked wherever they appear
        qint64 queueBytes = 32'000'000; // in front of the disk
    };

    // Fails only when there is no state folder.
    static Result<std::unique_ptr<MetricWriter>> open(const QString& stateDir, const Settings& settings);
    ~MetricWriter(); // writes what is queued

    void add(QList<MetricPoint> points);
    void add(Scrape scrape);
    bool isFull() const;     // little room is left: whoever can wait and come again should
    QString problem() const; // sentence: the disk is full, an endpoint answers nonsense; empty when all is well

private:
    MetricWriter();
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
