// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>

namespace signalbox {

// One line of Prometheus' text format 0.0.4: name{label="value",…} number.
struct MetricSample
{
    QByteArray name;
    QMap<QByteArray, QByteArray> labels;
    double value = 0;
};

// Lines that are no samples (comments, damage) are left out.
QList<MetricSample> parsePrometheusText(const QByteArray& text);

} // namespace signalbox
