// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/message_story.h"

#include "core/store/journey_text.h"
#include "core/store/message_attributes.h"

#include <QMap>

#include <algorithm>

namespace signalbox {
namespace {

using Kind = JourneyStep::Kind;

// What one consumer did with the event: its spans in order, and its inbox row.
struct Delivery
{
    QString queue;
    QString service;
    QList<const Span*> attempts;
    const MessageRow* inbox = nullptr;
};

bool isDead(const Span& attempt)
{
    return attempt.attribute(attributes::outcome()).startsWith(QLatin1String("dead"));
}

bool writes(const Span& span)
{
    const QString operation = span.attribute(QStringLiteral("db.operation.name")).toUpper();
    return operation == QLatin1String("COMMIT") || operation == QLatin1String("INSERT") ||
           operation == QLatin1String("UPDATE") || operation == QLatin1String("DELETE") ||
           operation == QLatin1String("MERGE");
}

bool isDatabase(const Span& span)
{
    return span.kind == SpanKind::Client &&
           !(span.attribute(QStringLiteral("db.system.name")) + span.attribute(QStringLiteral("db.system"))).isEmpty();
}

// Tells the story from its beginning to its end, one stage after the other; each stage leaves in m_atNs when the
// next one begins.
class Teller
{
public:
    Teller(const MessageFacts& facts, const SpanIndex& index)
        : m_facts(facts)
        , m_index(index)
    {
    }

    MessageStory tell()
    {
        tellCommit();
        tellOutbox();
        for (const Span* publish : m_facts.publishes)
            tellPublish(*publish);
        if (isPublished())
            tellDeliveries();
        return m_story;
    }

private:
    bool isPublished() const
    {
        const bool confirmed = std::any_of(m_facts.publishes.begin(), m_facts.publishes.end(), [](const Span* span) {
            return span->status != SpanStatus::Error;
        });
        return confirmed || (m_facts.outbox && m_facts.outbox->sentNs > 0) || !m_facts.attempts.isEmpty() ||
               !m_facts.inboxes.isEmpty();
    }

    JourneyStep step(Kind kind, const QString& service, const QString& what, qint64 startNs, qint64 durationNs) const
    {
        return {.kind = kind,
                .service = service,
                .what = what,
                .startNs = startNs,
                .durationNs = durationNs,
                .waiting = kind == Kind::Outbox || kind == Kind::Queue,
                .evidence = {},
                .spanId = {},
                .eventId = m_facts.eventId};
    }

    void add(JourneyStep step, const Span& span)
    {
        step.evidence = journeytext::spanEvidence(span.spanId);
        step.spanId = span.spanId;
        m_story.steps.append(step);
    }

    void add(JourneyStep step, const MessageRow& row)
    {
        step.evidence = journeytext::rowEvidence(row);
        m_story.steps.append(step);
    }

    // Unless later stages know better, the event is here since then.
    void isAt(Whereabouts where, const QString& place, qint64 sinceNs)
    {
        m_story.where = where;
        m_story.place = place;
        m_story.sinceNs = sinceNs;
    }

    void tellCommit()
    {
        if (const Span* commit = m_facts.commit) {
            m_atNs = commit->endNs();
            JourneyStep committed =
                step(Kind::Commit, commit->service, commit->name, commit->startNs, commit->durationNs);
            committed.failed = commit->status == SpanStatus::Error;
            add(committed, *commit);
        } else if (m_facts.outbox) {
            m_atNs = m_facts.outbox->createdNs;
            add(step(Kind::Commit, m_facts.outbox->service, journeytext::committed(m_facts.type), m_atNs, 0),
                *m_facts.outbox);
        }
    }

    void tellOutbox()
    {
        const MessageRow* row = m_facts.outbox;
        if (!row && !m_facts.commit)
            return;
        const QString service = row ? row->service : m_facts.commit->service;
        qint64 endNs = -1;
        if (!m_facts.publishes.isEmpty())
            endNs = m_facts.publishes.first()->startNs;
        else if (row && row->sentNs > 0)
            endNs = row->sentNs;
        else if (row && row->deadNs > 0)
            endNs = row->deadNs;
        else if (!m_facts.attempts.isEmpty())
            endNs = m_facts.attempts.first()->startNs;
        JourneyStep lying = step(Kind::Outbox,
                                 service,
                                 journeytext::inOutbox(row),
                                 m_atNs,
                                 endNs < 0 ? -1 : std::max<qint64>(0, endNs - m_atNs));
        row ? add(lying, *row) : add(lying, *m_facts.commit);
        isAt(Whereabouts::Outbox, service, m_atNs);
        if (row) {
            m_story.attempts = row->attempts;
            m_story.trouble = row->lastError;
        }
        m_atNs = std::max(m_atNs, endNs);
        if (row && row->sentNs == 0 && row->deadNs > 0)
            tellOutboxDeath(*row);
        else if (row && row->sentNs > 0 && m_facts.publishes.isEmpty())
            add(step(Kind::Publish, service, journeytext::published({}, m_facts.type), row->sentNs, 0), *row);
    }

