// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/request_metrics.h"

namespace platform {

RequestMetrics::RequestMetrics(Metrics& metrics, std::size_t routes)
    : m_metrics(metrics)
    , m_active(metrics.gauge("http_server_active_requests", "Requests that are being handled."))
    , m_series(routes + 1)
{
}

void RequestMetrics::count(
    std::size_t route, const std::string& method, const std::string& path, int status, double seconds)
{
    observe(m_series[route], method, path, status, seconds);
}

void RequestMetrics::countUnmatched(const std::string& method, int status, double seconds)
{
    observe(m_series.back(), method, "unmatched", status, seconds);
}

void RequestMetrics::observe(
    Series& series, const std::string& method, const std::string& path, int status, double seconds)
{
    const std::lock_guard lock(m_mutex);
    auto found = series.find({method, status});
    if (found == series.end()) {
        const MetricLabels labels{{"method", method}, {"route", path}, {"status", std::to_string(status)}};
        auto histogram = m_metrics.histogram(
            "http_server_request_duration_seconds", "Time from a request's last byte read to its answer.", labels);
        found = series.emplace(std::pair(method, status), histogram).first;
    }
    found->second.observe(seconds);
}

} // namespace platform
