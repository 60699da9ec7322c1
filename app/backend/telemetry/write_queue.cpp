// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/write_queue.h"

namespace signalbox {
namespace {

qint64 bytesOf(const Attributes& attributes)
{
    qint64 bytes = 0;
    for (const auto& [key, value] : attributes)
        bytes += 64 + 2 * (key.size() + value.size());
    return bytes;
}

qint64 bytesOf(const LogLine& line)
{
    return 256 + line.text.size() + 2 * line.message.size() + bytesOf(line.fields);
}

qint64 bytesOf(const MessageRow& row)
{
    return 512 + 2 * row.lastError.size();
}

template<typename T>
qint64 bytesOf(const QList<T>& items)
{
    qint64 bytes = 0;
    for (const T& item : items)
        bytes += bytesOf(item);
    return bytes;
}

qint64 bytesOf(const SpanBatch& spans)
{
    return 256 + spans.bytes();
}

void count(DropCounts& drops, const char* signal, const SpanBatch& spans)
{
    const auto counts = spans.spansByService();
    for (auto service = counts.begin(); service != counts.end(); ++service)
        drops[{QLatin1String(signal), service.key()}] += service.value();
}

template<typename T>
void count(DropCounts& drops, const char* signal, const QList<T>& items)
{
    for (const T& item : items)
        ++drops[{QLatin1String(signal), item.service}];
}

} // namespace

bool WriteBatch::isEmpty() const
{
    return spans.empty() && lines.isEmpty() && rows.isEmpty() && states.isEmpty() && runs.isEmpty() &&
           drops.isEmpty() && !routes && refused == 0;
}

WriteQueue::WriteQueue(qint64 bytesPerSignal)
    : m_limit(bytesPerSignal)
{
}

template<typename Batch>
void WriteQueue::put(Lane<Batch>& lane, Batch items, const char* signal)
{
    if (items.isEmpty())
        return;
    const qint64 bytes = bytesOf(items);
    {
        const std::lock_guard lock(m_mutex);
        lane.bytes += bytes;
        lane.batches.emplace_back(bytes, std::move(items));
        while (lane.bytes > m_limit && !lane.batches.empty()) {
            count(m_small.drops, signal, lane.batches.front().second);
            lane.bytes -= lane.batches.front().first;
            lane.batches.pop_front();
        }
    }
    m_wake.notify_one();
}

void WriteQueue::add(SpanBatch spans)
{
    put(m_spans, std::move(spans), "spans");
}

void WriteQueue::add(QList<LogLine> lines)
{
    put(m_lines, std::move(lines), "logs");
}

void WriteQueue::add(QList<MessageRow> rows)
{
    put(m_rows, std::move(rows), "rows");
}

void WriteQueue::add(StateChange change)
{
    {
        const std::lock_guard lock(m_mutex);
        m_small.states.append(std::move(change));
    }
    m_wake.notify_one();
}

void WriteQueue::add(RunMark mark)
{
    {
        const std::lock_guard lock(m_mutex);
        m_small.runs.append(std::move(mark));
    }
    m_wake.notify_one();
}

void WriteQueue::add(QList<EventRoute> routes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_small.routes = std::move(routes);
    }
    m_wake.notify_one();
}

bool WriteQueue::isFullOfSpans() const
{
    const std::lock_guard lock(m_mutex);
    return m_spans.bytes > m_limit / 4 * 3;
}

bool WriteQueue::isFullOfLines() const
{
    const std::lock_guard lock(m_mutex);
    return m_lines.bytes > m_limit / 4 * 3;
}

void WriteQueue::countRefused()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_small.refused;
    }
    m_wake.notify_one();
}

void WriteQueue::countDropped(const WriteBatch& batch)
{
    const std::lock_guard lock(m_mutex);
    for (const SpanBatch& spans : batch.spans)
        count(m_small.drops, "spans", spans);
    count(m_small.drops, "logs", batch.lines);
    count(m_small.drops, "rows", batch.rows);
    for (auto drop = batch.drops.begin(); drop != batch.drops.end(); ++drop)
        m_small.drops[drop.key()] += drop.value();
    m_small.refused += batch.refused;
}

void WriteQueue::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
}

bool WriteQueue::hasWork() const
{
    return !m_spans.batches.empty() || !m_lines.batches.empty() || !m_rows.batches.empty() || !m_small.isEmpty();
}

bool WriteQueue::waitForWork(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, timeout, [this] { return m_stopping || hasWork(); });
    return m_stopping;
}

bool WriteQueue::waitForStop(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, timeout, [this] { return m_stopping; });
    return m_stopping;
}

template<typename T>
void WriteQueue::takeFrom(Lane<QList<T>>& lane, QList<T>& target, qsizetype maxRows)
{
    while (!lane.batches.empty() && target.size() < maxRows) {
        auto& [bytes, items] = lane.batches.front();
        lane.bytes -= bytes;
        if (target.isEmpty())
            target = std::move(items);
        else
            target.append(std::move(items));
        lane.batches.pop_front();
    }
}

void WriteQueue::takeFrom(Lane<SpanBatch>& lane, std::vector<SpanBatch>& target, qsizetype maxRows)
{
    for (qsizetype rows = 0; !lane.batches.empty() && rows < maxRows; lane.batches.pop_front()) {
        auto& [bytes, spans] = lane.batches.front();
        lane.bytes -= bytes;
        rows += spans.size();
        target.push_back(std::move(spans));
    }
}

WriteBatch WriteQueue::take(qsizetype maxRows)
{
    const std::lock_guard lock(m_mutex);
    WriteBatch batch = std::exchange(m_small, {});
    takeFrom(m_spans, batch.spans, maxRows);
    takeFrom(m_lines, batch.lines, maxRows);
    takeFrom(m_rows, batch.rows, maxRows);
    return batch;
}

} // namespace signalbox
