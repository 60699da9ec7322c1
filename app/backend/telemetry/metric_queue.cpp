// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_queue.h"

namespace signalbox {
namespace {

qint64 weightOf(const MetricPoint& point)
{
    const MetricValue& value = point.value;
    const qsizetype numbers =
        value.buckets.size() + value.negatives.size() + value.quantiles.size() + point.series->bounds.size();
    return 512 + 8 * numbers + 256 * (point.exemplars.size() + point.series->labels.size());
}

qint64 weightOf(const MetricQueue::Item& item)
{
    if (const auto* scrape = std::get_if<Scrape>(&item))
        return 256 + scrape->text.size();
    qint64 bytes = 0;
    for (const MetricPoint& point : std::get<QList<MetricPoint>>(item))
        bytes += weightOf(point);
    return bytes;
}

// Points by service; of a scrape, which nobody counted, one.
void countLost(const MetricQueue::Item& item, MetricDrops& drops)
{
    const QString reason = QStringLiteral("queue");
    if (const auto* scrape = std::get_if<Scrape>(&item)) {
        ++drops[{scrape->service, QStringLiteral("scrape")}];
        return;
    }
    for (const MetricPoint& point : std::get<QList<MetricPoint>>(item))
        ++drops[{point.series->service, reason}];
}

} // namespace

MetricQueue::MetricQueue(qint64 limit)
    : m_limit(limit)
{
}

void MetricQueue::add(Item item)
{
    const qint64 bytes = weightOf(item);
    {
        const std::lock_guard lock(m_mutex);
        m_bytes += bytes;
        m_places.push_back({bytes, std::move(item)});
        while (m_bytes > m_limit && !m_places.empty()) {
            countLost(m_places.front().item, m_drops);
            m_bytes -= m_places.front().bytes;
            m_places.pop_front();
        }
    }
    m_wake.notify_one();
}

bool MetricQueue::isFull() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes > m_limit / 4 * 3;
}

void MetricQueue::countDropped(const MetricDrops& drops)
{
    const std::lock_guard lock(m_mutex);
    for (auto drop = drops.cbegin(); drop != drops.cend(); ++drop)
        m_drops[drop.key()] += drop.value();
}

void MetricQueue::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
}

bool MetricQueue::wait(std::chrono::milliseconds gather)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_places.empty(); });
    m_wake.wait_for(lock, gather, [this] { return m_stopping || m_bytes > m_limit / 4; });
    return !m_stopping;
}

std::deque<MetricQueue::Item> MetricQueue::take(MetricDrops& drops)
{
    const std::lock_guard lock(m_mutex);
    std::deque<Item> items;
    for (Place& place : m_places)
        items.push_back(std::move(place.item));
    m_places.clear();
    m_bytes = 0;
    drops = std::exchange(m_drops, {});
    return items;
}

} // namespace signalbox
