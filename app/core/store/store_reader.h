// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/queries.h"

#include <memory>

namespace signalbox {

class MetricReader;

// Read-only access to a stack's telemetry. Blocking: use it on a worker thread (see StoreClient) or in a program
// without a window. One instance, one thread. Opens a store that a daemon is writing; never waits for the writer
// longer than 5 ms. A store that does not exist yet answers with empty pages.
class StoreReader
{
public:
    explicit StoreReader(const QString& stateDir);
    ~StoreReader();

    Result<TracePage> traces(const TraceQuery& query);
    Result<Trace> trace(const QString& traceId); // NotFound says why: never seen, or evicted
    Result<LogPage> logs(const LogQuery& query);
    Result<LogPage> around(qint64 logId, int before, int after);
    Result<LogHistogram> histogram(const LogQuery& query, int buckets);
    // `id` is a trace id, an event id or a correlation id.
    Result<Journey> journey(const QString& id);
    Result<QList<ServiceEdge>> edges(const TimeRange& range);
    Result<StoreStatus> status();
    MetricReader& metrics(); // of the same stack, under the same rules

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace signalbox
