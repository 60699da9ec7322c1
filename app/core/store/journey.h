// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"

#include <QMap>

namespace signalbox {

// Everything that is known of one message's way, in any order.
struct JourneyFacts
{
    QList<Span> spans;
    QList<MessageRow> rows;
    QMap<QString, QStringList> queues; // event type → queues that took such events before
    QList<EventRoute> routes;          // of the broker; empty = not known
    qint64 nowNs = 0;
};

// Joins spans (by parent) and rows (by event id) into the steps of a message:
//   request → calls → commit → outbox → publish → queue → attempt(s) → effect, or → dead letter
// An event that several consumers take fans out behind its publish step. Each step says what it rests on; a step
// that cannot be seen is left out, or shown from the rows alone. Pure: the same facts give the same journey.
Journey buildJourney(const JourneyFacts& facts);

} // namespace signalbox
