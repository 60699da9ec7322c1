// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/shell_presenter.h"
#include "support/qt_test_main.h"
#include "support/recorded_stack.h"

#include "core/base/format.h"
#include "core/base/ids.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace signalbox;

// What the frame says of the telemetry and of actions, over a real store.
class ShellPresenterTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void an_empty_store_says_so();
    void the_telemetry_is_told_in_a_sentence();
    void lag_is_the_age_of_what_just_arrived();
    void old_things_that_are_only_looked_at_are_no_lag();
    void refused_exports_are_a_warning();
    void an_action_keeps_its_observed_result();

private:
    static Span spanAt(qint64 ns)
    {
        Span span;
        span.traceId = newTraceId();
        span.spanId = newSpanId();
        span.service = QStringLiteral("orders");
        span.name = QStringLiteral("GET /");
        span.startNs = ns;
        span.durationNs = 1'000;
        return span;
    }
    // What the presenter asked at the beginning is answered: the store's thread answers in order.
    static void settle(test::RecordedStack& stack, const ShellPresenter& presenter)
    {
        QTRY_COMPARE(presenter.state().telemetry, QStringLiteral("no telemetry yet"));
        const auto last = stack.store().status();
        QTRY_VERIFY(last.isFinished());
        QCoreApplication::processEvents();
    }
    // The last part of the sentence in seconds; -1 without one.
    static double lagIn(const QString& sentence)
    {
        static const QRegularExpression pattern(QStringLiteral("lag ([0-9.]+) s"));
        const auto match = pattern.match(sentence);
        return match.hasMatch() ? match.captured(1).toDouble() : -1;
    }
};

void ShellPresenterTest::init()
{
    test::failOnAnyWarning();
}

void ShellPresenterTest::an_empty_store_says_so()
{
    test::RecordedStack stack;
    StackCommands orders(stack.session());
    ShellPresenter presenter(stack.session(), stack.store(), orders);
    QTRY_COMPARE(presenter.state().telemetry, QStringLiteral("no telemetry yet"));
}

void ShellPresenterTest::the_telemetry_is_told_in_a_sentence()
{
    test::RecordedStack stack;
    StackCommands orders(stack.session());
    ShellPresenter presenter(stack.session(), stack.store(), orders);
    QTRY_COMPARE(stack.session().phase(), SessionPhase::Attached);
    settle(stack, presenter);
    stack.writer().add(QList<Span>{spanAt(nowNanoseconds() - 12 * 60'000'000'000LL - 5'000'000'000LL)});
    static const QRegularExpression sentence(
        QStringLiteral("^kept 12 m · [0-9.]+ [kM]?B of 2 GB · 0 dropped · lag [0-9.]+ s$"));
    QTRY_VERIFY2(presenter.state().telemetry.contains(sentence), qPrintable(presenter.state().telemetry));
    QCOMPARE(presenter.state().telemetryTone, StatusTone::None);
}

void ShellPresenterTest::lag_is_the_age_of_what_just_arrived()
{
    test::RecordedStack stack;
    StackCommands orders(stack.session());
    ShellPresenter presenter(stack.session(), stack.store(), orders);
    QTRY_COMPARE(stack.session().phase(), SessionPhase::Attached);
    settle(stack, presenter);
    stack.writer().add(QList<Span>{spanAt(nowNanoseconds() - 5'000'000'000LL)});
    QTRY_VERIFY(lagIn(presenter.state().telemetry) >= 5.0);
    QVERIFY(lagIn(presenter.state().telemetry) < 8.0);
}

void ShellPresenterTest::old_things_that_are_only_looked_at_are_no_lag()
{
    test::RecordedStack stack;
    QTRY_COMPARE(stack.session().phase(), SessionPhase::Attached);
    QSignalSpy advanced(&stack.writer(), &StoreWriter::advanced);
    stack.writer().add(QList<Span>{spanAt(nowNanoseconds() - 3600'000'000'000LL)});
    QTRY_VERIFY(advanced.count() > 0);
    StackCommands orders(stack.session());
    ShellPresenter presenter(stack.session(), stack.store(), orders);
    QTRY_VERIFY(presenter.state().telemetry.startsWith(QStringLiteral("kept 1 h")));
    QCOMPARE(lagIn(presenter.state().telemetry), -1.0);
}

void ShellPresenterTest::refused_exports_are_a_warning()
{
    test::RecordedStack stack;
    StackCommands orders(stack.session());
    ShellPresenter presenter(stack.session(), stack.store(), orders);
    QTRY_COMPARE(stack.session().phase(), SessionPhase::Attached);
    stack.writer().countRefused();
    stack.writer().add(QList<Span>{spanAt(nowNanoseconds())});
    QTRY_VERIFY2(presenter.state().telemetry.contains(QStringLiteral("1 exports refused")),
                 qPrintable(presenter.state().telemetry));
    QCOMPARE(presenter.state().telemetryTone, StatusTone::Warn);
}

void ShellPresenterTest::an_action_keeps_its_observed_result()
{
    test::RecordedStack stack;
    StackCommands orders(stack.session());
    ShellPresenter presenter(stack.session(), stack.store(), orders);
    QTRY_COMPARE(stack.session().phase(), SessionPhase::Attached);
    const ActionState failed{
        7, QStringLiteral("restart orders"), false, false, QStringLiteral("Port 1 is taken."), 1'000, 2'000};
    stack.channel().notify(QStringLiteral("action.changed"),
                           {{QStringLiteral("sequence"), 2}, {QStringLiteral("action"), toJson(failed)}});
    QCOMPARE(presenter.state().lastAction, QStringLiteral("restart orders · Port 1 is taken."));
    QCOMPARE(presenter.state().lastActionTone, StatusTone::Fail);
    QVERIFY(presenter.state().progress.isEmpty());
}

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, ShellPresenterTest>(argc, argv);
}

#include "shell_presenter_test.moc"
