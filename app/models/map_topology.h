// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "models/inspection.h"

namespace signalbox {

// Questions that the map asks of the broker's exchanges, queues and bindings, and of the services that declare to
// consume from them. Holds no state; the session outlives it.
class MapTopology
{
public:
    explicit MapTopology(const StackSession& session)
        : m_session(session)
    {
    }

    bool anyConsumerDeclared() const;
    bool isConsumed(const QString& queue) const;
    // A bounded queue that no service says it reads: it keeps the newest messages for whoever wants to look.
    bool isKeepsake(const QueueState& queue) const;
    bool isDeadLettersOfShown(const QString& name) const; // of a queue that somebody consumes
    QStringList deadLettersOf(const QueueState& from) const;
    bool isShownExchange(const QString& exchange) const;
    bool leadsToConsumers(const QString& exchange) const;

    StatusTone queueTone(const QString& name) const;
    QString publishLabel(const QString& name) const; // on the way into a queue
    QString deliverLabel(const QString& name) const; // on the way out of it

private:
    const QueueState* queue(const QString& name) const; // null = the broker has none of this name
    bool isDeadLetters(const QString& name) const;
    bool holdsMessages(const QString& exchange) const;

    const StackSession& m_session;
};

} // namespace signalbox
