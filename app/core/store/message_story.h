// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/journey.h"
#include "core/store/span_index.h"

namespace signalbox {

// Everything that is known of one event, sorted by what it is evidence of. Pointers into JourneyFacts.
struct MessageFacts
{
    QString eventId; // empty when no span or row says it
    QString type;
    const Span* commit = nullptr;
    const MessageRow* outbox = nullptr;
    QList<const Span*> publishes; // by start
    QList<const Span*> attempts;  // by start
    QList<const MessageRow*> inboxes;
    QStringList queues;   // that such events are read from: by the broker's routes, or as was seen before
    bool unheard = false; // the broker's routes lead to no queue that anybody reads
};

// Where an event is, worst first: the worst of several is what a journey tells.
enum class Whereabouts { Dead, Outbox, Retrying, Queue, Handled, Unheard };

// One event's part of a journey.
struct MessageStory
{
    QList<JourneyStep> steps;
    Whereabouts where = Whereabouts::Queue;
    QString place;   // the service or queue it is in, or that handled it
    QString trouble; // what was said when it failed
    int attempts = 0;
    qint64 sinceNs = 0; // since when it is there
};

// Which of two stories is the one to tell: the worse one, of two that ended well the later, else the older.
bool isMoreTelling(const MessageStory& story, const MessageStory& than);

// The events that spans and rows speak of, in order of appearance.
QList<MessageFacts> sortByMessage(const JourneyFacts& facts, const SpanIndex& index);

MessageStory tellMessage(const MessageFacts& facts, const SpanIndex& index);

} // namespace signalbox
