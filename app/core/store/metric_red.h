// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/metric_math.h"

namespace signalbox {

// Requests, errors and durations of HTTP servers, found by the names that OpenTelemetry, Prometheus' libraries and
// Traefik give to the histogram of their requests. Nothing has to be configured.

// The histograms that are such; names for a MetricFilter.
QStringList serverDurationNames();

// One service and route. Lists have a value for each interval of the grid; NaN where nothing is known.
struct RedRow
{
    QString service;
    QString route;            // "GET /x"; empty = the whole service
    QList<double> rate;       // requests a second
    QList<double> errorShare; // of them that failed (5xx), 0 to 1
    QList<double> p50;        // seconds
    QList<double> p95;
    QList<double> p99;
    double meanRate = 0; // over the whole grid
    double meanErrorShare = 0;
    double overallP95 = 0; // NaN without requests
};

struct RedPage
{
    MetricGrid grid;
    QList<RedRow> rows;
    qint64 keptSinceNs = 0; // of metrics at all; 0 = none has come in
};

Result<RedPage> readRed(MetricReader& reader, const MetricGrid& grid);

// The services first, each followed by its routes, busiest first.
QList<RedRow> redRows(const QList<MetricHistory>& histories, const MetricGrid& grid);

} // namespace signalbox
