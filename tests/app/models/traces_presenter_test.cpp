// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/format.h"
#include "models/traces_presenter.h"
#include "support/qt_test_main.h"
#include "support/recorded_order.h"
#include "support/recorded_stack.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

using namespace signalbox;

namespace {

QString id(char digit)
{
    return QString(32, QLatin1Char(digit));
}

test::RecordedOrder order(char digit, int second = 0)
{
    return test::RecordedOrder(id(digit), test::RecordedOrder::recently() + second * 1'000'000'000LL);
}

} // namespace

class TracesPresenterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void an_empty_store_teaches_what_to_do()
    {
        test::RecordedStack stack;
        TracesPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        SOON_VERIFY(!presenter.state().emptyText.isEmpty());
        QVERIFY(presenter.state().canCompose);
        QVERIFY(!presenter.inspection().hint.isEmpty());
    }

    void new_traces_appear_while_the_selected_one_stays()
    {
        test::RecordedStack stack;
        TracesPresenter presenter(stack.store(), stack.session());
        const QAbstractItemModelTester tester(&presenter.list());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        stack.writer().add(order('a').all());
        SOON_COMPARE(presenter.state().traceId, id('a'));
        presenter.selectSpan(order('a').spanId(4));
        QSignalSpy resets(&presenter.list(), &QAbstractItemModel::modelReset);
        stack.writer().add(order('b', 9).all());
        SOON_COMPARE(presenter.list().rowCount(), 2);
        QCOMPARE(presenter.list().traceAt(0), id('b'));
        QCOMPARE(presenter.state().traceId, id('a'));
        QCOMPARE(presenter.state().spanId, order('a').spanId(4));
        QCOMPARE(resets.count(), 0);
    }

    void a_trace_grows_while_it_is_looked_at()
    {
        test::RecordedStack stack;
        TracesPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        presenter.setActive(true);
        stack.writer().add(order('a').request());
        SOON_COMPARE(presenter.waterfall().rowCount(), 5); // its commit left a message in the outbox
        stack.writer().add(QList<Span>{order('a').publish(), order('a').failedAttempt()});
        stack.writer().add(QList<MessageRow>{order('a').outboxRow()});
        SOON_VERIFY(presenter.waterfall().rowCount() > 6);
        SOON_VERIFY(presenter.state().traceSummary.contains(QLatin1String("error")));
    }

    void a_late_answer_does_not_overwrite_a_newer_one()
    {
        test::RecordedStack stack;
        stack.writer().add(order('a').all());
        stack.writer().add(order('b').request());
        TracesPresenter presenter(stack.store(), stack.session());
        presenter.setActive(true);
        SOON_COMPARE(presenter.list().rowCount(), 2);
        QStringList mixed;
        connect(&presenter.waterfall(), &TraceWaterfallModel::extentChanged, this, [&] {
            const QString shown = presenter.waterfall().index(0).data(TraceWaterfallModel::SpanIdRole).toString();
            if (!shown.isEmpty() && shown != order('b').spanId(1))
                mixed.append(shown);
        });
        presenter.selectTrace(id('a'));
        presenter.selectTrace(id('b')); // before the first was answered
        SOON_COMPARE(presenter.waterfall().rowCount(), 5);
        presenter.setFilter(QStringLiteral("service:nobody"));
        presenter.setFilter(QString());
        SOON_COMPARE(presenter.list().rowCount(), 2);
        QCOMPARE(presenter.state().counted, QStringLiteral("2 traces"));
        QVERIFY2(mixed.isEmpty(), qPrintable(mixed.join(QLatin1Char(' '))));
    }

    void a_filter_narrows_and_a_wrong_one_changes_nothing()
    {
        test::RecordedStack stack;
        stack.writer().add(order('a').all());
        stack.writer().add(order('b').request());
        TracesPresenter presenter(stack.store(), stack.session());
        presenter.setActive(true);
        SOON_COMPARE(presenter.list().rowCount(), 2);
        presenter.setFilter(QStringLiteral("errors"));
        SOON_COMPARE(presenter.list().rowCount(), 1);
        QCOMPARE(presenter.list().traceAt(0), id('a'));
        presenter.setFilter(QStringLiteral("errors nope:1"));
        QVERIFY(presenter.state().filterError.has_value());
        QCOMPARE(presenter.state().filterError->position, 7);
        QCOMPARE(presenter.list().rowCount(), 1);
        presenter.setFilter(QStringLiteral("service:auth service:edge"));
        QVERIFY(presenter.state().filterError.has_value());
    }

    void a_trace_id_in_the_filter_opens_that_trace()
    {
        test::RecordedStack stack;
        stack.writer().add(order('a').all() + order('b', 9).request()); // at once: the newest is shown first
        TracesPresenter presenter(stack.store(), stack.session());
        presenter.setActive(true);
        SOON_COMPARE(presenter.state().traceId, id('b'));
        presenter.setFilter(id('a'));
        QCOMPARE(presenter.state().traceId, id('a'));
        SOON_VERIFY(presenter.waterfall().rowCount() >= 8);
    }

