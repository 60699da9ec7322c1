// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/metric_writer.h"
#include "backend/telemetry/otlp_signal.h"
#include "backend/telemetry/store_writer.h"

#include <memory>
#include <mutex>

namespace signalbox {

// What stands between the receivers' threads and the store: the receiver listens before the stack file is read (its
// address goes into the services' environment), the store opens afterwards (it masks the stack's secrets). What comes
// while there is no store is from nobody we started, and is let go.
class Intake
{
public:
    // The old writers have written what they were given when this returns.
    void setWriters(std::unique_ptr<StoreWriter> writer, std::unique_ptr<MetricWriter> metrics);

    template<typename Record>
    void add(Record record)
    {
        const std::lock_guard lock(m_mutex);
        if (m_writer)
            m_writer->add(std::move(record));
    }
    void add(QList<MetricPoint> points);
    void add(Scrape scrape);
    QString metricProblem(); // sentence
    // What is queued of it has to be written first. Not while there is no store: then nothing is kept.
    bool isFull(OtlpSignal signal);
    void countRefused();
    void beginRun(const QString& stackName, const QString& detail);
    void endRun();

private:
    std::mutex m_mutex; // held for as long as a queue takes a batch
    std::unique_ptr<StoreWriter> m_writer;
    std::unique_ptr<MetricWriter> m_metrics;
};

} // namespace signalbox
