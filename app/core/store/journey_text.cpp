// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journey_text.h"

#include "core/base/format.h"
#include "core/store/message_attributes.h"

#include <QCoreApplication>

namespace signalbox::journeytext {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(signalbox::Journey)
};

constexpr qint64 longNs = 2'000'000'000; // from here on waiting in an outbox is a fact about the broker

QString withReason(const QString& text, const QString& error)
{
    return error.isEmpty() ? text : Words::tr("%1: %2").arg(text, error);
}

QString queueOrBroker(const QString& queue)
{
    return queue.isEmpty() ? Words::tr("in the broker") : Words::tr("in queue %1").arg(queue);
}

} // namespace

QString http(const Span& span)
{
    const QString method = span.attribute(attributes::httpMethod());
    if (method.isEmpty())
        return span.name;
    QString path = span.attribute(attributes::httpRoute());
    if (path.isEmpty())
        path = span.attribute(attributes::urlPath());
    const QString request = path.isEmpty() ? span.name : QStringLiteral("%1 %2").arg(method, path);
    const QString status = span.attribute(attributes::httpStatus());
    return status.isEmpty() ? request : QStringLiteral("%1 → %2").arg(request, status);
}

QString committed(const QString& type)
{
    return type.isEmpty() ? Words::tr("event committed") : Words::tr("%1 committed").arg(type);
}

QString inOutbox(const MessageRow* row)
{
    if (!row || row->attempts == 0)
        return Words::tr("in the outbox");
    return withReason(Words::tr("in the outbox, attempt %1 failed").arg(row->attempts), row->lastError);
}

QString givenUp(int attempts, const QString& error)
{
    return withReason(Words::tr("given up after attempt %1 to publish").arg(attempts), error);
}

QString published(const QString& destination, const QString& type)
{
    if (destination.isEmpty())
        return type.isEmpty() ? Words::tr("published") : Words::tr("%1 published").arg(type);
    return type.isEmpty() ? Words::tr("published to %1").arg(destination)
                          : Words::tr("%1 published to %2").arg(type, destination);
}

QString inQueue(const QString& queue)
{
    return queueOrBroker(queue);
}

QString backInQueue(const QString& queue)
{
    return queue.isEmpty() ? Words::tr("back in the broker") : Words::tr("back in queue %1").arg(queue);
}

QString attempt(int number, const QString& queue, const Span& span)
{
    const QString text =
        queue.isEmpty() ? Words::tr("attempt %1").arg(number) : Words::tr("attempt %1 of %2").arg(number).arg(queue);
    return span.status == SpanStatus::Error ? withReason(text, span.statusMessage) : text;
}

QString deadLetters(const QString& service, const QString& error)
{
    return withReason(Words::tr("in the dead letters of %1").arg(service), error);
}

QString inInbox()
{
    return Words::tr("recorded in the inbox");
}

QString spanEvidence(const QString& spanId)
{
    return Words::tr("span %1").arg(spanId);
}

QString rowEvidence(const MessageRow& row)
{
    return row.table == MessageRow::Table::Outbox ? Words::tr("outbox row of %1").arg(row.service)
                                                  : Words::tr("inbox row of %1").arg(row.service);
}

QString betweenEvidence()
{
    return Words::tr("between publish and attempt");
}

QString whereDead(const QString& service, int attempts, const QString& error)
{
    return withReason(Words::tr("in the dead letters of %1 after attempt %2").arg(service).arg(attempts), error);
}

QString whereOutbox(const QString& service, qint64 sinceNs, const QString& error)
{
    const QString text = Words::tr("in the outbox of %1 for %2").arg(service, formatDuration(sinceNs));
    if (!error.isEmpty())
        return withReason(text, error);
    return sinceNs < longNs ? text : Words::tr("%1: the broker does not take it").arg(text);
}

QString whereQueue(const QString& queue, qint64 sinceNs)
{
    return Words::tr("%1 for %2, nobody has taken it yet").arg(queueOrBroker(queue), formatDuration(sinceNs));
}

QString whereRetrying(const QString& service, int attempt, const QString& error)
{
    return Words::tr("%1; it waits for the next one")
        .arg(withReason(Words::tr("attempt %1 of %2 failed").arg(attempt).arg(service), error));
}

QString whereHandled(const QString& service, qint64 afterNs, bool afterRequest)
{
    const QString after = formatDuration(afterNs);
    return afterRequest ? Words::tr("handled by %1 %2 after the request").arg(service, after)
                        : Words::tr("handled by %1 %2 after the first sign of it").arg(service, after);
}

QString whereAllHandled(qsizetype events, const QString& service, qint64 afterNs)
{
    return Words::tr("all %1 events handled, the last by %2 %3 after the request")
        .arg(events)
        .arg(service, formatDuration(afterNs));
}

QString whereUnheard(const QString& type)
{
    return Words::tr("%1 was published; no service reads such events").arg(type);
}

QString whereAnswered(const QString& what, const QString& service, qint64 afterNs)
{
    return Words::tr("%1 by %2 in %3; no event was published").arg(what, service, formatDuration(afterNs));
}

QString whereNothing()
{
    return Words::tr("nothing but spans inside a service is known of it");
}

} // namespace signalbox::journeytext