    void tellOutboxDeath(const MessageRow& row)
    {
        JourneyStep dead =
            step(Kind::DeadLetter, row.service, journeytext::givenUp(row.attempts, row.lastError), row.deadNs, -1);
        dead.failed = true;
        add(dead, row);
        isAt(Whereabouts::Dead, row.service, row.deadNs);
    }

    void tellPublish(const Span& span)
    {
        const QString destination = span.attribute(attributes::destination());
        JourneyStep publish = step(Kind::Publish,
                                   span.service,
                                   journeytext::published(destination, m_facts.type),
                                   span.startNs,
                                   span.durationNs);
        publish.failed = span.status == SpanStatus::Error;
        add(publish, span);
        if (publish.failed) {
            if (m_story.trouble.isEmpty())
                m_story.trouble = span.statusMessage;
            if (m_story.place.isEmpty())
                isAt(Whereabouts::Outbox, span.service, span.startNs);
        } else {
            m_atNs = span.endNs();
        }
    }

    QList<Delivery> deliveries() const
    {
        QMap<QString, Delivery> byConsumer;
        QStringList queues = m_facts.queues;
        for (const Span* attempt : m_facts.attempts) {
            const QString queue = attempt->attribute(attributes::destination());
            Delivery& delivery = byConsumer[attempt->service + QLatin1Char('/') + queue];
            delivery.queue = queue;
            delivery.service = attempt->service;
            delivery.attempts.append(attempt);
            queues.removeAll(queue);
        }
        QList<Delivery> result = byConsumer.values();
        for (const MessageRow* row : m_facts.inboxes) {
            const auto same = std::find_if(result.begin(), result.end(), [row](const Delivery& delivery) {
                return delivery.service == row->service;
            });
            if (same != result.end()) {
                same->inbox = row;
                continue;
            }
            // Its spans are missing; one of the queues that are still expected is the one it took the event from.
            const QString queue = queues.isEmpty() ? QString() : queues.takeFirst();
            result.append({.queue = queue, .service = row->service, .attempts = {}, .inbox = row});
        }
        for (const QString& queue : std::as_const(queues))
            result.append({.queue = queue, .service = {}, .attempts = {}});
        if (result.isEmpty())
            result.append(Delivery{});
        return result;
    }

    void tellDeliveries()
    {
        const qint64 publishedNs = m_atNs;
        bool first = true;
        for (const Delivery& delivery : deliveries()) {
            MessageStory before = m_story;
            tellDelivery(delivery, publishedNs);
            // The worst of several consumers is where the event is.
            if (!first && isMoreTelling(before, m_story)) {
                before.steps = m_story.steps;
                m_story = before;
            }
            first = false;
        }
    }

    void tellDelivery(const Delivery& delivery, qint64 publishedNs)
    {
        m_story.trouble.clear();
        if (delivery.attempts.isEmpty() && !delivery.inbox && m_facts.unheard) {
            isAt(Whereabouts::Unheard, m_facts.type, publishedNs);
            return;
        }
        if (delivery.attempts.isEmpty() && !delivery.inbox) {
            addQueue(delivery, journeytext::inQueue(delivery.queue), publishedNs, -1);
            isAt(Whereabouts::Queue, delivery.queue, publishedNs);
            return;
        }
        qint64 waitsSince = publishedNs;
        for (qsizetype i = 0; i < delivery.attempts.size(); ++i) {
            const Span& attempt = *delivery.attempts.at(i);
            waitsSince = i == 0 ? waitStart(attempt, waitsSince) : waitsSince;
            addQueue(delivery, journeytext::inQueue(delivery.queue), waitsSince, attempt.startNs);
            tellAttempt(attempt, numberOf(attempt, static_cast<int>(i) + 1));
            waitsSince = attempt.endNs();
        }
        if (delivery.attempts.isEmpty())
            addQueue(delivery, journeytext::inQueue(delivery.queue), waitsSince, delivery.inbox->createdNs);
        tellEnd(delivery);
    }

