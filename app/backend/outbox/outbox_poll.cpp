// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/outbox/outbox_poll.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUuid>

#include <algorithm>

namespace signalbox {
namespace {

using namespace std::chrono_literals;

constexpr auto timeout = 2000ms;
constexpr qint64 firstRetryMs = 250;
constexpr qint64 lastRetryMs = 5000;
constexpr qint64 patienceMs = 30'000; // for tables and roles to be made by a first start
constexpr qint64 historyMs = 60'000;  // read when a watch begins
constexpr qint64 overlapMs = 2000;    // transactions commit out of the order in which they began
constexpr qint64 rememberMs = 10'000; // a row that was sent
constexpr qsizetype maxKnown = 500;
constexpr qint64 youngMs = 5000;
constexpr qint64 askOldEachMs = 5000;
constexpr qint64 awaitMs = 600'000;
constexpr qsizetype maxAwaited = 1000;

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

QByteArray timestamp(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

bool isNews(const MessageRow& row, const MessageRow& last)
{
    return row.sentNs != last.sentNs || row.deadNs != last.deadNs || row.attempts != last.attempts ||
           row.lastError != last.lastError;
}

bool isOver(const MessageRow& row)
{
    return row.sentNs > 0;
}

} // namespace

void AwaitedEvents::add(const MessageRow& row, qint64 at)
{
    Event& event = m_events[row.eventId];
    event.row = row;
    if (event.sinceMs == 0)
        event.sinceMs = at;
}

QStringList AwaitedEvents::dueFor(const QString& inboxService, qint64 at)
{
    m_events.removeIf([at](const auto& event) { return at - event.value().sinceMs > awaitMs; });
    const bool askOld = at - m_askedOldMs.value(inboxService) > askOldEachMs;
    QStringList due;
    for (auto event = m_events.begin(); event != m_events.end() && due.size() < maxAwaited; ++event) {
        if (!event->seenBy.contains(inboxService) && (askOld || at - event->sinceMs < youngMs))
            due.append(event.key());
    }
    if (askOld)
        m_askedOldMs.insert(inboxService, at);
    return due;
}

MessageRow AwaitedEvents::found(const QString& inboxService, const QString& eventId, qint64 seenNs)
{
    Event& event = m_events[eventId];
    event.seenBy.insert(inboxService);
    MessageRow row = event.row;
    row.table = MessageRow::Table::Inbox;
    row.service = inboxService;
    row.eventId = eventId;
    row.createdNs = seenNs;
    row.sentNs = 0;
    row.deadNs = 0;
    row.attempts = 0;
    row.lastError.clear();
    return row;
}

OutboxPoll::OutboxPoll(const OutboxSource& source, int cancelDescriptor)
    : m_source(source)
    , m_session(source.conninfo, cancelDescriptor)
{
    if (source.outbox)
        m_outbox.emplace(*source.outbox);
    if (source.inbox)
        m_inbox.emplace(*source.inbox);
    m_state.service = source.service;
}

void OutboxPoll::close()
{
    m_session.close();
    m_retryAtMs = 0;
    m_retryDelayMs = 0;
    m_openedMs = 0;
    m_tablesFound = false;
    m_state = {};
    m_state.service = m_source.service;
}

Result<void> OutboxPoll::connect()
{
    if (m_session.isOpen())
        return {};
    return m_session.open(timeout);
}

// By name first: to read a table that a first start has yet to make would be an error in the server's log, where a
// reader looks for real ones.
Result<void> OutboxPoll::findTables()
{
    if (m_tablesFound)
        return {};
    QStringList tables;
    if (m_source.outbox)
        tables.append(m_source.outbox->table);
    if (m_source.inbox)
        tables.append(m_source.inbox->table);
    for (const QString& table : std::as_const(tables)) {
        const auto rows = m_session.query("SELECT to_regclass($1)::text", {table.toUtf8()}, timeout);
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->value(0).value(0).isNull()) {
            const QString text = QCoreApplication::translate("Outbox", "the table %1 does not exist");
            return fail(Error::Code::NotFound, text.arg(table));
        }
    }
    m_tablesFound = true;
    return {};
}

void OutboxPoll::poll(AwaitedEvents& awaited, QList<MessageRow>& changed)
{
    if (m_openedMs == 0)
        m_openedMs = nowMs();
    if (nowMs() < m_retryAtMs)
        return;
    const auto done = connect()
                          .and_then([&] { return findTables(); })
                          .and_then([&] { return askOutbox(awaited, changed); })
                          .and_then([&] { return askInbox(awaited, changed); });
    if (!done)
        return note(done.error());
    m_retryDelayMs = 0;
    m_state.problem.clear();
}

void OutboxPoll::note(const Error& error)
{
    m_retryDelayMs = std::clamp(m_retryDelayMs * 2, firstRetryMs, lastRetryMs);
    m_retryAtMs = nowMs() + m_retryDelayMs;
    m_state.pending = -1;
    m_state.oldestPendingMs = -1;
    m_state.dead = -1;
    const bool isStarting = error.code == Error::Code::NotFound && nowMs() - m_openedMs < patienceMs;
    m_state.problem = isStarting ? QString()
                                 : QCoreApplication::translate("Outbox", "The outbox of %1 cannot be read: %2.")
                                       .arg(m_source.service, error.message);
}

Result<void> OutboxPoll::askOutbox(AwaitedEvents& awaited, QList<MessageRow>& changed)
{
    if (!m_outbox)
        return {};
    if (m_since.isEmpty())
        m_since = timestamp(nowMs() - historyMs);
    const qint64 begun = nowMs();
    const auto recent = m_session.query(m_outbox->recent, {m_since}, timeout);
    if (!recent)
        return tl::unexpected(recent.error());
    take(*recent, awaited, changed);
    m_since = timestamp(begun - overlapMs);

    QByteArrayList times;
    QByteArrayList ids;
    for (const Seen& seen : std::as_const(m_seen)) {
        if (!isOver(seen.row.message) && times.size() < maxKnown) {
            times.append(seen.row.createdText);
            ids.append(seen.row.id);
        }
    }
    if (!times.isEmpty()) {
        const auto known = m_session.query(m_outbox->known, {arrayLiteral(times), arrayLiteral(ids)}, timeout);
        if (!known)
            return tl::unexpected(known.error());
        take(*known, awaited, changed);
    }
    forgetOld();
    auto state = askState();
    if (!state || m_state.pending <= 0)
        return state;
    // Rows that are older than the watch, or were committed long after they were made.
    const auto pending = m_session.query(m_outbox->pending, {}, timeout);
    if (!pending)
        return tl::unexpected(pending.error());
    take(*pending, awaited, changed);
    return {};
}

Result<void> OutboxPoll::askState()
{
    const auto rows = m_session.query(m_outbox->state, {}, timeout);
    if (!rows)
        return tl::unexpected(rows.error());
    const PgSession::Row row = rows->value(0);
    m_state.pending = row.value(0).toLongLong();
    m_state.oldestPendingMs = row.value(1).isNull() ? -1 : std::max<qint64>(0, row.value(1).toLongLong());
    m_state.dead = row.value(2).toLongLong();
    return {};
}

void OutboxPoll::take(const QList<PgSession::Row>& rows, AwaitedEvents& awaited, QList<MessageRow>& changed)
{
    const qint64 now = nowMs();
    for (const PgSession::Row& row : rows) {
        OutboxRow next = outboxRow(row, m_source.service);
        if (next.message.eventId.isEmpty())
            continue;
        const auto last = m_seen.constFind(next.message.eventId);
        if (last != m_seen.constEnd() && !isNews(next.message, last->row.message))
            continue;
        changed.append(next.message);
        awaited.add(next.message, now);
        m_seen.insert(next.message.eventId, {next, now});
    }
}

void OutboxPoll::forgetOld()
{
    const qint64 now = nowMs();
    m_seen.removeIf(
        [now](const auto& seen) { return isOver(seen.value().row.message) && now - seen.value().atMs > rememberMs; });
}

Result<void> OutboxPoll::askInbox(AwaitedEvents& awaited, QList<MessageRow>& changed)
{
    if (!m_inbox)
        return {};
    QByteArrayList ids;
    const QStringList due = awaited.dueFor(m_source.service, nowMs());
    for (const QString& id : due)
        ids.append(id.toUtf8());
    if (ids.isEmpty())
        return {};
    const auto rows = m_session.query(m_inbox->handled, {arrayLiteral(ids)}, timeout);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const PgSession::Row& row : *rows)
        changed.append(
            awaited.found(m_source.service, QString::fromUtf8(row.value(0)), row.value(1).toLongLong() * 1000));
    return {};
}

} // namespace signalbox
