// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/metric_records.h"

namespace signalbox {

// Adds a delta to what came before, so that everything stored is cumulative. A histogram whose buckets changed begins
// anew; exponential ones are brought to the coarser scale (OpenTelemetry metrics data model, "Exponential Scale").
void addDelta(MetricKind kind, const MetricValue& delta, MetricValue& sum);

} // namespace signalbox
