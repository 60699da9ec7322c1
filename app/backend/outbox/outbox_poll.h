// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/outbox/outbox_source.h"
#include "backend/outbox/outbox_sql.h"
#include "core/stack/broker_state.h"

#include <QHash>

#include <map>

namespace signalbox {

// Events that left an outbox and have not been seen in every inbox: what the inboxes are asked for. Asking by id costs
// a look-up each; reading an inbox by time would scan it.
class AwaitedEvents
{
public:
    void add(const MessageRow& row, qint64 nowMs);
    // Ids that this inbox is to be asked for now: young ones each time, older ones now and then, none for ever.
    QStringList dueFor(const QString& inboxService, qint64 nowMs);
    // The inbox row of an event that was found there, with what its outbox row knows of it.
    MessageRow found(const QString& inboxService, const QString& eventId, qint64 seenNs);

private:
    struct Event
    {
        MessageRow row;
        qint64 sinceMs = 0;
        QSet<QString> seenBy;
    };
    QHash<QString, Event> m_events;
    QHash<QString, qint64> m_askedOldMs; // by inbox
};

// Looks at the tables of one service once each time poll() is called. Lives on the watcher's thread.
class OutboxPoll
{
public:
    OutboxPoll(const OutboxSource& source, int cancelDescriptor);

    // Appends what changed since the last time. Problems are in state().
    void poll(AwaitedEvents& awaited, QList<MessageRow>& changed);
    void close();
    const OutboxState& state() const { return m_state; }
    bool hasOutbox() const { return m_source.outbox.has_value(); }

private:
    Result<void> connect();
    Result<void> findTables();
    Result<void> askOutbox(AwaitedEvents& awaited, QList<MessageRow>& changed);
    Result<void> askInbox(AwaitedEvents& awaited, QList<MessageRow>& changed);
    Result<void> askState();
    void take(const QList<PgSession::Row>& rows, AwaitedEvents& awaited, QList<MessageRow>& changed);
    void forgetOld();
    void note(const Error& error);

    struct Seen
    {
        OutboxRow row;
        qint64 atMs = 0;
    };

    OutboxSource m_source;
    std::optional<OutboxSql> m_outbox;
    std::optional<InboxSql> m_inbox;
    PgSession m_session;
    OutboxState m_state;
    QHash<QString, Seen> m_seen; // by event id: what was last told of it
    QByteArray m_since;          // created_at from which `recent` reads
    qint64 m_retryAtMs = 0;
    qint64 m_retryDelayMs = 0;
    qint64 m_openedMs = 0; // first try since close()
    bool m_tablesFound = false;
};

} // namespace signalbox
