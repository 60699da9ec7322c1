// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/metrics.h"

#include <cstdint>

namespace platform {

// What Prometheus' clients call process_…: processor time, memory, descriptors, threads; and the spans that tracing
// lost. Read from /proc when the metrics are asked for, from one thread.
class ProcessMetrics
{
public:
    explicit ProcessMetrics(Metrics& metrics);
    void refresh();

private:
    Metrics::Counter m_cpu;
    Metrics::Gauge m_memory;
    Metrics::Gauge m_descriptors;
    Metrics::Gauge m_threads;
    Metrics::Gauge m_started;
    Metrics::Counter m_droppedSpans;
    double m_lastCpu = 0;
    std::uint64_t m_lastDropped = 0;
};

} // namespace platform
