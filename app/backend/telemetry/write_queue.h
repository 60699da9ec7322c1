// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/span_batch.h"
#include "core/store/records.h"

#include <QMap>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace signalbox {

// When a stack was started and stopped.
struct RunMark
{
    bool begins = false;
    qint64 timeNs = 0;
    QString stack;
    QString detail;
};

// What was lost before the store, by signal ("spans", "logs", "rows") and service.
using DropCounts = QMap<std::pair<QString, QString>, qint64>;

// What one transaction writes.
struct WriteBatch
{
    std::vector<SpanBatch> spans;
    QList<LogLine> lines;
    QList<MessageRow> rows;
    QList<StateChange> states;
    QList<RunMark> runs;
    std::optional<QList<EventRoute>> routes; // in place of those before
    DropCounts drops;
    qint64 refused = 0;

    bool isEmpty() const;
};

// Between everybody who has telemetry and the one thread that writes it. Bounded by bytes for each signal: a full
// queue drops its oldest batch and counts what was in it, so that what was sent is always stored plus dropped.
class WriteQueue
{
public:
    explicit WriteQueue(qint64 bytesPerSignal);

    void add(SpanBatch spans);
    void add(QList<LogLine> lines);
    void add(QList<MessageRow> rows);
    void add(StateChange change);
    void add(RunMark mark);
    void add(QList<EventRoute> routes);
    // Above three quarters of its limit: the rest is for what cannot be sent a second time.
    bool isFullOfSpans() const;
    bool isFullOfLines() const;
    void countRefused();
    void countDropped(const WriteBatch& batch); // a batch that could not be written

    void stop();
    // Waits until there is something, at most `timeout`. True when stop() was called.
    bool waitForWork(std::chrono::milliseconds timeout);
    bool waitForStop(std::chrono::milliseconds timeout);
    WriteBatch take(qsizetype maxRows);

private:
    template<typename Batch>
    struct Lane
    {
        std::deque<std::pair<qint64, Batch>> batches; // with their size in bytes
        qint64 bytes = 0;
    };
    template<typename Batch>
    void put(Lane<Batch>& lane, Batch items, const char* signal);
    template<typename T>
    static void takeFrom(Lane<QList<T>>& lane, QList<T>& target, qsizetype maxRows);
    static void takeFrom(Lane<SpanBatch>& lane, std::vector<SpanBatch>& target, qsizetype maxRows);
    bool hasWork() const;

    qint64 m_limit;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    Lane<SpanBatch> m_spans;
    Lane<QList<LogLine>> m_lines;
    Lane<QList<MessageRow>> m_rows;
    WriteBatch m_small; // states, runs and counts: few, never dropped
    bool m_stopping = false;
};

} // namespace signalbox
