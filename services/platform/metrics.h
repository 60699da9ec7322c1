// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prometheus {
class Registry;
}

namespace platform {

using MetricLabels = std::vector<std::pair<std::string, std::string>>;

// The process's metrics, handed to whoever counts (no global). Names follow Prometheus' conventions. Creating the same
// name and labels twice answers the same series. All calls are safe from any thread.
class Metrics
{
public:
    class Counter
    {
    public:
        void add(double n = 1) const;

    private:
        friend class Metrics;
        void* m_impl = nullptr;
    };
    class Gauge
    {
    public:
        void set(double v) const;
        void add(double n) const;

    private:
        friend class Metrics;
        void* m_impl = nullptr;
    };
    class Histogram
    {
    public:
        void observe(double v) const;

    private:
        friend class Metrics;
        void* m_impl = nullptr;
    };

    Metrics();
    ~Metrics();
    Counter counter(const std::string& name, const std::string& help, const MetricLabels& labels = {});
    Gauge gauge(const std::string& name, const std::string& help, const MetricLabels& labels = {});
    // Without `bounds` seconds, with buckets from 0.5 ms to 10 s.
    Histogram histogram(const std::string& name,
                        const std::string& help,
                        const MetricLabels& labels = {},
                        const std::vector<double>& bounds = {});
    std::string text() const; // Prometheus exposition format 0.0.4

private:
    std::shared_ptr<prometheus::Registry> m_registry;
};

} // namespace platform
