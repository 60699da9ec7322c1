// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/span_batch.h"
#include "core/base/result.h"
#include "core/store/queries.h"

#include <QObject>

#include <memory>

namespace signalbox {

// The store's only writer: a thread of its own that takes batches from any thread and commits them within 50 ms.
// The queues in front of it are bounded; a full one drops the oldest batch and counts it exactly.
class StoreWriter : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        qint64 budgetBytes = 2'000'000'000;
        QStringList secrets;            // values that are masked wherever they appear
        qint64 queueBytes = 64'000'000; // for each signal, in front of the disk
    };

    // Opens or creates the store; one that cannot be read is moved aside and `warning()` names it. One that cannot
    // be written is tried again each second; `warning()` says so, too. Fails only when there is no state folder.
    static Result<std::unique_ptr<StoreWriter>> open(const QString& stateDir, const Settings& settings);
    ~StoreWriter() override; // writes what is queued

    void add(SpanBatch spans);
    void add(const QList<Span>& spans);
    void add(QList<LogLine> lines);   // ids are given here
    void add(QList<MessageRow> rows); // later observations of the same row replace earlier ones
    void add(StateChange change);
    void add(QList<EventRoute> routes); // all that there are now
    void beginRun(const QString& stackName, const QString& detail);
    void endRun();
    // Little room is left in the queue: whoever can wait and come again should.
    bool isFullOfSpans() const;
    bool isFullOfLines() const;
    void countRefused(); // an export that was not let in
    QString warning() const;

signals:
    // After a commit, at most each 50 ms. High-water marks: rowid of spans, id of log lines, rowid of message rows.
    void advanced(qint64 spans, qint64 logs, qint64 rows);
    // Disk full, read-only: shown as a banner. Empty when it is over. Until then telemetry is kept, dropped and
    // counted.
    void problem(const QString& sentence);

private:
    StoreWriter();
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
