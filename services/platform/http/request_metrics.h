// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/metrics.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace platform {

// Rate, errors and duration per route. Series are made when their status first occurs and then remembered: looking a
// series up by its labels costs more than many a handler.
class RequestMetrics
{
public:
    RequestMetrics(Metrics& metrics, std::size_t routes);

    void count(std::size_t route, const std::string& method, const std::string& path, int status, double seconds);
    void countUnmatched(const std::string& method, int status, double seconds);
    const Metrics::Gauge& active() const { return m_active; }

private:
    using Series = std::map<std::pair<std::string, int>, Metrics::Histogram>; // by method and status

    void observe(Series& series, const std::string& method, const std::string& path, int status, double seconds);

    Metrics& m_metrics;
    Metrics::Gauge m_active;
    std::mutex m_mutex;
    std::vector<Series> m_series; // by route; the last one is for requests without
};

} // namespace platform
