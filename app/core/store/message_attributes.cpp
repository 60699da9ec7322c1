// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/message_attributes.h"

namespace signalbox {

QStringList eventIdsOf(const Span& span)
{
    QStringList ids;
    for (const QString& key : {attributes::messageId(), attributes::outboxEventId()}) {
        QString text = span.attribute(key);
        text.remove(QLatin1Char('[')).remove(QLatin1Char(']')).remove(QLatin1Char('"')); // an array comes as JSON
        const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
        for (const QString& part : parts) {
            if (const QString id = part.trimmed(); !ids.contains(id))
                ids.append(id);
        }
    }
    return ids;
}

} // namespace signalbox
