// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/metric_records.h"

#include <optional>

namespace signalbox {

// Values of one series as bytes. Scalars are eight bytes, little-endian; distributions are their fields, counts as
// LEB128. A chunk is many of them with the seconds between: a minute or two of one series, read as a whole.

struct TimedValue
{
    qint64 second = 0; // Unix time
    MetricValue value;

    bool operator==(const TimedValue&) const = default;
};

QByteArray encodeMetricValue(MetricKind kind, const MetricValue& value);
std::optional<MetricValue> decodeMetricValue(MetricKind kind, const QByteArray& bytes); // nothing: damaged

QByteArray encodeMetricChunk(MetricKind kind, const QList<TimedValue>& values);
QList<TimedValue> decodeMetricChunk(MetricKind kind, const QByteArray& bytes); // until the first damage

QByteArray encodeLabels(const Attributes& labels); // JSON: ["key","value","key","value"…]
Attributes decodeLabels(const QByteArray& json);

QByteArray encodeDoubles(const QList<double>& values);
QList<double> decodeDoubles(const QByteArray& bytes);

} // namespace signalbox
