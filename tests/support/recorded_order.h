// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/records.h"

namespace signalbox::test {

// What one order leaves behind: the request through the edge, its commit, the message's stay in outbox and queue, a
// failed attempt to handle it and a good one. Times are as a run on two cores showed them.
class RecordedOrder
{
public:
    explicit RecordedOrder(QString traceId = QStringLiteral("4bf92f3577b34da6a3ce929d0e0e4736"),
                           qint64 startNs = recently())
        : m_trace(std::move(traceId))
        , m_startNs(startNs)
    {
    }

    QString traceId() const { return m_trace; }
    QString eventId() const { return QStringLiteral("0192f3a1-7c00-7000-8000-") + m_trace.left(12); }
    QString spanId(int number) const
    {
        return m_trace.left(14) + QStringLiteral("%1").arg(number, 2, 16, QLatin1Char('0'));
    }

    // Numbers: 1 edge, 2 auth, 3 orders, 4 commit, 5 publish, 6 and 7 attempts, 8 insert of the second one.
    QList<Span> request() const
    {
        return {make({1, 0, "edge", "POST /api/v1/orders", SpanKind::Server}, 0, 9'800, http(201)),
                make({2, 1, "auth", "GET /api/v1/auth/validate", SpanKind::Server}, 1'000, 900, http(200)),
                make({3, 1, "orders", "POST /api/v1/orders", SpanKind::Server}, 2'000, 7'600, http(201)),
                make({4, 3, "orders", "COMMIT", SpanKind::Client},
                     3'900,
                     1'800,
                     {{QStringLiteral("db.system.name"), QStringLiteral("postgresql")},
                      {QStringLiteral("db.namespace"), QStringLiteral("orders")},
                      {QStringLiteral("db.operation.name"), QStringLiteral("COMMIT")},
                      {QStringLiteral("messaging.outbox.event_id"), eventId()}})};
    }
    Span publish() const
    {
        return make(
            {5, 3, "orders", "publish events", SpanKind::Producer}, 7'800, 1'700, message(QStringLiteral("events"), 0));
    }
    Span failedAttempt() const
    {
        Span span = make({6, 5, "invoices", "process invoices.in", SpanKind::Consumer},
                         421'600,
                         11'000,
                         message(QStringLiteral("invoices.in"), 1));
        span.status = SpanStatus::Error;
        span.statusMessage =
            QStringLiteral("deadlock detected (40P01)\nProcess 771 waits for ShareLock on transaction 1204");
        return span;
    }
    QList<Span> goodAttempt() const
    {
        return {make({7, 5, "invoices", "process invoices.in", SpanKind::Consumer},
                     1'433'000,
                     13'000,
                     message(QStringLiteral("invoices.in"), 2)),
                make({8, 7, "invoices", "INSERT invoices", SpanKind::Client},
                     1'436'000,
                     5'000,
                     {{QStringLiteral("db.system.name"), QStringLiteral("postgresql")},
                      {QStringLiteral("db.namespace"), QStringLiteral("invoices")}})};
    }
    QList<Span> all() const { return request() + QList<Span>{publish(), failedAttempt()} + goodAttempt(); }

    MessageRow outboxRow() const
    {
        MessageRow row = messageRow(MessageRow::Table::Outbox, QStringLiteral("orders"), 5'700);
        row.sentNs = at(9'500);
        return row;
    }
    MessageRow inboxRow() const { return messageRow(MessageRow::Table::Inbox, QStringLiteral("invoices"), 1'441'000); }

    QList<LogLine> logs() const
    {
        return {
            line(1'000, "edge", LogLevel::Info, R"("msg":"POST /api/v1/orders 201","duration_ms":9.8)", 1),
            line(5'800, "orders", LogLevel::Info, R"("msg":"order created","amount":5000)", 3),
            line(9'500, "orders", LogLevel::Debug, R"("msg":"published","event_id":")" + eventId().toLatin1() + '"', 5),
            line(430'000,
                 "invoices",
                 LogLevel::Warn,
                 R"("msg":"deadlock detected, retry in 1 s","sqlstate":"40P01")",
                 6),
            line(430'100, "postgres", LogLevel::Error, R"("msg":"deadlock detected")", 0),
            line(1'445'000, "invoices", LogLevel::Info, R"("msg":"invoice issued","attempt":2)", 7)};
    }

    qint64 at(qint64 microseconds) const { return m_startNs + microseconds * 1000; }
    static qint64 recently() { return 1'795'000'000'000'000'000; }

private:
    struct Name
    {
        int number;
        int parent;
        const char* service;
        const char* name;
        SpanKind kind;
    };

    Span make(const Name& name, qint64 offsetUs, qint64 durationUs, const Attributes& attributes) const
    {
        Span span;
        span.traceId = m_trace;
        span.spanId = spanId(name.number);
        span.parentSpanId = name.parent == 0 ? QString() : spanId(name.parent);
        span.service = QString::fromLatin1(name.service);
        span.name = QString::fromLatin1(name.name);
        span.kind = name.kind;
        span.startNs = at(offsetUs);
        span.durationNs = durationUs * 1000;
        span.attributes = attributes;
        return span;
    }

    static Attributes http(int status)
    {
        return {{QStringLiteral("http.request.method"), QStringLiteral("POST")},
                {QStringLiteral("http.route"), QStringLiteral("/api/v1/orders")},
                {QStringLiteral("http.response.status_code"), QString::number(status)}};
    }

    Attributes message(const QString& destination, int delivery) const
    {
        Attributes attributes{
            {QStringLiteral("messaging.system"), QStringLiteral("rabbitmq")},
            {QStringLiteral("messaging.destination.name"), destination},
            {QStringLiteral("messaging.operation.type"),
             delivery == 0 ? QStringLiteral("send") : QStringLiteral("process")},
            {QStringLiteral("messaging.rabbitmq.destination.routing_key"), QStringLiteral("order.created.v1")},
            {QStringLiteral("messaging.message.id"), eventId()},
            {QStringLiteral("messaging.message.conversation_id"), m_trace}};
        if (delivery > 0)
            attributes.append({QStringLiteral("messaging.message.delivery_count"), QString::number(delivery)});
        return attributes;
    }

    MessageRow messageRow(MessageRow::Table table, const QString& service, qint64 createdUs) const
    {
        MessageRow row;
        row.table = table;
        row.service = service;
        row.eventId = eventId();
        row.eventType = QStringLiteral("order.created.v1");
        row.traceId = m_trace;
        row.correlationId = m_trace;
        row.createdNs = at(createdUs);
        return row;
    }

    LogLine line(qint64 offsetUs, const char* service, LogLevel level, const QByteArray& members, int span) const
    {
        LogLine line;
        line.timeNs = at(offsetUs);
        line.service = QString::fromLatin1(service);
        line.level = level;
        line.traceId = span == 0 ? QString() : m_trace;
        line.spanId = span == 0 ? QString() : spanId(span);
        line.text = "{\"level\":\"" + logLevelName(level).toLatin1() + "\"," + members;
        if (span != 0)
            line.text += ",\"trace_id\":\"" + m_trace.toLatin1() + "\",\"span_id\":\"" + spanId(span).toLatin1() + '"';
        line.text += '}';
        return line;
    }

    QString m_trace;
    qint64 m_startNs;
};

} // namespace signalbox::test
