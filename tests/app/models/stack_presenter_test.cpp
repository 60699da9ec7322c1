// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_control_channel.h"
#include "support/qt_test_main.h"
#include "support/sample_stack.h"

#include "models/stack_presenter.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;

class StackPresenterTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void the_headline_counts_what_is_seen();
    void the_last_start_shows_its_critical_path();
    void a_start_that_runs_has_open_ends();
    void what_a_lost_daemon_said_last_is_not_shown_as_true();
    void orders_go_out_only_when_they_make_sense();
    void a_crash_is_explained_with_its_last_lines();
    void the_sample_is_what_needs_a_look();
    void nothing_is_said_twice();

private:
    struct Fixture
    {
        Fixture()
            : session(channel)
            , store(folder.path())
            , orders(session)
            , presenter(session, store, orders)
        {
        }
        void attach()
        {
            sample.attach(channel);
            QTRY_COMPARE(session.phase(), SessionPhase::Attached);
        }
        QTemporaryDir folder;
        test::FakeControlChannel channel;
        test::SampleStack sample;
        StackSession session;
        StoreClient store;
        StackCommands orders;
        StackPresenter presenter;
    };
    static QStringList sectionTitles(const Inspection& inspection)
    {
        QStringList titles;
        for (const auto& section : inspection.sections)
            titles.append(section.title);
        return titles;
    }
};

void StackPresenterTest::init()
{
    test::failOnAnyWarning();
}

void StackPresenterTest::the_headline_counts_what_is_seen()
{
    Fixture f;
    f.sample.state(QStringLiteral("invoices")).phase = Phase::Failed;
    f.sample.state(QStringLiteral("orders")).phase = Phase::Waiting;
    f.sample.state(QStringLiteral("auth")).phase = Phase::Stopped;
    QVERIFY(!f.presenter.state().emptyWhat.isEmpty());
    f.attach();
    QCOMPARE(f.presenter.state().headline, QStringLiteral("3 of 6 ready · 1 failing · 1 on the way · 1 stopped"));
    QVERIFY(f.presenter.state().emptyWhat.isEmpty());
}

void StackPresenterTest::the_last_start_shows_its_critical_path()
{
    Fixture f;
    f.attach();
    const StartupView view = f.presenter.state().startup;
    QCOMPARE(view.caption, QStringLiteral("all ready after 3.94 s · critical path rabbitmq → invoices → edge"));
    QCOMPARE(view.bars.size(), 6);
    QCOMPARE(view.bars.last().service, QStringLiteral("edge"));
    QCOMPARE(view.bars.last().end, 1.0);
    QCOMPARE(view.bars.first().label, QStringLiteral("3.10 s"));
}

void StackPresenterTest::a_start_that_runs_has_open_ends()
{
    Fixture f;
    f.sample.startup[4].readyMs = -1;
    f.sample.startup[5].readyMs = -1;
    f.sample.action = {1, QStringLiteral("start"), true, false, {}, QDateTime::currentMSecsSinceEpoch() - 8'000, 0};
    f.attach();
    const StartupView view = f.presenter.state().startup;
    QVERIFY(view.caption.startsWith(QStringLiteral("4 of 6 ready after 8")));
    QVERIFY(view.bars.last().pending);
    QCOMPARE(view.bars.last().end, 1.0);
    QVERIFY(view.bars.first().end < 0.5);
}

void StackPresenterTest::what_a_lost_daemon_said_last_is_not_shown_as_true()
{
    Fixture f;
    f.attach();
    f.presenter.select(QStringLiteral("auth"));
    const auto state = [&f](int row) { return f.presenter.model().index(row, ServiceModel::StateColumn); };
    QCOMPARE(state(0).data(ToneRole).value<StatusTone>(), StatusTone::Ok);
    f.channel.disconnectNow(QStringLiteral("The daemon of this stack has ended."));
    QCOMPARE(state(0).data(ToneRole).value<StatusTone>(), StatusTone::Idle);
    QCOMPARE(state(0).data().toString(), QStringLiteral("was ready"));
    QCOMPARE(state(0).siblingAtColumn(ServiceModel::CpuColumn).data().toString(), QStringLiteral("–"));
    QVERIFY(f.presenter.state().headline.startsWith(QStringLiteral("last seen: ")));
    QCOMPARE(f.presenter.inspection().tone, StatusTone::Idle);
    QCOMPARE(f.presenter.inspection().status, QStringLiteral("last seen: ready"));
    f.attach();
    QCOMPARE(state(0).data(ToneRole).value<StatusTone>(), StatusTone::Ok);
}

void StackPresenterTest::orders_go_out_only_when_they_make_sense()
{
    Fixture f;
    f.sample.state(QStringLiteral("auth")).phase = Phase::Stopped;
    f.attach();
    f.presenter.select(QStringLiteral("auth"));
    f.presenter.runAct(QStringLiteral("stop"));
    QCOMPARE(f.channel.methods().last(), QStringLiteral("stack.get"));
    f.presenter.runAct(QStringLiteral("start"));
    QCOMPARE(f.channel.methods().last(), QStringLiteral("stack.start"));
    QCOMPARE(f.channel.params(f.channel.callCount() - 1).value(QLatin1String("services")).toArray().first().toString(),
             QStringLiteral("auth"));
    f.presenter.select(QStringLiteral("orders"));
    f.presenter.runAct(QStringLiteral("stop"));
    QCOMPARE(f.channel.methods().last(), QStringLiteral("stack.stop"));
}

void StackPresenterTest::a_crash_is_explained_with_its_last_lines()
{
    Fixture f;
    auto& invoices = f.sample.state(QStringLiteral("invoices"));
    invoices.phase = Phase::Backoff;
    invoices.reason = QStringLiteral("exited 139 (SIGSEGV), restarts in 4 s");
    invoices.exitSignal = QStringLiteral("SIGSEGV");
    invoices.restarts = 3;
    invoices.lastLines = {QStringLiteral("handling"), QStringLiteral("fatal \u001b[31mred")};
    f.attach();
    f.presenter.select(QStringLiteral("invoices"));
    const Inspection inspection = f.presenter.inspection();
    QCOMPARE(inspection.tone, StatusTone::Fail);
    QCOMPARE(sectionTitles(inspection).mid(0, 2), QStringList({QStringLiteral("Why"), QStringLiteral("Last lines")}));
    QCOMPARE(inspection.sections.at(0).paragraph, invoices.reason);
    QCOMPARE(inspection.sections.at(1).block.count(QLatin1Char('\n')), 1);
    QVERIFY(!inspection.sections.at(1).block.contains(QChar(0x1b)));
}

void StackPresenterTest::the_sample_is_what_needs_a_look()
{
    Fixture f;
    f.attach();
    QCOMPARE(f.presenter.sample(), QStringLiteral("invoices"));
    f.sample.state(QStringLiteral("auth")).phase = Phase::Failed;
    f.sample.tell(f.channel, QStringLiteral("auth"));
    QCOMPARE(f.presenter.sample(), QStringLiteral("auth"));
}

void StackPresenterTest::nothing_is_said_twice()
{
    Fixture f;
    f.attach();
    QSignalSpy states(&f.presenter, &StackPresenter::stateChanged);
    f.sample.tell(f.channel, QStringLiteral("auth"));
    QCOMPARE(states.count(), 0);
}

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, StackPresenterTest>(argc, argv);
}

#include "stack_presenter_test.moc"
