// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journey.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace signalbox;

namespace {

SpanKind kindOf(const QString& name)
{
    const QStringList names{QStringLiteral("unspecified"),
                            QStringLiteral("internal"),
                            QStringLiteral("server"),
                            QStringLiteral("client"),
                            QStringLiteral("producer"),
                            QStringLiteral("consumer")};
    return static_cast<SpanKind>(names.indexOf(name));
}

QString text(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString();
}

qint64 number(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toInteger();
}

Span spanOf(const QJsonObject& object)
{
    Span span;
    span.traceId = text(object, "trace_id");
    span.spanId = text(object, "span_id");
    span.parentSpanId = text(object, "parent_span_id");
    span.service = text(object, "service");
    span.name = text(object, "name");
    span.kind = kindOf(text(object, "kind"));
    span.status = text(object, "status") == QLatin1String("error") ? SpanStatus::Error : SpanStatus::Unset;
    span.statusMessage = text(object, "status_message");
    span.startNs = number(object, "start_ns");
    span.durationNs = number(object, "duration_ns");
    const QJsonObject attributes = object.value(QLatin1String("attributes")).toObject();
    for (auto attribute = attributes.begin(); attribute != attributes.end(); ++attribute)
        span.attributes.append({attribute.key(), attribute->toString()});
    return span;
}

MessageRow rowOf(const QJsonObject& object)
{
    MessageRow row;
    row.table = text(object, "table") == QLatin1String("outbox") ? MessageRow::Table::Outbox : MessageRow::Table::Inbox;
    row.service = text(object, "service");
    row.eventId = text(object, "event_id");
    row.eventType = text(object, "event_type");
    row.traceId = text(object, "trace_id");
    row.correlationId = text(object, "correlation_id");
    row.createdNs = number(object, "created_ns");
    row.sentNs = number(object, "sent_ns");
    row.deadNs = number(object, "dead_ns");
    row.attempts = object.value(QLatin1String("attempts")).toInt();
    row.lastError = text(object, "last_error");
    return row;
}

JourneyFacts recorded(const char* name)
{
    QFile file(signalbox::test::sourcePath("tests/data/journey/%1.json").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    JourneyFacts facts;
    facts.nowNs = number(root, "now_ns");
    const QJsonArray spans = root.value(QLatin1String("spans")).toArray();
    for (const QJsonValue& value : spans)
        facts.spans.append(spanOf(value.toObject()));
    const QJsonArray rows = root.value(QLatin1String("rows")).toArray();
    for (const QJsonValue& value : rows)
        facts.rows.append(rowOf(value.toObject()));
    const QJsonObject queues = root.value(QLatin1String("queues")).toObject();
    for (auto queue = queues.begin(); queue != queues.end(); ++queue)
        facts.queues.insert(queue.key(), queue->toVariant().toStringList());
    return facts;
}

// One line a step: kind, service, what, start and duration in µs since the beginning; ~ waiting, ! failed.
QString printed(const Journey& journey)
{
    QStringList lines;
    for (const JourneyStep& step : journey.steps)
        lines.append(QStringLiteral("%1 %2: %3 +%4 %5%6%7")
                         .arg(journeyKindName(step.kind), step.service, step.what)
                         .arg((step.startNs - journey.startNs) / 1000)
                         .arg(step.durationNs < 0 ? QStringLiteral("…") : QString::number(step.durationNs / 1000))
                         .arg(step.waiting ? QStringLiteral("~") : QString())
                         .arg(step.failed ? QStringLiteral("!") : QString()));
    return lines.join(QLatin1Char('\n'));
}

QString lines(std::initializer_list<const char*> texts)
{
    QStringList list;
    for (const char* text : texts)
        list.append(QString::fromUtf8(text));
    return list.join(QLatin1Char('\n'));
}

} // namespace

class JourneyTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_message_is_followed_from_the_request_to_its_effect()
    {
        const Journey journey = buildJourney(recorded("happy"));
        QCOMPARE(printed(journey),
                 lines({"request edge: POST /api/v1/orders → 201 +0 12400",
                        "call auth: GET /api/v1/auth/validate → 200 +800 1200",
                        "call orders: POST /api/v1/orders → 201 +3100 8700",
                        "commit orders: INSERT orders +4000 6900",
                        "outbox orders: in the outbox +10900 3300~",
                        "publish orders: order.created.v1 published to events +14200 3300",
                        "queue invoices: in queue invoices.in +17500 1000~",
                        "attempt invoices: attempt 1 of invoices.in +18500 5300",
                        "effect invoices: COMMIT +20100 3200"}));
        QCOMPARE(journey.whereNow, QStringLiteral("handled by invoices 24 ms after the request"));
        QVERIFY(journey.complete);
        QVERIFY(!journey.failed);
        QCOMPARE(journey.traceId, QStringLiteral("4bf92f3577b34da6a3ce929d0e0e4736"));
        QCOMPARE(journey.steps.at(4).evidence, QStringLiteral("outbox row of orders"));
        QCOMPARE(journey.steps.last().evidence, QStringLiteral("span 0000000000000005, inbox row of invoices"));
    }

