// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/when_done.h"
#include "core/store/store_client.h"
#include "support/qt_test_main.h"
#include "support/store_fixture.h"

using namespace signalbox;
using test::makeSpan;
using test::ms;

// Spans and what is made of them: as they were sent, listed, joined, followed.
class StoreSpansTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_store = std::make_unique<test::StoreFolder>();
    }

    void a_store_that_does_not_exist_yet_answers_with_empty_pages()
    {
        StoreReader reader = m_store->reader();
        QVERIFY(reader.traces({})->traces.isEmpty());
        QVERIFY(reader.logs({})->lines.isEmpty());
        QCOMPARE(reader.status()->spans, 0);
        QCOMPARE(reader.trace(newTraceId()).error().code, Error::Code::NotFound);
    }

    void a_span_comes_back_as_it_was_sent()
    {
        Span span = makeSpan(newTraceId(), QStringLiteral("orders"), QStringLiteral("POST /x"), 1000 * ms);
        span.parentSpanId = newSpanId();
        span.status = SpanStatus::Error;
        span.statusMessage = QStringLiteral("no ☂");
        span.attributes = {{QStringLiteral("http.route"), QStringLiteral("/x")}, {QStringLiteral("n"), QString()}};
        span.events = {{1001 * ms, QStringLiteral("exception"), {{QStringLiteral("type"), QStringLiteral("bad")}}}};
        span.links = {{newTraceId(), newSpanId()}};
        m_store->writeAll(QList<Span>{span, span}); // an exporter that got no answer sends again

        const auto trace = m_store->reader().trace(span.traceId);
        QVERIFY(trace);
        QCOMPARE(trace->spans.size(), 1);
        const Span& back = trace->spans.first();
        QCOMPARE(back.spanId, span.spanId);
        QCOMPARE(back.parentSpanId, span.parentSpanId);
        QCOMPARE(back.service, span.service);
        QCOMPARE(back.name, span.name);
        QCOMPARE(back.kind, span.kind);
        QCOMPARE(back.status, span.status);
        QCOMPARE(back.statusMessage, span.statusMessage);
        QCOMPARE(back.startNs, span.startNs);
        QCOMPARE(back.durationNs, span.durationNs);
        QCOMPARE(back.attributes, span.attributes);
        QCOMPARE(back.events.size(), 1);
        QCOMPARE(back.events.first().name, QStringLiteral("exception"));
        QCOMPARE(back.events.first().attributes, span.events.first().attributes);
        QCOMPARE(back.links.first().spanId, span.links.first().spanId);
    }

    void traces_are_listed_newest_first_and_narrowed_by_every_filter()
    {
        QList<Span> spans;
        QStringList ids;
        for (int i = 0; i < 10; ++i) {
            ids.append(newTraceId());
            Span root = makeSpan(ids.last(), QStringLiteral("edge"), QStringLiteral("GET /%1").arg(i), (1000 + i) * ms);
            Span child = makeSpan(ids.last(), QStringLiteral("orders"), QStringLiteral("work"), (1001 + i) * ms);
            child.parentSpanId = root.spanId;
            child.attributes = {{QStringLiteral("number"), QString::number(i)}};
            if (i == 3)
                child.status = SpanStatus::Error;
            if (i == 4)
                root.durationNs = 900 * ms;
            spans << root << child;
        }
        m_store->writeAll(spans);
        StoreReader reader = m_store->reader();

        TraceQuery window;
        window.limit = 3;
        window.offset = 2;
        const auto page = reader.traces(window);
        QCOMPARE(page->total, 10);
        QCOMPARE(page->traces.size(), 3);
        QCOMPARE(page->traces.first().traceId, ids.at(7));
        QCOMPARE(page->traces.first().rootName, QStringLiteral("GET /7"));
        QCOMPARE(page->traces.first().services, (QStringList{QStringLiteral("edge"), QStringLiteral("orders")}));
        QCOMPARE(page->traces.first().spanCount, 2);
        QCOMPARE(page->traces.first().durationNs, 6 * ms);
        QCOMPARE(page->coverage.keptSinceNs, 1000 * ms);

        const auto only = [&reader](const TraceQuery& query) {
            const auto found = reader.traces(query);
            return found->total == 1 ? found->traces.first().traceId : QString::number(found->total);
        };
        TraceQuery errors;
        errors.errorsOnly = true;
        QCOMPARE(only(errors), ids.at(3));
        TraceQuery slow;
        slow.minDurationNs = 500 * ms;
        QCOMPARE(only(slow), ids.at(4));
        TraceQuery named;
        named.text = QStringLiteral("get /5");
        QCOMPARE(only(named), ids.at(5));
        named.text = QStringLiteral("%");
        QCOMPARE(only(named), QStringLiteral("0"));
        TraceQuery attribute;
        attribute.attributeKey = QStringLiteral("number");
        attribute.attributeValue = QStringLiteral("6");
        QCOMPARE(only(attribute), ids.at(6));
        TraceQuery nobody;
        nobody.service = QStringLiteral("unheard of");
        QCOMPARE(only(nobody), QStringLiteral("0"));
        TraceQuery ranged;
        ranged.range = {1009 * ms, 0};
        QCOMPARE(only(ranged), ids.at(9));
    }

    void a_later_observation_of_a_row_replaces_the_earlier_one()
    {
        MessageRow row;
        row.service = QStringLiteral("orders");
        row.eventId = newUuidV7();
        row.eventType = QStringLiteral("order.created.v1");
        row.traceId = newTraceId();
        row.createdNs = 100 * ms;
        MessageRow sent = row;
        sent.sentNs = 140 * ms;
        m_store->writeAll(QList<MessageRow>{row}, QList<MessageRow>{sent});
        const auto journey = m_store->reader().journey(row.eventId);
        QVERIFY(journey);
        QCOMPARE(journey->traceId, row.traceId);
        const auto outbox = std::find_if(journey->steps.begin(), journey->steps.end(), [](const JourneyStep& step) {
            return step.kind == JourneyStep::Kind::Outbox;
        });
        QVERIFY(outbox != journey->steps.end());
        QCOMPARE(outbox->durationNs, 40 * ms);
    }

    void edges_join_callers_and_called()
    {
        QList<Span> spans;
        for (int i = 0; i < 20; ++i) {
            Span caller = makeSpan(newTraceId(), QStringLiteral("edge"), QStringLiteral("a"), (10 + i) * ms);
            Span called = makeSpan(caller.traceId, QStringLiteral("auth"), QStringLiteral("b"), (10 + i) * ms);
            called.parentSpanId = caller.spanId;
            called.durationNs = (i + 1) * ms;
            called.status = i == 0 ? SpanStatus::Error : SpanStatus::Ok;
            spans << caller << called;
        }
        m_store->writeAll(spans);
        const auto edges = m_store->reader().edges({});
        QCOMPARE(edges->size(), 1);
        QCOMPARE(edges->first().from, QStringLiteral("edge"));
        QCOMPARE(edges->first().to, QStringLiteral("auth"));
        QCOMPARE(edges->first().count, 20);
        QCOMPARE(edges->first().errors, 1);
        QCOMPARE(edges->first().p95Ns, 19 * ms);
    }

    void futures_of_a_destroyed_client_end_cancelled()
    {
        auto client = std::make_unique<StoreClient>(m_store->path());
        QList<QFuture<Result<StoreStatus>>> futures;
        for (int i = 0; i < 1000; ++i)
            futures.append(client->status());
        client.reset();
        for (const auto& future : std::as_const(futures))
            QVERIFY(future.isFinished());
        QVERIFY(futures.last().isCanceled() || futures.last().resultCount() == 1);
    }

    void a_client_answers_without_making_anyone_wait()
    {
        const QString id = newTraceId();
        m_store->writeAll(QList<Span>{makeSpan(id, QStringLiteral("a"), QStringLiteral("b"), ms)});
        StoreClient client(m_store->path());
        QString answer;
        whenDone(
            client.trace(id), this, [&answer](const Result<Trace>& trace) { answer = trace->spans.first().service; });
        QTRY_COMPARE(answer, QStringLiteral("a"));
    }

private:
    std::unique_ptr<test::StoreFolder> m_store;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StoreSpansTest>(argc, argv);
}

#include "store_spans_test.moc"
