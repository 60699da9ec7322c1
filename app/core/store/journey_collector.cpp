// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journey_collector.h"

#include "core/base/ids.h"
#include "core/store/message_attributes.h"

#include <QSet>

namespace signalbox {
namespace {

// A correlation id that a client sends with everything would otherwise join a whole day.
constexpr qsizetype maxTraces = 64;
constexpr qsizetype maxIds = 1000;

// Works off ids until none is left that was not looked at.
class Collector
{
public:
    explicit Collector(SpanReader& reader)
        : m_reader(reader)
    {
    }

    Result<JourneyFacts> collect(const QString& id)
    {
        // A correlation id may look like a trace id, and by default is one.
        addTrace(id);
        addId(id);
        while (!m_traces.isEmpty() || !m_ids.isEmpty()) {
            if (!m_traces.isEmpty()) {
                if (const auto taken = takeTrace(m_traces.takeFirst()); !taken)
                    return tl::unexpected(taken.error());
            } else {
                takeId(m_ids.takeFirst());
            }
        }
        for (const QString& type : std::as_const(m_types))
            m_facts.queues.insert(type, m_reader.queuesOf(type));
        m_facts.routes = m_reader.routes();
        return m_facts;
    }

private:
    void addTrace(const QString& id)
    {
        if (!isTraceId(id) || m_seenTraces.contains(id) || m_seenTraces.size() >= maxTraces)
            return;
        m_seenTraces.insert(id);
        m_traces.append(id);
    }

    void addId(const QString& id)
    {
        if (id.isEmpty() || m_seenIds.contains(id) || m_seenIds.size() >= maxIds)
            return;
        m_seenIds.insert(id);
        m_ids.append(id);
    }

    Result<void> takeTrace(const QString& traceId)
    {
        const auto spans = m_reader.spansOf(traceId);
        if (!spans)
            return tl::unexpected(spans.error());
        m_facts.spans += *spans;
        for (const Span& span : *spans) {
            for (const QString& event : eventIdsOf(span))
                addId(event);
            addId(span.attribute(attributes::conversationId()));
            if (const QString type = span.attribute(attributes::routingKey()); !type.isEmpty())
                m_types.insert(type);
        }
        takeRows(m_reader.rowsWhere("trace_id", traceId));
        return {};
    }

    void takeId(const QString& id)
    {
        takeRows(m_reader.rowsWhere("event_id", id));
        takeRows(m_reader.rowsWhere("correlation_id", id));
        for (const QString& trace : m_reader.tracesThatReference(id))
            addTrace(trace);
    }

    void takeRows(const QList<MessageRow>& rows)
    {
        for (const MessageRow& row : rows) {
            const QString key = QStringLiteral("%1/%2/%3").arg(int(row.table)).arg(row.service, row.eventId);
            if (m_rows.contains(key))
                continue;
            m_rows.insert(key);
            m_facts.rows.append(row);
            addId(row.eventId);
            addId(row.correlationId);
            addTrace(row.traceId);
            if (!row.eventType.isEmpty())
                m_types.insert(row.eventType);
        }
    }

    SpanReader& m_reader;
    JourneyFacts m_facts;
    QStringList m_traces;
    QStringList m_ids;
    QSet<QString> m_seenTraces;
    QSet<QString> m_seenIds;
    QSet<QString> m_rows;
    QSet<QString> m_types;
};

} // namespace

Result<JourneyFacts> collectJourney(SpanReader& reader, const QString& id)
{
    return Collector(reader).collect(id);
}

} // namespace signalbox
