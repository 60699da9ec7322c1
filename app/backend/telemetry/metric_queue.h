// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/telemetry/metric_file.h"
#include "backend/telemetry/metric_writer.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <variant>

namespace signalbox {

// Between everybody who has metrics and the thread that writes them.
class MetricQueue
{
public:
    using Item = std::variant<QList<MetricPoint>, Scrape>;

    explicit MetricQueue(qint64 limit);

    void add(Item item);
    bool isFull() const; // above three quarters
    void countDropped(const MetricDrops& drops);
    void stop();

    // Waits for something to do, and then for `gather` more, so that much of little is written at once. False when
    // stop() was called.
    bool wait(std::chrono::milliseconds gather);
    std::deque<Item> take(MetricDrops& drops);

private:
    struct Place
    {
        qint64 bytes = 0;
        Item item;
    };

    qint64 m_limit;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Place> m_places;
    qint64 m_bytes = 0;
    MetricDrops m_drops;
    bool m_stopping = false;
};

} // namespace signalbox
