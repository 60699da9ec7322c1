// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

#include <QVector>

#include <memory>

namespace signalbox {

// What the store keeps of metrics, as values: the types of OpenTelemetry's data model, into which Prometheus' fit.

// Counter and distributions are cumulative since the process began; what arrives as deltas is added up first.
enum class MetricKind { Gauge, Counter, UpDownCounter, Histogram, ExponentialHistogram, Summary };
QString metricKindName(MetricKind kind); // "gauge", "counter", "updown", "histogram", "exponential", "summary"
bool isDistribution(MetricKind kind);    // has a count and a sum

// What makes one series and not another. Never changed once made: points share it.
struct MetricSeries
{
    QString service;
    QString name;
    MetricKind kind = MetricKind::Gauge;
    QString unit;
    QString description;
    Attributes labels;    // sorted by key
    QList<double> bounds; // histogram: upper bounds of the buckets but the last, which has none; summary: quantiles

    QString label(const QString& key) const;
    QString labelText() const; // key=value, …
};

// One value of a series. What is not of the series' kind is empty.
struct MetricValue
{
    double number = 0;       // gauge and counters: the value; distributions: the sum
    quint64 count = 0;       // distributions
    QList<quint64> buckets;  // histogram: not cumulated, one more than bounds; exponential: the positive ones
    QList<double> quantiles; // summary: a value for each of `bounds`
    int scale = 0; // exponential: bucket i of `buckets` is (base^(offset+i), base^(offset+i+1)], base 2^2^-scale
    int offset = 0;
    quint64 zeros = 0;
    QList<quint64> negatives; // exponential
    int negativeOffset = 0;

    bool operator==(const MetricValue&) const = default;
};

// A value that was measured in a trace.
struct MetricExemplar
{
    qint64 timeNs = 0;
    double value = 0;
    QString traceId;
    QString spanId;
};

struct MetricPoint
{
    std::shared_ptr<const MetricSeries> series;
    qint64 timeNs = 0;
    bool delta = false; // since the point before
    MetricValue value;
    QList<MetricExemplar> exemplars;
};

} // namespace signalbox