    // A consumer can be faster than the broker's confirm is to its publisher: then nothing was waited for.
    qint64 waitStart(const Span& attempt, qint64 publishedNs) const
    {
        const Span* parent = m_index.parent(attempt);
        const qint64 from = parent && parent->kind == SpanKind::Producer ? parent->endNs() : publishedNs;
        return from > 0 ? std::min(from, attempt.startNs) : attempt.startNs;
    }

    static int numberOf(const Span& attempt, int byOrder)
    {
        const int counted = attempt.attribute(attributes::deliveryCount()).toInt();
        return counted > 0 ? counted : byOrder;
    }

    void addQueue(const Delivery& delivery, const QString& what, qint64 startNs, qint64 endNs)
    {
        JourneyStep queue =
            step(Kind::Queue, delivery.service, what, startNs, endNs < 0 ? -1 : std::max<qint64>(0, endNs - startNs));
        queue.evidence = journeytext::betweenEvidence();
        m_story.steps.append(queue);
    }

    void tellAttempt(const Span& span, int number)
    {
        JourneyStep attempt = step(Kind::Attempt,
                                   span.service,
                                   journeytext::attempt(number, span.attribute(attributes::destination()), span),
                                   span.startNs,
                                   span.durationNs);
        attempt.failed = span.status == SpanStatus::Error;
        add(attempt, span);
        m_story.attempts = number;
    }

    void tellEnd(const Delivery& delivery)
    {
        const Span* last = delivery.attempts.isEmpty() ? nullptr : delivery.attempts.last();
        if (last && isDead(*last)) {
            JourneyStep dead = step(Kind::DeadLetter,
                                    delivery.service,
                                    journeytext::deadLetters(delivery.service, last->statusMessage),
                                    last->endNs(),
                                    -1);
            dead.failed = true;
            add(dead, *last);
            m_story.trouble = last->statusMessage;
            isAt(Whereabouts::Dead, delivery.service, last->endNs());
            return;
        }
        if (last && last->status == SpanStatus::Error && !delivery.inbox) {
            addQueue(delivery, journeytext::backInQueue(delivery.queue), last->endNs(), -1);
            m_story.trouble = last->statusMessage;
            isAt(Whereabouts::Retrying, delivery.service, last->endNs());
            return;
        }
        tellEffect(delivery, last);
    }

    void tellEffect(const Delivery& delivery, const Span* last)
    {
        const Span* write = nullptr;
        const auto below = last ? m_index.descendants(*last) : QList<const Span*>();
        for (const Span* span : below) {
            if (!isDatabase(*span) || span->service != delivery.service || m_index.enclosingWork(*span) != last)
                continue; // what follows from it, in the same service even, is work of its own
            const bool better = !write || (writes(*span) && !writes(*write)) ||
                                (writes(*span) == writes(*write) && span->endNs() > write->endNs());
            if (better)
                write = span;
        }
        if (write) {
            add(step(Kind::Effect, delivery.service, write->name, write->startNs, write->durationNs), *write);
            if (delivery.inbox)
                m_story.steps.last().evidence += QStringLiteral(", ") + journeytext::rowEvidence(*delivery.inbox);
        } else if (delivery.inbox) {
            add(step(Kind::Effect, delivery.service, journeytext::inInbox(), delivery.inbox->createdNs, 0),
                *delivery.inbox);
        }
        isAt(Whereabouts::Handled, delivery.service, last ? last->endNs() : delivery.inbox->createdNs);
    }

    const MessageFacts& m_facts;
    const SpanIndex& m_index;
    MessageStory m_story;
    qint64 m_atNs = 0;
};

} // namespace

bool isMoreTelling(const MessageStory& story, const MessageStory& than)
{
    if (story.where != than.where)
        return story.where < than.where;
    return story.where == Whereabouts::Handled ? story.sinceNs > than.sinceNs : story.sinceNs < than.sinceNs;
}

MessageStory tellMessage(const MessageFacts& facts, const SpanIndex& index)
{
    return Teller(facts, index).tell();
}

} // namespace signalbox
