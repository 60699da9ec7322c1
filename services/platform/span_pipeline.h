// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/tracing.h"

#include <opentelemetry/sdk/trace/recordable.h>

#include <memory>

namespace platform {

// Where ended spans go: a bounded queue, from which a thread of the SDK sends batches. Private to tracing.
class SpanPipeline
{
public:
    explicit SpanPipeline(const TracingConfig& config);
    ~SpanPipeline();

    std::unique_ptr<opentelemetry::sdk::trace::Recordable> makeRecord();
    void take(std::unique_ptr<opentelemetry::sdk::trace::Recordable> record); // drops and counts when full
    void shutdown();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

std::shared_ptr<SpanPipeline> currentSpanPipeline(); // null: nothing is recorded

} // namespace platform