    void a_trace_that_is_not_there_says_why()
    {
        test::RecordedStack stack;
        stack.writer().add(order('b').request());
        TracesPresenter presenter(stack.store(), stack.session());
        presenter.setActive(true);
        SOON_COMPARE(presenter.list().rowCount(), 1);
        presenter.showLink({Link::Kind::Trace, id('f')});
        SOON_VERIFY(!presenter.state().traceNotice.isEmpty());
        QCOMPARE(presenter.waterfall().rowCount(), 0);
    }

    void an_event_leads_to_its_trace()
    {
        test::RecordedStack stack;
        stack.writer().add(QList<MessageRow>{order('a').outboxRow()});
        stack.writer().add(order('a').all() + order('b', 9).request()); // at once: the newest is shown first
        TracesPresenter presenter(stack.store(), stack.session());
        presenter.setActive(true);
        SOON_COMPARE(presenter.state().traceId, id('b'));
        presenter.showLink({Link::Kind::Event, order('a').eventId()});
        SOON_COMPARE(presenter.state().traceId, id('a'));
    }

    void the_inspector_shows_error_attributes_journey_and_logs_of_a_span()
    {
        test::RecordedStack stack;
        stack.writer().add(order('a').all());
        stack.writer().add(QList<MessageRow>{order('a').outboxRow(), order('a').inboxRow()});
        stack.writer().add(order('a').logs());
        TracesPresenter presenter(stack.store(), stack.session());
        presenter.setActive(true);
        SOON_VERIFY(presenter.waterfall().rowCount() >= 10);
        presenter.showLink({Link::Kind::Span, id('a') + QLatin1Char('/') + order('a').spanId(6)});
        const auto section = [&](const QString& title) {
            for (const auto& each : presenter.inspection().sections) {
                if (each.title == title)
                    return each;
            }
            return Inspection::Section();
        };
        SOON_VERIFY(!section(QStringLiteral("Logs of this span")).block.isEmpty());
        QCOMPARE(presenter.inspection().tone, StatusTone::Fail);
        QCOMPARE(section(QStringLiteral("Error")).block.count(QLatin1Char('\n')), 1);
        QVERIFY(section(QStringLiteral("Journey")).bullets.size() >= 8);
        const auto rows = section(QStringLiteral("Attributes")).rows;
        const auto message = std::find_if(
            rows.begin(), rows.end(), [](const auto& row) { return row.key == QLatin1String("message.id"); });
        QVERIFY(message != rows.end());
        QCOMPARE(message->link, (Link{Link::Kind::Event, order('a').eventId()}));
        QSignalSpy copied(&presenter, &TracesPresenter::copyRequested);
        presenter.runAct(QStringLiteral("copy-span"));
        QVERIFY(copied.first().first().toString().contains(order('a').spanId(6)));
        presenter.runAct(QStringLiteral("copy-trace"));
        const auto otlp = QJsonDocument::fromJson(copied.last().first().toString().toUtf8()).object();
        const QJsonArray services = otlp[QStringLiteral("resourceSpans")].toArray();
        QCOMPARE(services.size(), 4);
        const auto spansOf = [](const QJsonValue& service) {
            return service[QStringLiteral("scopeSpans")][0][QStringLiteral("spans")].toArray();
        };
        qsizetype count = 0;
        for (const QJsonValue service : services)
            count += spansOf(service).size();
        QCOMPARE(count, order('a').all().size());
        const QJsonValue first = spansOf(services.first()).first();
        QCOMPARE(first[QStringLiteral("traceId")].toString(), id('a'));
        QVERIFY(first[QStringLiteral("startTimeUnixNano")].isString()); // 64 bits do not survive as a JSON number
    }

    void two_traces_are_laid_over_each_other()
    {
        test::RecordedStack stack;
        stack.writer().add(order('a').all() + order('b', 9).request());
        TracesPresenter presenter(stack.store(), stack.session());
        presenter.setActive(true);
        SOON_COMPARE(presenter.state().traceId, id('b'));
        SOON_VERIFY(presenter.waterfall().rowCount() > 0);
        presenter.setComparing(true);
        QVERIFY(presenter.state().comparing);
        QVERIFY(presenter.state().comparison.startsWith(QLatin1String("Select another trace")));
        presenter.selectTrace(id('a'));
        SOON_VERIFY(presenter.comparison().rowCount() >= 8);
        QVERIFY(presenter.state().comparison.contains(QLatin1String("only in the second")));
        presenter.setComparing(false);
        QCOMPARE(presenter.comparison().rowCount(), 0);
        QVERIFY(presenter.state().comparison.isEmpty());
    }

    void a_page_that_is_not_looked_at_asks_nothing()
    {
        test::RecordedStack stack;
        TracesPresenter presenter(stack.store(), stack.session());
        SOON_COMPARE(stack.session().phase(), SessionPhase::Attached);
        QSignalSpy advanced(&stack.session(), &StackSession::storeAdvanced);
        stack.writer().add(order('a').all());
        QVERIFY(advanced.wait());
        QCOMPARE(presenter.list().rowCount(), 0);
        presenter.setActive(true);
        SOON_COMPARE(presenter.list().rowCount(), 1);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, TracesPresenterTest>(argc, argv);
}

#include "traces_presenter_test.moc"
