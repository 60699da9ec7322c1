// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

namespace signalbox {

// What the store keeps, as values. Times are nanoseconds since the Unix epoch, durations nanoseconds; trace ids are
// 32 and span ids 16 lower-case hex digits; names of attributes are OpenTelemetry's semantic conventions.

using Attributes = QList<QPair<QString, QString>>; // values as text; arrays and maps as JSON

enum class SpanKind { Unspecified, Internal, Server, Client, Producer, Consumer };
enum class SpanStatus { Unset, Ok, Error };

struct SpanEvent
{
    qint64 timeNs = 0;
    QString name;
    Attributes attributes;
};

struct SpanLink
{
    QString traceId;
    QString spanId;
};

struct Span
{
    QString traceId;
    QString spanId;
    QString parentSpanId; // empty = root
    QString service;      // resource attribute service.name
    QString name;
    SpanKind kind = SpanKind::Unspecified;
    SpanStatus status = SpanStatus::Unset;
    QString statusMessage;
    qint64 startNs = 0;
    qint64 durationNs = 0;
    Attributes attributes;
    QList<SpanEvent> events;
    QList<SpanLink> links;

    QString attribute(const QString& key) const;
    qint64 endNs() const { return startNs + durationNs; }
};

enum class LogLevel { Unknown, Trace, Debug, Info, Warn, Error, Fatal };
QString logLevelName(LogLevel level);
LogLevel logLevelFromName(const QString& name);

struct LogLine
{
    qint64 id = 0; // increasing in order of arrival; 0 = not stored yet
    qint64 timeNs = 0;
    QString service;
    LogLevel level = LogLevel::Unknown;
    QString traceId;
    QString spanId;
    QByteArray text;   // as it came, without the line end, after masking
    QString message;   // the parsed message, else the text made visible
    Attributes fields; // the other members of a JSON line, in order
};

// One observed change of a row in a service's outbox or inbox table: evidence for the journey.
struct MessageRow
{
    enum class Table { Outbox, Inbox };

    Table table = Table::Outbox;
    QString service; // whose table
    QString eventId;
    QString eventType;
    QString aggregateId;
    QString traceId;
    QString correlationId;
    qint64 createdNs = 0; // outbox: row committed (its created_at); inbox: seen_at
    qint64 sentNs = 0;    // outbox: 0 = not yet
    qint64 deadNs = 0;
    int attempts = 0;
    QString lastError;
};

// Where the broker takes events of a type to, and which service says that it reads them there.
struct EventRoute
{
    QString pattern; // AMQP topic: words between dots, * one word, # any number of them
    QString queue;
    QString service; // empty = nobody reads this queue

    bool takes(const QString& eventType) const;
    bool operator==(const EventRoute&) const = default;
};

struct StateChange
{
    qint64 timeNs = 0;
    QString service;
    QString phase;
    QString reason;
};

// What an answer covers. Shown beside it, so that an empty page can say why it is empty.
struct Coverage
{
    qint64 keptSinceNs = 0;   // oldest thing of this kind in the store; 0 = nothing yet
    qint64 evicted = 0;       // dropped from the store to keep its budget
    qint64 droppedBefore = 0; // lost before the store (full queues), counted exactly
};

} // namespace signalbox
