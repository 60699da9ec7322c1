// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace_waterfall.h"
#include "models/trace_waterfall_model.h"
#include "support/qt_test_main.h"
#include "support/recorded_order.h"
#include "support/recorded_stack.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;

namespace {

// The rows as a tree that a reader can compare: indent, text, "!" failed.
QStringList printed(const QList<WaterfallRow>& rows)
{
    QStringList lines;
    for (const WaterfallRow& row : rows)
        lines.append(QString(row.depth, QLatin1Char('.')) + row.service + QStringLiteral(": ") + row.text +
                     (row.failed ? QStringLiteral(" !") : QString()));
    return lines;
}

Trace traceOf(const QList<Span>& spans)
{
    Trace trace;
    trace.traceId = spans.first().traceId;
    trace.spans = spans;
    return trace;
}

JourneyStep wait(JourneyStep::Kind kind, const QString& event, qint64 begin, qint64 end)
{
    JourneyStep step;
    step.kind = kind;
    step.eventId = event;
    step.startNs = begin;
    step.durationNs = end < 0 ? -1 : end - begin;
    step.waiting = true;
    return step;
}

Span span(int number, int parent, qint64 start, qint64 duration)
{
    Span made;
    made.traceId = QString(32, QLatin1Char('1'));
    made.spanId = QString::number(number);
    made.parentSpanId = parent == 0 ? QString() : QString::number(parent);
    made.service = QStringLiteral("s");
    made.name = QStringLiteral("n%1").arg(number);
    made.startNs = start;
    made.durationNs = duration;
    return made;
}

} // namespace

class TraceWaterfallTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void waits_stand_before_the_span_that_ended_them()
    {
        const test::RecordedOrder order;
        Journey journey;
        journey.traceId = order.traceId();
        journey.steps = {wait(JourneyStep::Kind::Outbox, order.eventId(), order.at(5'700), order.at(7'800)),
                         wait(JourneyStep::Kind::Queue, order.eventId(), order.at(9'500), order.at(421'600)),
                         wait(JourneyStep::Kind::Queue, order.eventId(), order.at(432'600), order.at(1'433'000))};
        const QStringList expected{QStringLiteral("edge: POST /api/v1/orders"),
                                   QStringLiteral(".auth: GET /api/v1/auth/validate"),
                                   QStringLiteral(".orders: POST /api/v1/orders"),
                                   QStringLiteral("..orders: COMMIT"),
                                   QStringLiteral("..orders: in outbox 2.1 ms"),
                                   QStringLiteral("..orders: publish events"),
                                   QStringLiteral("...invoices: in queue 412 ms"),
                                   QStringLiteral("...invoices: process invoices.in !"),
                                   QStringLiteral("...invoices: in queue 1 s"),
                                   QStringLiteral("...invoices: process invoices.in"),
                                   QStringLiteral("....invoices: INSERT invoices")};
        QStringList rows = printed(waterfallRows(traceOf(order.all()), journey));
        rows.replaceInStrings(QStringLiteral("1.00 s"), QStringLiteral("1 s"));
        QCOMPARE(rows, expected);
    }

    void what_the_store_tells_of_a_run_gives_the_same_waits()
    {
        test::RecordedStack stack;
        const test::RecordedOrder order;
        stack.writer().add(order.all());
        stack.writer().add(QList<MessageRow>{order.outboxRow(), order.inboxRow()});
        QSignalSpy advanced(&stack.writer(), &StoreWriter::advanced);
        QVERIFY(advanced.wait());
        QFuture<Result<Journey>> journey;
        QFuture<Result<Trace>> trace;
        QStringList rows;
        const auto rowsNow = [&] {
            journey = stack.store().journey(order.traceId());
            trace = stack.store().trace(order.traceId());
            return QTest::qWaitFor([&] { return journey.isFinished() && trace.isFinished(); }) && trace.result() &&
                   journey.result() && trace.result()->spans.size() == order.all().size();
        };
        QTRY_VERIFY(rowsNow());
        rows = printed(waterfallRows(*trace.result(), *journey.result()));
        QCOMPARE(rows.filter(QStringLiteral("in outbox 2.1 ms")).size(), 1);
        QCOMPARE(rows.filter(QStringLiteral("in queue 412 ms")).size(), 1);
    }

    void only_the_turns_of_the_services_can_be_shown()
    {
        QList<Span> spans{
            span(1, 0, 0, 100), span(2, 1, 5, 80), span(3, 2, 6, 20), span(4, 2, 30, 40), span(5, 4, 31, 9)};
        spans[3].service = QStringLiteral("t");
        spans[4].service = QStringLiteral("t");
        spans[4].status = SpanStatus::Error;
        const QList<WaterfallRow> rows = rowsBetweenServices(waterfallRows(traceOf(spans), {}));
        QCOMPARE(printed(rows),
                 (QStringList{QStringLiteral("s: n1"), QStringLiteral(".t: n4"), QStringLiteral("..t: n5 !")}));
        QCOMPARE(rows.first().below, 2);
    }

    void a_request_answered_before_it_was_made_betrays_the_clock()
    {
        QList<Span> spans{
            span(1, 0, 5'000'000, 9'000'000), span(2, 1, 2'000'000, 4'000'000), span(3, 2, 1'000'000, 10)};
        spans[1].service = QStringLiteral("t");
        spans[1].kind = SpanKind::Server;
        spans[2].service = QStringLiteral("t");
        const QList<WaterfallRow> rows = waterfallRows(traceOf(spans), {});
        QVERIFY(rows.at(0).note.isEmpty());
        QCOMPARE(rows.at(1).note, QStringLiteral("clock at least 3.0 ms behind that of s"));
        QVERIFY(rows.at(2).note.isEmpty()); // of the same service: no other clock
    }

    void a_wait_that_is_not_over_lasts_to_the_end_of_the_trace()
    {
        const test::RecordedOrder order;
        Journey journey;
        journey.traceId = order.traceId();
        journey.steps = {wait(JourneyStep::Kind::Queue, order.eventId(), order.at(9'500), -1)};
        const auto rows = waterfallRows(traceOf(order.request() + QList<Span>{order.publish()}), journey);
        QCOMPARE(rows.last().kind, WaterfallRow::Kind::Wait);
        QVERIFY(rows.last().open);
        QCOMPARE(rows.last().endNs(), order.at(9'800));
        QCOMPARE(rows.last().depth, 3);
    }

    void spans_without_their_parent_are_roots_and_loops_are_broken()
    {
        const auto rows =
            waterfallRows(traceOf({span(1, 9, 0, 5), span(2, 1, 1, 2), span(3, 4, 2, 2), span(4, 3, 3, 1)}), {});
        QCOMPARE(printed(rows),
                 QStringList({QStringLiteral("s: n1"),
                              QStringLiteral(".s: n2"),
                              QStringLiteral("s: n3"),
                              QStringLiteral(".s: n4")}));
    }

    void the_critical_path_is_the_chain_that_ended_last()
    {
        const auto rows =
            waterfallRows(traceOf({span(1, 0, 0, 100), span(2, 1, 5, 20), span(3, 1, 10, 60), span(4, 1, 75, 20)}), {});
        QStringList critical;
        for (const WaterfallRow& row : rows) {
            if (row.critical)
                critical.append(row.text);
        }
        QCOMPARE(critical, QStringList({QStringLiteral("n1"), QStringLiteral("n3"), QStringLiteral("n4")}));
    }

    void a_subtree_closes_and_opens_without_a_reset()
    {
        const test::RecordedOrder order;
        TraceWaterfallModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTrace(order.traceId(), waterfallRows(traceOf(order.all()), {}));
        const QPersistentModelIndex last = model.index(model.rowCount() - 1);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.toggleCollapsed(1); // auth: nothing below, nothing happens
        QCOMPARE(model.rowCount(), 8);
        model.toggleCollapsed(2);
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(!last.isValid());
        model.reveal(order.spanId(8));
        QCOMPARE(model.rowCount(), 8);
        QCOMPARE(model.rowOfSpan(order.spanId(8)), 7);
        QCOMPARE(resets.count(), 0);
    }

    void a_trace_that_grows_keeps_the_row_that_is_looked_at()
    {
        const test::RecordedOrder order;
        TraceWaterfallModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTrace(order.traceId(), waterfallRows(traceOf(order.request()), {}));
        const QPersistentModelIndex commit = model.index(model.rowOfSpan(order.spanId(4)));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setTrace(order.traceId(), waterfallRows(traceOf(order.all()), {}));
        QCOMPARE(resets.count(), 0);
        QVERIFY(commit.isValid());
        QCOMPARE(commit.data(TraceWaterfallModel::SpanIdRole).toString(), order.spanId(4));
        QCOMPARE(model.extent().lengthNs, order.at(1'446'000) - order.at(0));
    }

    void very_many_spans_are_laid_out_within_a_frame_or_two()
    {
        QList<Span> spans{span(1, 0, 0, 1'000'000)};
        for (int i = 2; i <= 50'000; ++i)
            spans.append(span(i, i % 3 == 0 ? i - 1 : i / 2, i, 10));
        TraceWaterfallModel model;
        model.setTrace(spans.first().traceId, waterfallRows(traceOf(spans), {}));
        QCOMPARE(model.rowCount(), 50'000);
        model.toggleCollapsed(0);
        QCOMPARE(model.rowCount(), 1);
    }

    void a_logarithmic_scale_gives_short_work_room()
    {
        const TimeScale linear{{0, 1'000'000}, false};
        const TimeScale logarithmic{{0, 1'000'000}, true};
        QCOMPARE(linear.share(10'000), 0.01);
        QVERIFY(logarithmic.share(10'000) > 0.3);
        QCOMPARE(logarithmic.share(0), 0.0);
        QCOMPARE(logarithmic.share(1'000'000), 1.0);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, TraceWaterfallTest>(argc, argv);
}

#include "trace_waterfall_test.moc"