    // The chain comes back to where it was: orders → invoices → orders → invoices.
    void an_effect_is_the_attempts_own_and_not_of_what_follows_from_it()
    {
        JourneyFacts facts = recorded("happy");
        const auto follow = [&facts](const char* id, const char* parent, const char* service, qint64 afterMs) {
            const QString eventId = QStringLiteral("event-") + QLatin1String(id);
            const auto append = [&](const char* suffix, const QString& above, const char* name, SpanKind kind) {
                Span span;
                span.traceId = facts.spans.first().traceId;
                span.spanId = QLatin1String(id) + QLatin1String(suffix);
                span.parentSpanId = above;
                span.service = QLatin1String(service);
                span.name = QLatin1String(name);
                span.kind = kind;
                span.startNs = facts.spans.first().startNs + afterMs * 1'000'000;
                span.durationNs = 1'000'000;
                if (kind == SpanKind::Client)
                    span.attributes = {{QStringLiteral("db.system.name"), QStringLiteral("postgresql")},
                                       {QStringLiteral("db.operation.name"), QStringLiteral("COMMIT")}};
                else
                    span.attributes = {
                        {QStringLiteral("messaging.system"), QStringLiteral("rabbitmq")},
                        {QStringLiteral("messaging.message.id"), eventId},
                        {QStringLiteral("messaging.rabbitmq.destination.routing_key"), QStringLiteral("answer.v1")}};
                facts.spans.append(span);
                return span.spanId;
            };
            const QString publish = append("-publish", QLatin1String(parent), "publish events", SpanKind::Producer);
            const QString attempt = append("-attempt", publish, "process answers.in", SpanKind::Consumer);
            append("-commit", attempt, "COMMIT", SpanKind::Client);
        };
        follow("there", "0000000000000004", "orders", 40);
        follow("back", "there-attempt", "invoices", 60);
        QStringList effects;
        for (const JourneyStep& step : buildJourney(facts).steps)
            if (step.kind == JourneyStep::Kind::Effect)
                effects << step.spanId;
        QCOMPARE(effects,
                 (QStringList{QStringLiteral("0000000000000005"),
                              QStringLiteral("there-commit"),
                              QStringLiteral("back-commit")}));
    }

    void spans_alone_are_enough_in_any_order()
    {
        const Journey journey = buildJourney(recorded("only_spans"));
        QCOMPARE(printed(journey), printed(buildJourney(recorded("happy"))));
        QVERIFY(journey.complete);
    }

    void rows_alone_are_enough()
    {
        const Journey journey = buildJourney(recorded("only_rows"));
        QCOMPARE(printed(journey),
                 lines({"commit orders: order.created.v1 committed +0 0",
                        "outbox orders: in the outbox +0 13800~",
                        "publish orders: order.created.v1 published +13800 0",
                        "queue invoices: in queue invoices.in +13800 2200~",
                        "effect invoices: recorded in the inbox +16000 0"}));
        QVERIFY(journey.complete);
    }

    void with_the_broker_down_it_lies_in_the_outbox()
    {
        const Journey journey = buildJourney(recorded("broker_down"));
        QCOMPARE(journey.whereNow, QStringLiteral("in the outbox of orders for 3.00 s: the broker does not take it"));
        QCOMPARE(journey.steps.last().kind, JourneyStep::Kind::Outbox);
        QCOMPARE(journey.steps.last().durationNs, -1);
        QVERIFY(!journey.complete);
        QVERIFY(!journey.failed);
    }

    void without_a_consumer_it_lies_in_the_queue()
    {
        const Journey journey = buildJourney(recorded("queued"));
        QCOMPARE(journey.whereNow, QStringLiteral("in queue invoices.in for 12.0 s, nobody has taken it yet"));
        QVERIFY(!journey.complete);
    }

    void an_event_that_no_service_reads_is_at_its_end()
    {
        JourneyFacts facts = recorded("queued");
        facts.queues.clear();
        facts.routes = {{QStringLiteral("order.*.v1"), QStringLiteral("unheard"), {}},
                        {QStringLiteral("invoice.#"), QStringLiteral("orders.in"), QStringLiteral("orders")}};
        const Journey journey = buildJourney(facts);
        QCOMPARE(journey.whereNow, QStringLiteral("order.created.v1 was published; no service reads such events"));
        QVERIFY(journey.complete);
        QVERIFY(journey.steps.last().kind != JourneyStep::Kind::Queue);
    }

    void a_reader_that_never_read_before_is_waited_for()
    {
        JourneyFacts facts = recorded("queued");
        facts.queues.clear();
        facts.routes = {{QStringLiteral("#"), QStringLiteral("audit.in"), QStringLiteral("audit")}};
        const Journey journey = buildJourney(facts);
        QCOMPARE(journey.whereNow, QStringLiteral("in queue audit.in for 12.0 s, nobody has taken it yet"));
        QVERIFY(!journey.complete);
    }

