// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/outbox/outbox_sql.h"

#include "core/base/ids.h"

namespace signalbox {
namespace {

constexpr qint64 microsecondNs = 1000;

QByteArray expression(const QMap<QString, QString>& columns, const char* role)
{
    const QString text = columns.value(QLatin1String(role));
    return text.isEmpty() ? QByteArray("NULL") : "(" + text.toUtf8() + ")";
}

QByteArray microseconds(const QByteArray& time)
{
    return "(extract(epoch FROM " + time + "::timestamptz) * 1000000)::bigint";
}

qint64 toNs(const QByteArray& microsecondText)
{
    return microsecondText.toLongLong() * microsecondNs;
}

// 00-<trace id>-<span id>-<flags> (W3C Trace Context)
QString traceOf(const QByteArray& traceparent)
{
    const QString trace = QString::fromLatin1(traceparent.mid(3, 32));
    return isTraceId(trace) ? trace : QString();
}

} // namespace

OutboxSql::OutboxSql(const OutboxSpec& spec)
{
    const QByteArray table = spec.table.toUtf8();
    const auto column = [&spec](const char* role) { return expression(spec.columns, role); };
    const QByteArray created = column("created_at");
    const QByteArray sent = column("sent_at");
    const QByteArray dead = column("dead_at");
    const QByteArray id = spec.columns.contains(QStringLiteral("id")) ? column("id") : column("event_id");
    const QByteArray rows = "SELECT " + column("event_id") + "::text, " + column("event_type") + "::text, " +
                            column("aggregate_id") + "::text, " + microseconds(created) + ", " + microseconds(sent) +
                            ", " + microseconds(dead) + ", " + column("attempts") + "::int, " + column("last_error") +
                            "::text, " + column("traceparent") + "::text, " + column("correlation_id") + "::text, " +
                            created + "::text, " + id + "::text FROM " + table;
    state = "SELECT count(*) FILTER (WHERE " + dead + " IS NULL), (extract(epoch FROM clock_timestamp() - min(" +
            created + "::timestamptz) FILTER (WHERE " + dead + " IS NULL)) * 1000)::bigint, count(*) FILTER (WHERE " +
            dead + " IS NOT NULL) FROM " + table + " WHERE " + sent + " IS NULL";
    recent = rows + " WHERE " + created + " >= $1::timestamptz ORDER BY " + created + " DESC LIMIT 500";
    pending = rows + " WHERE " + sent + " IS NULL ORDER BY " + created + " LIMIT 200";
    // Names that no table has: the expressions mean the table's own columns.
    known = rows + " JOIN unnest($1::timestamptz[], $2::text[]) AS signalbox_known (signalbox_at, signalbox_id) ON " +
            created + " = signalbox_at AND " + id + "::text = signalbox_id";
}

InboxSql::InboxSql(const InboxSpec& spec)
{
    const QByteArray id = expression(spec.columns, "event_id");
    handled = "SELECT " + id + "::text, " + microseconds(expression(spec.columns, "seen_at")) + " FROM " +
              spec.table.toUtf8() + " WHERE " + id + " = ANY ($1)";
}

OutboxRow outboxRow(const PgSession::Row& row, const QString& service)
{
    OutboxRow result;
    MessageRow& message = result.message;
    message.table = MessageRow::Table::Outbox;
    message.service = service;
    message.eventId = QString::fromUtf8(row.value(0));
    message.eventType = QString::fromUtf8(row.value(1));
    message.aggregateId = QString::fromUtf8(row.value(2));
    message.createdNs = toNs(row.value(3));
    message.sentNs = toNs(row.value(4));
    message.deadNs = toNs(row.value(5));
    message.attempts = row.value(6).toInt();
    message.lastError = QString::fromUtf8(row.value(7));
    message.traceId = traceOf(row.value(8));
    message.correlationId = QString::fromUtf8(row.value(9));
    result.createdText = row.value(10);
    result.id = row.value(11);
    return result;
}

QByteArray arrayLiteral(const QByteArrayList& values)
{
    QByteArrayList quoted;
    for (QByteArray value : values)
        quoted.append('"' + value.replace('\\', "\\\\").replace('"', "\\\"") + '"');
    return '{' + quoted.join(',') + '}';
}

} // namespace signalbox
