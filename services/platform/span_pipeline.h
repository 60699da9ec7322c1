// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/tracing.h"

#include <chrono>
#include <memory>
#include <string_view>

namespace platform {

// Where ended spans go: a bounded queue, from which a thread sends batches. Private to tracing.
class SpanPipeline
{
public:
    explicit SpanPipeline(const TracingConfig& config);
    ~SpanPipeline();

    void take(std::string_view span); // as encoded by OtlpSpan; drops and counts when full
    void shutdown();                  // sends what is queued

private:
    struct Private;
    std::unique_ptr<Private> d;
};

std::shared_ptr<SpanPipeline> currentSpanPipeline(); // null: nothing is recorded

} // namespace platform
