// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace platform {
namespace {

prometheus::Labels toLabels(const MetricLabels& labels)
{
    return {labels.begin(), labels.end()};
}

const prometheus::Histogram::BucketBoundaries& secondBuckets()
{
    static const prometheus::Histogram::BucketBoundaries buckets{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    return buckets;
}

} // namespace

Metrics::Metrics()
    : m_registry(std::make_shared<prometheus::Registry>())
{
}

Metrics::~Metrics() = default;

Metrics::Counter Metrics::counter(const std::string& name, const std::string& help, const MetricLabels& labels)
{
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(*m_registry);
    Counter counter;
    counter.m_impl = &family.Add(toLabels(labels));
    return counter;
}

Metrics::Gauge Metrics::gauge(const std::string& name, const std::string& help, const MetricLabels& labels)
{
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(*m_registry);
    Gauge gauge;
    gauge.m_impl = &family.Add(toLabels(labels));
    return gauge;
}

Metrics::Histogram Metrics::histogram(const std::string& name,
                                      const std::string& help,
                                      const MetricLabels& labels,
                                      const std::vector<double>& bounds)
{
    auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(*m_registry);
    Histogram histogram;
    histogram.m_impl = &family.Add(toLabels(labels), bounds.empty() ? secondBuckets() : bounds);
    return histogram;
}

std::string Metrics::text() const
{
    return prometheus::TextSerializer().Serialize(m_registry->Collect());
}

void Metrics::Counter::add(double n) const
{
    if (m_impl)
        static_cast<prometheus::Counter*>(m_impl)->Increment(n);
}

void Metrics::Gauge::set(double v) const
{
    if (m_impl)
        static_cast<prometheus::Gauge*>(m_impl)->Set(v);
}

void Metrics::Gauge::add(double n) const
{
    if (m_impl)
        static_cast<prometheus::Gauge*>(m_impl)->Increment(n);
}

void Metrics::Histogram::observe(double v) const
{
    if (m_impl)
        static_cast<prometheus::Histogram*>(m_impl)->Observe(v);
}

} // namespace platform
