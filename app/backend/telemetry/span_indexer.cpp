// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/span_indexer.h"

#include "backend/telemetry/writable_file.h"
#include "core/store/span_segment_reader.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace signalbox {
namespace {

// Writes one piece behind the other.
class IndexFile
{
public:
    explicit IndexFile(const QString& path)
        : m_file(path)
        , m_ok(m_file.isOpen())
    {
        m_file.cut(0);
    }

    template<typename T>
    void add(const std::vector<T>& records)
    {
        const auto bytes = static_cast<qint64>(records.size()) * static_cast<qint64>(sizeof(T));
        m_ok = m_ok && m_file.write(records.data(), bytes, m_size);
        m_size += bytes;
    }
    void add(const HashList& list)
    {
        add(list.directory);
        add(list.entries);
    }
    qint64 size() const { return m_ok ? m_size : 0; }

private:
    WritableFile m_file;
    qint64 m_size = 0;
    bool m_ok;
};

bool isIn(std::vector<SpanSegmentReader>& segments, const TraceKey& trace)
{
    return std::any_of(segments.rbegin(), segments.rend(), [&trace](SpanSegmentReader& segment) {
        return segment.find(trace).has_value();
    });
}

} // namespace

SpanIndexer::SpanIndexer(QString segmentsDir)
    : m_segmentsDir(std::move(segmentsDir))
    , m_thread([this] { work(); })
{
}

SpanIndexer::~SpanIndexer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void SpanIndexer::request(const SpanSegment& segment, QList<SpanSegment> earlier)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back({segment, std::move(earlier)});
    }
    m_wake.notify_one();
}

std::vector<SpanSegment> SpanIndexer::results()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_results, {});
}

void SpanIndexer::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_requests.empty(); });
        if (m_stopping)
            return;
        Request next = std::move(m_requests.front());
        m_requests.pop_front();
        lock.unlock();
        const bool made = make(next);
        lock.lock();
        if (made)
            m_results.push_back(next.segment);
    }
}

bool SpanIndexer::make(Request& request) const
{
    SpanSegmentReader reader(m_segmentsDir, request.segment);
    TraceTable table = TraceTable::of(reader.columns());
    std::vector<SpanSegmentReader> earlier;
    for (const SpanSegment& segment : std::as_const(request.earlier))
        earlier.emplace_back(m_segmentsDir, segment);
    std::vector<SpanReference> byTrace;
    byTrace.reserve(table.traces.size());
    request.segment.continued = 0;
    for (size_t i = 0; i < table.traces.size(); ++i) {
        TraceEntry& trace = table.traces[i];
        if (trace.continues != 0)
            trace.continues = isIn(earlier, trace.trace) ? 1 : 0; // the writer's filter says yes too often
        request.segment.continued += trace.continues;
        byTrace.push_back({.hash = hashOf(trace.trace), .row = static_cast<quint32>(i)});
    }
    const HashList traces = HashList::of(std::move(byTrace));
    const HashList references = HashList::of(reader.references());

    SpanIndexHeader header;
    header.traces = static_cast<quint32>(table.traces.size());
    header.rows = static_cast<quint32>(table.rows.size());
    header.references = static_cast<quint32>(references.entries.size());
    header.traceBits = traces.bits;
    header.referenceBits = references.bits;
    const QString path = spanSegmentFile(m_segmentsDir, request.segment.id, SpanFile::Index);
    IndexFile file(path);
    file.add(std::vector{header});
    file.add(table.traces);
    file.add(table.rows);
    file.add(traces);
    file.add(references);
    request.segment.traces = header.traces;
    request.segment.indexBytes = file.size();
    if (file.size() == 0)
        QFile::remove(path);
    return file.size() > 0;
}

} // namespace signalbox
