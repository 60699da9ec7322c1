// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/old_spans.h"

#include <algorithm>
#include <cstring>

namespace signalbox {
namespace {

using Step = SqliteStatement::Step;

constexpr size_t spansAtOnce = 8192;

template<size_t Size>
std::array<quint8, Size> idOf(const QByteArray& blob)
{
    std::array<quint8, Size> id{};
    std::memcpy(id.data(), blob.constData(), std::min<size_t>(Size, static_cast<size_t>(blob.size())));
    return id;
}

// The two tables side by side, both in the order of their spans.
class OldSpans
{
public:
    explicit OldSpans(SqliteDatabase& database)
        : m_spans(database.prepare("SELECT id, trace, span, parent, service, name, kind, status, start_ns, duration_ns,"
                                   " data FROM spans ORDER BY id"))
        , m_references(database.prepare("SELECT span, value FROM span_refs ORDER BY span"))
        , m_hasReference(m_references.step() == Step::Row)
    {
    }

    // The next one goes to the encoder; false at the end and after an error.
    bool moveTo(SpanEncoder& encoder)
    {
        m_last = m_spans.step();
        if (m_last != Step::Row)
            return false;
        std::vector<quint64> hashes;
        for (; m_hasReference && m_references.integer(0) <= m_spans.integer(0);
             m_hasReference = m_references.step() == Step::Row) {
            if (m_references.integer(0) == m_spans.integer(0))
                hashes.push_back(hashOf(m_references.text(1).toStdString()));
        }
        const QByteArray data = m_spans.blob(10);
        encoder.add({.trace = idOf<16>(m_spans.blob(1)),
                     .span = idOf<8>(m_spans.blob(2)),
                     .parent = idOf<8>(m_spans.blob(3)),
                     .startNs = m_spans.integer(8),
                     .durationNs = m_spans.integer(9),
                     .service = static_cast<quint32>(m_spans.integer(4)),
                     .name = static_cast<quint32>(m_spans.integer(5)),
                     .kind = static_cast<quint8>(m_spans.integer(6)),
                     .status = static_cast<quint8>(m_spans.integer(7))},
                    {data.constData(), static_cast<size_t>(data.size())},
                    hashes);
        return true;
    }
    bool ok() const { return m_last == Step::Done; }

private:
    SqliteStatement m_spans;
    SqliteStatement m_references;
    bool m_hasReference;
    Step m_last = Step::Done;
};

Result<void> moveAll(SqliteDatabase& database,
                     SpanSegmentWriter& writer,
                     qint64& nextSpan,
                     const std::function<bool(const SpanSegment&)>& put)
{
    OldSpans old(database);
    if (const auto prepared = writer.prepare(nextSpan); !prepared)
        return prepared;
    for (bool more = true; more;) {
        more = old.moveTo(writer.encoder());
        nextSpan += more ? 1 : 0;
        if (more && writer.encoder().columns().size() < spansAtOnce && !writer.isFull())
            continue;
        if (const auto flushed = writer.flush(); !flushed)
            return flushed;
        if (!put(writer.current()))
            return tl::unexpected(database.error());
        if (const auto prepared = writer.prepare(nextSpan); !prepared)
            return prepared;
    }
    if (!old.ok())
        return tl::unexpected(database.error());
    return {};
}

} // namespace

Result<void> moveOldSpans(SqliteDatabase& database,
                          SpanSegmentWriter& writer,
                          qint64& nextSpan,
                          const std::function<bool(const SpanSegment&)>& put)
{
    auto table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'spans'");
    const bool isOld = table.step() == Step::Row;
    table.reset();
    if (!isOld)
        return {};
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    auto done = moveAll(database, writer, nextSpan, put);
    if (done)
        done = database.execute("DROP TABLE span_refs; DROP TABLE traces; DROP TABLE spans; COMMIT");
    if (!done) {
        database.execute("ROLLBACK");
        return done;
    }
    return database.execute("PRAGMA incremental_vacuum");
}

} // namespace signalbox
