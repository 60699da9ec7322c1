// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/otlp_answer.h"
#include "backend/telemetry/span_batch.h"
#include "core/base/result.h"
#include "core/store/metric_records.h"
#include "core/store/records.h"

#include <atomic>
#include <functional>
#include <string>

namespace signalbox {

// Where received telemetry goes. Called on the receivers' threads, several at a time; must not block.
struct OtlpSinks
{
    std::function<void(SpanBatch)> spans = {};
    std::function<void(QList<LogLine>)> lines = {};
    std::function<void(QList<MetricPoint>)> points = {};
    std::function<void()> refused = {}; // an export that was not let in
    // Nothing more of this signal can be queued now: the exporter is asked to come again.
    std::function<bool(OtlpSignal)> isFull = {};
};

// Why an export was not let in.
enum class OtlpRefusal { Key, Host, Origin };

// What all receivers count. Totals since the daemon was started.
struct OtlpCounts
{
    qint64 spans = 0;     // handed on
    qint64 logs = 0;      // handed on
    qint64 points = 0;    // handed on
    qint64 refused = 0;   // exports without the key, for a foreign host or from a page in a browser: 401, 403
    qint64 malformed = 0; // exports that were no OTLP: 400, 404, 405, 413, 415
    qint64 throttled = 0; // exports that were asked to come again: 429, 503
    qint64 rejected = 0;  // records within accepted exports that could not be kept
    OtlpRefusal lastRefusal = OtlpRefusal::Key;
    qint64 lastRefusedNs = 0; // 0 = never
};

// What HTTP and gRPC have in common: the key, the decoding, the counting. Any thread.
class OtlpIntake
{
public:
    OtlpIntake(const QString& key, OtlpSinks sinks);

    bool isKey(std::string_view given) const; // takes the same time wherever the first difference is
    bool accepts(OtlpSignal signal) const;    // there is a sink for it
    void refuse(OtlpRefusal why);
    void countMalformed() { ++m_malformed; }
    void countThrottled() { ++m_throttled; }
    // True when there is no room at the moment; counts that.
    bool throttle(OtlpSignal signal);
    // The outcome of one request, in Protocol Buffers or JSON. What could be kept was handed on.
    OtlpOutcome take(OtlpSignal signal, const QByteArray& body, OtlpEncoding encoding);
    OtlpCounts counts() const;

private:
    OtlpOutcome takeDecoded(OtlpSignal signal, const QByteArray& body);
    OtlpOutcome takeTraces(const QByteArray& body);
    OtlpOutcome takeLogs(const QByteArray& body);
    OtlpOutcome takeMetrics(const QByteArray& body);
    OtlpOutcome broken(const Error& error);

    std::string m_key;
    OtlpSinks m_sinks;
    std::atomic<qint64> m_spans = 0;
    std::atomic<qint64> m_logs = 0;
    std::atomic<qint64> m_points = 0;
    std::atomic<qint64> m_refused = 0;
    std::atomic<qint64> m_malformed = 0;
    std::atomic<qint64> m_throttled = 0;
    std::atomic<qint64> m_rejected = 0;
    std::atomic<OtlpRefusal> m_lastRefusal = OtlpRefusal::Key;
    std::atomic<qint64> m_lastRefusedNs = 0;
};

} // namespace signalbox
