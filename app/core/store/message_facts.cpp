// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/message_story.h"

#include "core/store/message_attributes.h"

#include <algorithm>

namespace signalbox {
namespace {

class Sorter
{
public:
    explicit Sorter(const SpanIndex& index)
        : m_index(index)
    {
    }

    void take(const Span& span)
    {
        const bool wroteOutbox = !span.attribute(attributes::outboxEventId()).isEmpty();
        if (wroteOutbox) {
            for (const QString& id : eventIdsOf(span))
                message(id).commit = &span;
        } else if (span.kind == SpanKind::Producer) {
            for (const QString& key : keysOf(span))
                message(key, span).publishes.append(&span);
        } else if (span.kind == SpanKind::Consumer) {
            for (const QString& key : keysOf(span))
                message(key, span).attempts.append(&span);
        }
    }

    void take(const MessageRow& row)
    {
        MessageFacts& facts = message(row.eventId);
        if (facts.type.isEmpty())
            facts.type = row.eventType;
        if (row.table == MessageRow::Table::Outbox)
            facts.outbox = &row;
        else
            facts.inboxes.append(&row);
    }

    QList<MessageFacts> result(const JourneyFacts& facts)
    {
        for (MessageFacts& message : m_messages)
            addReaders(message, facts);
        return m_messages;
    }

private:
    static void addReaders(MessageFacts& message, const JourneyFacts& facts)
    {
        message.queues = facts.queues.value(message.type);
        for (const EventRoute& route : facts.routes) {
            if (!route.service.isEmpty() && route.takes(message.type) && !message.queues.contains(route.queue))
                message.queues.append(route.queue);
        }
        message.unheard = !facts.routes.isEmpty() && !message.type.isEmpty() && message.queues.isEmpty();
    }

    // Without an event id a message is known by the span that published it.
    QStringList keysOf(const Span& span) const
    {
        if (QStringList ids = eventIdsOf(span); !ids.isEmpty())
            return ids;
        if (span.kind == SpanKind::Producer)
            return {QLatin1Char('#') + span.spanId};
        QStringList keys;
        const Span* parent = m_index.parent(span);
        if (parent && parent->kind == SpanKind::Producer)
            keys = keysOf(*parent);
        for (const SpanLink& link : span.links) {
            const Span* linked = m_index.find(link.spanId);
            if (linked && linked->kind == SpanKind::Producer)
                keys += keysOf(*linked);
        }
        keys.removeDuplicates();
        return keys.isEmpty() ? QStringList{QLatin1Char('#') + span.spanId} : keys;
    }

    MessageFacts& message(const QString& key)
    {
        if (const auto found = m_places.constFind(key); found != m_places.constEnd())
            return m_messages[*found];
        m_places.insert(key, m_messages.size());
        MessageFacts& facts = m_messages.emplaceBack();
        if (!key.startsWith(QLatin1Char('#')))
            facts.eventId = key;
        return facts;
    }

    MessageFacts& message(const QString& key, const Span& span)
    {
        MessageFacts& facts = message(key);
        if (facts.type.isEmpty())
            facts.type = span.attribute(attributes::routingKey());
        return facts;
    }

    const SpanIndex& m_index;
    QList<MessageFacts> m_messages;
    QHash<QString, qsizetype> m_places;
};

} // namespace

QList<MessageFacts> sortByMessage(const JourneyFacts& facts, const SpanIndex& index)
{
    QList<const Span*> spans;
    for (const Span& span : facts.spans)
        spans.append(&span);
    std::stable_sort(spans.begin(), spans.end(), [](const Span* a, const Span* b) { return a->startNs < b->startNs; });
    Sorter sorter(index);
    for (const Span* span : std::as_const(spans))
        sorter.take(*span);
    for (const MessageRow& row : facts.rows)
        sorter.take(row);
    return sorter.result(facts);
}

} // namespace signalbox
