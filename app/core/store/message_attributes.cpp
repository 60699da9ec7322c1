// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/message_attributes.h"

namespace signalbox {

QStringList eventIdsIn(QString value)
{
    value.remove(QLatin1Char('[')).remove(QLatin1Char(']')).remove(QLatin1Char('"')); // an array comes as JSON
    QStringList ids;
    const QStringList parts = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts)
        ids.append(part.trimmed());
    return ids;
}

QStringList eventIdsOf(const Span& span)
{
    QStringList ids =
        eventIdsIn(span.attribute(attributes::messageId())) + eventIdsIn(span.attribute(attributes::outboxEventId()));
    ids.removeDuplicates();
    return ids;
}

} // namespace signalbox
