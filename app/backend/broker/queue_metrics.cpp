// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/broker/queue_metrics.h"

#include "backend/broker/prometheus_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace signalbox {
namespace {

QueueState& queueNamed(QList<QueueState>& queues, const QString& name)
{
    const auto found =
        std::find_if(queues.begin(), queues.end(), [&name](const QueueState& queue) { return queue.name == name; });
    if (found != queues.end())
        return *found;
    QueueState& added = queues.emplaceBack();
    added.name = name;
    return added;
}

enum class Meaning { None, Ready, Unacked, Consumers, Published, Delivered };

Meaning meaningOf(const QByteArray& name)
{
    static const QHash<QByteArray, Meaning> meanings{
        {"rabbitmq_detailed_queue_messages_ready", Meaning::Ready},
        {"rabbitmq_detailed_queue_messages_unacked", Meaning::Unacked},
        {"rabbitmq_detailed_queue_consumers", Meaning::Consumers},
        {"rabbitmq_detailed_queue_messages_published_total", Meaning::Published},
        {"rabbitmq_detailed_channel_messages_delivered_total", Meaning::Delivered},
        {"rabbitmq_detailed_channel_messages_delivered_ack_total", Meaning::Delivered},
        {"rabbitmq_detailed_channel_get_total", Meaning::Delivered},
        {"rabbitmq_detailed_channel_get_ack_total", Meaning::Delivered},
    };
    return meanings.value(name, Meaning::None);
}

QByteArray seriesOf(const MetricSample& sample)
{
    QByteArray series = sample.name;
    for (const QByteArray& value : sample.labels)
        series.append('\0').append(value);
    return series;
}

} // namespace

QByteArray QueueMetrics::path()
{
    return "/metrics/detailed?family=queue_coarse_metrics&family=queue_consumer_count"
           "&family=channel_queue_metrics&family=channel_queue_exchange_metrics";
}

void QueueMetrics::forget()
{
    m_counters.clear();
    m_rates.clear();
    m_atMs = 0;
}

void QueueMetrics::update(QList<QueueState>& queues, const QByteArray& scrape, qint64 nowMs)
{
    Counters counters;
    const auto samples = parsePrometheusText(scrape);
    for (const MetricSample& sample : samples) {
        const Meaning meaning = meaningOf(sample.name);
        const QString name = QString::fromUtf8(sample.labels.value("queue"));
        if (meaning == Meaning::None || name.isEmpty())
            continue;
        QueueState& queue = queueNamed(queues, name);
        if (meaning == Meaning::Ready)
            queue.ready = std::llround(sample.value);
        else if (meaning == Meaning::Unacked)
            queue.unacked = std::llround(sample.value);
        else if (meaning == Meaning::Consumers)
            queue.consumers = static_cast<int>(std::lround(sample.value));
        else
            counters.insert(seriesOf(sample), {name, meaning == Meaning::Published, sample.value});
    }
    if (m_atMs == 0 || nowMs > m_atMs)
        takeCounters(queues, std::move(counters), nowMs);
    for (QueueState& queue : queues) {
        const Rates rates = m_rates.value(queue.name);
        queue.publishRate = rates.publish;
        queue.deliverRate = rates.deliver;
    }
}

// Two answers of one millisecond, after the process stood still, have no time between them: the rates of before stay.
void QueueMetrics::takeCounters(const QList<QueueState>& queues, Counters counters, qint64 nowMs)
{
    if (m_atMs > 0) {
        const double seconds = static_cast<double>(nowMs - m_atMs) / 1000;
        for (const QueueState& queue : queues)
            m_rates.insert(queue.name,
                           {rate(counters, queue.name, true, seconds), rate(counters, queue.name, false, seconds)});
    }
    m_counters = std::move(counters);
    m_atMs = nowMs;
}

// A tenth of a message a second is exact enough, and keeps jitter in the interval from being news.
double QueueMetrics::rate(const Counters& now, const QString& queue, bool publishes, double seconds) const
{
    double sum = 0;
    for (auto counter = now.begin(); counter != now.end(); ++counter) {
        if (counter->queue == queue && counter->publishes == publishes)
            sum += std::max(0.0, counter->value - m_counters.value(counter.key()).value);
    }
    return std::round(sum / seconds * 10) / 10;
}

} // namespace signalbox
