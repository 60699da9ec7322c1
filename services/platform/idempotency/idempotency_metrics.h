// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/metrics.h"

namespace platform {

// How keys were used; the same names in every service.
struct IdempotencyMetrics
{
    explicit IdempotencyMetrics(Metrics& metrics)
        : first(metrics.counter("idempotency_first_total", "Requests that were the first with their key."))
        , replayed(metrics.counter("idempotency_replayed_total", "Requests answered from the stored answer."))
        , inUse(metrics.counter("idempotency_in_use_total", "Requests refused while the first was in progress."))
        , reused(metrics.counter("idempotency_reused_total", "Keys refused as they belong to another request."))
        , invalid(metrics.counter("idempotency_invalid_total", "Malformed keys."))
        , age(metrics.histogram("idempotency_record_age_seconds",
                                "How old a stored answer was when it was given again.",
                                {},
                                {1, 10, 60, 600, 3600, 21600, 86400, 90000}))
    {
    }

    Metrics::Counter first;
    Metrics::Counter replayed;
    Metrics::Counter inUse;
    Metrics::Counter reused;
    Metrics::Counter invalid;
    Metrics::Histogram age;
};

} // namespace platform