    void routes_match_as_topics_do_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("takes");
        QTest::newRow("itself") << "a.b.v1"
                                << "a.b.v1" << true;
        QTest::newRow("one word") << "a.*.v1"
                                  << "a.b.v1" << true;
        QTest::newRow("one word is not two") << "a.*"
                                             << "a.b.v1" << false;
        QTest::newRow("any words") << "a.#"
                                   << "a.b.v1" << true;
        QTest::newRow("no words") << "a.#"
                                  << "a" << true;
        QTest::newRow("words in the middle") << "a.#.v1"
                                             << "a.b.c.v1" << true;
        QTest::newRow("everything") << "#"
                                    << "a.b" << true;
        QTest::newRow("longer") << "a"
                                << "a.b" << false;
        QTest::newRow("shorter") << "a.b"
                                 << "a" << false;
    }

    void routes_match_as_topics_do()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, type);
        const EventRoute route{.pattern = pattern, .queue = {}, .service = {}};
        QTEST(route.takes(type), "takes");
    }

    void each_attempt_and_each_wait_is_a_step()
    {
        const Journey journey = buildJourney(recorded("retried"));
        QVERIFY2(printed(journey).endsWith(
                     lines({"queue invoices: in queue invoices.in +17500 1000~",
                            "attempt invoices: attempt 1 of invoices.in: connection refused +18500 2000!",
                            "queue invoices: in queue invoices.in +20500 1000500~",
                            "attempt invoices: attempt 2 of invoices.in: connection refused +1021000 2000!",
                            "queue invoices: in queue invoices.in +1023000 10007000~",
                            "attempt invoices: attempt 3 of invoices.in +11030000 5000",
                            "effect invoices: COMMIT +11032000 2000"})),
                 qPrintable(printed(journey)));
        QVERIFY(journey.complete);
        QVERIFY(!journey.failed);
    }

    void a_failed_attempt_waits_for_the_next_one()
    {
        const Journey journey = buildJourney(recorded("retrying"));
        QCOMPARE(journey.whereNow,
                 QStringLiteral("attempt 1 of invoices failed: connection refused; it waits for the next one"));
        QVERIFY(!journey.complete);
        QVERIFY(!journey.failed);
    }

    void a_dead_letter_is_the_end_and_says_why()
    {
        const Journey journey = buildJourney(recorded("dead_letter"));
        QCOMPARE(journey.steps.last().kind, JourneyStep::Kind::DeadLetter);
        QCOMPARE(journey.whereNow,
                 QStringLiteral("in the dead letters of invoices after attempt 1: body does not match its schema"));
        QVERIFY(journey.failed);
        QVERIFY(!journey.complete);
    }

    void an_event_that_the_dispatcher_gave_up_is_dead()
    {
        const Journey journey = buildJourney(recorded("outbox_dead"));
        QCOMPARE(journey.steps.last().kind, JourneyStep::Kind::DeadLetter);
        QVERIFY2(journey.whereNow.contains(QStringLiteral("message too large")), qPrintable(journey.whereNow));
        QVERIFY(journey.failed);
    }

    void an_event_fans_out_to_every_consumer()
    {
        const Journey journey = buildJourney(recorded("fan_out"));
        QVERIFY(journey.complete);
        QCOMPARE(journey.whereNow, QStringLiteral("handled by feed 49 ms after the request"));
        QCOMPARE(std::count_if(journey.steps.begin(),
                               journey.steps.end(),
                               [](const JourneyStep& step) { return step.kind == JourneyStep::Kind::Attempt; }),
                 2);
    }

    void it_is_not_complete_while_one_consumer_has_not_taken_it()
    {
        const Journey journey = buildJourney(recorded("fan_out_waiting"));
        QVERIFY(!journey.complete);
        QVERIFY2(journey.whereNow.startsWith(QStringLiteral("in queue feed.in")), qPrintable(journey.whereNow));
    }

    void a_request_without_events_is_over_when_nothing_more_comes()
    {
        JourneyFacts facts = recorded("only_request");
        Journey journey = buildJourney(facts);
        QVERIFY(journey.complete);
        QCOMPARE(journey.whereNow,
                 QStringLiteral("POST /api/v1/orders → 201 by edge in 12 ms; no event was published"));
        facts.nowNs = journey.endNs + 100'000'000; // spans may still be on their way
        journey = buildJourney(facts);
        QVERIFY(!journey.complete);
    }

    void spans_in_a_circle_do_not_hang_it()
    {
        JourneyFacts facts = recorded("happy");
        for (Span& span : facts.spans)
            span.parentSpanId = span.spanId;
        facts.spans[0].parentSpanId = facts.spans[1].spanId;
        facts.spans[1].parentSpanId = facts.spans[0].spanId;
        QVERIFY(!buildJourney(facts).steps.isEmpty());
        QVERIFY(buildJourney({}).steps.isEmpty());
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, JourneyTest>(argc, argv);
}
#include "journey_test.moc"
