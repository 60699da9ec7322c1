// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <QMap>

namespace signalbox {

// Questions to the store and their answers. Every answer is a window, never a whole list.

struct TimeRange
{
    qint64 fromNs = 0; // 0 = from the beginning
    qint64 toNs = 0;   // 0 = until now
};

struct TraceQuery
{
    TimeRange range;
    QString service;      // empty = any
    QString text;         // in the name of any span, case-insensitive
    QString attributeKey; // with attributeValue: spans that carry it
    QString attributeValue;
    bool errorsOnly = false;
    qint64 minDurationNs = 0;
    int offset = 0;
    int limit = 200;
};

struct TraceSummary
{
    QString traceId;
    QString rootName;
    QString rootService;
    qint64 startNs = 0;
    qint64 durationNs = 0;
    int spanCount = 0;
    int errorCount = 0;
    QStringList services;

    bool operator==(const TraceSummary&) const = default;
};

struct TracePage
{
    QList<TraceSummary> traces; // newest first
    qint64 total = 0;           // of all that match, not only of this window
    Coverage coverage;
};

struct Trace
{
    QString traceId;
    QList<Span> spans; // by start time
    Coverage coverage;
};

// What a field of a parsed log line has to be: text that is equal, or a number in a relation to another.
struct FieldCondition
{
    enum class Relation { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

    QString key;
    Relation relation = Relation::Equal;
    QString value;

    bool operator==(const FieldCondition&) const = default;
};

struct LogQuery
{
    TimeRange range;
    QStringList services; // empty = all
    LogLevel minLevel = LogLevel::Unknown;
    QString text;                 // case-insensitive substring of the raw line
    QString pattern;              // regular expression that the raw line contains a match of
    QList<FieldCondition> fields; // all of them hold
    QString traceId;
    qint64 beforeId = 0;                     // lines with a smaller id, the newest of them; 0 = from the end
    qint64 afterId = 0;                      // lines with a larger id, the oldest of them; beats beforeId
    static constexpr qint64 fromOldest = -1; // as afterId
    int limit = 500;
};

struct LogPage
{
    QList<LogLine> lines;   // ascending id
    qint64 highWaterId = 0; // newest id in the store
    bool more = false;      // there are further lines in the asked direction
    Coverage coverage;
};

struct LogHistogram
{
    TimeRange range;
    qint64 bucketNs = 0;
    QList<qint64> all;
    QList<qint64> problems; // level ≥ warn
};

struct ServiceEdge
{
    QString from;
    QString to;
    qint64 count = 0;
    qint64 errors = 0;
    qint64 p95Ns = 0;
};

struct JourneyStep
{
    enum class Kind { Request, Call, Commit, Outbox, Publish, Queue, Attempt, Effect, DeadLetter };

    Kind kind = Kind::Call;
    QString service;
    QString what; // a few words: "POST … → 201", "in the outbox", "in queue x.in"
    qint64 startNs = 0;
    qint64 durationNs = -1; // -1 = not over
    bool waiting = false;   // time spent lying somewhere, not being worked on
    bool failed = false;
    QString evidence; // what the step rests on: "span 00f0…", "outbox row of web"
    QString spanId;
    QString eventId;
};
QString journeyKindName(JourneyStep::Kind kind); // "request", "commit" …

struct Journey
{
    QString traceId;
    QList<JourneyStep> steps; // by start time
    QString whereNow;         // sentence: where the message is now
    bool complete = false;    // every published event that a service reads has been handled
    bool failed = false;
    qint64 startNs = 0;
    qint64 endNs = 0;
    Coverage coverage;
};

// What was lost before the store: what a full queue dropped, or could not be written.
struct StoreLoss
{
    QString signal; // "spans", "logs", "rows", "points"
    QString service;
    QString reason; // "queue"; of points also "disk", "series" (too many of them), "text" (lines), "scrape"
    qint64 count = 0;

    bool operator==(const StoreLoss&) const = default;
};

// Of metrics alone; `bytes` and `budgetBytes` are part of those of StoreStatus.
struct MetricStatus
{
    qint64 points = 0; // data points taken into buckets of a second, ever
    qint64 series = 0;
    qint64 bytes = 0; // on disk, with the WAL
    qint64 budgetBytes = 0;
    qint64 keptSinceNs = 0;
    QList<StoreLoss> losses;
};

struct StoreStatus
{
    qint64 keptSinceNs = 0;
    qint64 spans = 0;
    qint64 logLines = 0;
    qint64 bytes = 0; // on disk, with WAL and segment files
    qint64 budgetBytes = 0;
    qint64 dropped = 0;      // before the store
    qint64 refused = 0;      // exports that were not allowed in (401, 403)
    qint64 newestNs = 0;     // newest timestamp stored
    QList<StoreLoss> losses; // `dropped` in detail
    MetricStatus metrics;
};

} // namespace signalbox
