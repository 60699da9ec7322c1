// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/metric_records.h"

namespace signalbox {

// What one ExportMetricsServiceRequest held. Points that say that they have no value, or whose time is far from now
// (a day before, ten minutes after), are left out and counted.
struct DecodedMetrics
{
    QList<MetricPoint> points;
    qint64 rejected = 0;
};

// Native types are kept. InvalidData when the bytes are no such message.
Result<DecodedMetrics> decodeMetrics(const QByteArray& body, qint64 nowNs);

} // namespace signalbox
