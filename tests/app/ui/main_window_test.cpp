// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/window_fixture.h"

#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/status_label.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace signalbox;
using test::WindowFixture;

// The real main window, clicked and typed into.
class MainWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void start_orders_and_waits_for_the_observed_state();
    void stop_is_offered_while_something_runs();
    void a_refused_order_is_a_sentence_across_the_window();
    void a_service_is_restarted_from_the_inspector();
    void the_inspector_says_why_a_service_waits();
    void keys_lead_to_pages_and_back();
    void a_page_is_made_when_it_is_wanted_and_only_once();
    void the_palette_finds_by_a_few_letters();
    void the_palette_closes_on_escape_and_gives_the_focus_back();
    void the_theme_switches_and_is_remembered();
    void a_lost_daemon_is_said_with_a_way_back();
    void a_daemon_that_cannot_start_is_said();
    void a_broken_stack_file_is_said();
    void closing_over_a_running_stack_asks_once();
    void closing_can_stop_the_stack_first();
    void cancelling_keeps_the_window_and_asks_again();
    void an_empty_stack_teaches();
    void links_from_the_inspector_are_followed();
    void a_language_is_asked_for_by_name();

private:
    static void type(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(widget, key, modifiers);
    }
};

void MainWindowTest::init()
{
    test::failOnAnyWarning();
}

void MainWindowTest::start_orders_and_waits_for_the_observed_state()
{
    WindowFixture fixture;
    for (ServiceState& state : fixture.sample.states)
        state.phase = Phase::Stopped;
    fixture.open();
    fixture.attach();
    auto* start = fixture.find<QPushButton>("start");
    QTRY_VERIFY(start->isEnabled());
    QTest::mouseClick(start, Qt::LeftButton);
    QCOMPARE(fixture.channel.methods().last(), QStringLiteral("stack.start"));
    QVERIFY(!start->isEnabled());

    fixture.channel.answer(QStringLiteral("stack.start"), QJsonValue(QJsonObject{{QStringLiteral("action"), 1}}));
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    fixture.sample.tell(
        fixture.channel,
        ActionState{1, QStringLiteral("start"), true, false, QStringLiteral("waiting for rabbitmq"), now - 3'200, 0});
    QTRY_COMPARE(start->text(), QStringLiteral("Starting…"));
    QVERIFY(!start->isEnabled());
    const auto* foot = fixture.find<StatusLabel>("lastAction");
    QVERIFY2(foot->text().contains(QStringLiteral("waiting for rabbitmq · 3 s")), qPrintable(foot->text()));
    QCOMPARE(foot->tone(), StatusTone::Busy);

    for (ServiceState& state : fixture.sample.states) {
        state.phase = Phase::Ready;
        fixture.sample.tell(fixture.channel, state.service);
    }
    fixture.sample.tell(
        fixture.channel,
        ActionState{
            1, QStringLiteral("start"), false, true, QStringLiteral("all ready after 4.4 s"), now - 4'400, now});
    QTRY_COMPARE(start->text(), QStringLiteral("Start"));
    QVERIFY(!start->isEnabled()); // everything is up
    QCOMPARE(foot->text(), QStringLiteral("start · all ready after 4.4 s"));
    QCOMPARE(foot->tone(), StatusTone::Ok);
    QCOMPARE(fixture.find<QWidget>("summary")->accessibleName(), QStringLiteral("6 ready"));
}

void MainWindowTest::stop_is_offered_while_something_runs()
{
    WindowFixture fixture;
    fixture.open();
    auto* stop = fixture.find<QPushButton>("stop");
    QVERIFY(!stop->isEnabled());
    fixture.attach();
    QTRY_VERIFY(stop->isEnabled());
    QTest::mouseClick(stop, Qt::LeftButton);
    QCOMPARE(fixture.channel.methods().last(), QStringLiteral("stack.stop"));
    fixture.channel.answer(QStringLiteral("stack.stop"), QJsonValue(QJsonObject()));
    fixture.sample.state(QStringLiteral("edge")).phase = Phase::Stopping;
    fixture.sample.tell(fixture.channel, QStringLiteral("edge"));
    QTRY_COMPARE(stop->text(), QStringLiteral("Stopping…"));
}

void MainWindowTest::a_refused_order_is_a_sentence_across_the_window()
{
    WindowFixture fixture;
    fixture.open();
    fixture.attach();
    auto* stop = fixture.find<QPushButton>("stop");
    QTRY_VERIFY(stop->isEnabled());
    QTest::mouseClick(stop, Qt::LeftButton);
    const QString sentence = QStringLiteral("The stack is being started. Wait for it, or stop one service.");
    fixture.channel.answer(QStringLiteral("stack.stop"), fail(Error::Code::Conflict, sentence));
    auto* banner = fixture.window->centralWidget()->findChild<Banner*>(QStringLiteral("banner"));
    QTRY_COMPARE(banner->sentence(), sentence);
    QVERIFY(banner->isVisible());
    QTest::mouseClick(banner->findChild<QPushButton*>(QStringLiteral("bannerAction")), Qt::LeftButton);
    QTRY_VERIFY(!banner->isVisible());
}

void MainWindowTest::a_service_is_restarted_from_the_inspector()
{
    WindowFixture fixture;
    fixture.open();
    fixture.attach();
    auto* table = fixture.find<DataTable>("services");
    QTRY_VERIFY(table->selectId(QStringLiteral("orders")));
    QTRY_VERIFY(fixture.find<QPushButton>("act-restart"));
    QTest::mouseClick(fixture.find<QPushButton>("act-restart"), Qt::LeftButton);
    QCOMPARE(fixture.channel.methods().last(), QStringLiteral("service.restart"));
    QCOMPARE(fixture.channel.params(fixture.channel.callCount() - 1).value(QLatin1String("service")).toString(),
             QStringLiteral("orders"));
}

void MainWindowTest::the_inspector_says_why_a_service_waits()
{
    WindowFixture fixture;
    auto& invoices = fixture.sample.state(QStringLiteral("invoices"));
    invoices.phase = Phase::Waiting;
    invoices.waitingFor = {QStringLiteral("rabbitmq")};
    invoices.sinceMs = QDateTime::currentMSecsSinceEpoch() - 8'000;
    fixture.sample.state(QStringLiteral("rabbitmq")).phase = Phase::Starting;
    fixture.open();
    fixture.attach();
    auto* table = fixture.find<DataTable>("services");
    QTRY_VERIFY(table->selectId(QStringLiteral("invoices")));
    QTRY_COMPARE(fixture.find<QLabel>("inspectorTitle")->text(), QStringLiteral("invoices"));
    QVERIFY(fixture.find<QLabel>("inspectorStatus")->text().startsWith(QStringLiteral("waiting for rabbitmq for 8")));
    QCOMPARE(fixture.find<QWidget>("summary")->accessibleName(),
             QStringLiteral("1 waiting (rabbitmq), 1 starting, 4 ready"));
}

void MainWindowTest::keys_lead_to_pages_and_back()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    QCOMPARE(window.currentPage()->id(), QStringLiteral("stack"));
    type(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window.currentPage()->id(), QStringLiteral("map"));
    QVERIFY(fixture.find<QAbstractButton>("nav-map")->isChecked());
    type(&window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(window.currentPage()->id(), QStringLiteral("stack"));
    type(&window, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(window.currentPage()->id(), QStringLiteral("map"));

    auto* entry = fixture.find<QAbstractButton>("nav-map");
    entry->setFocus();
    type(entry, Qt::Key_Up);
    QCOMPARE(window.currentPage()->id(), QStringLiteral("stack"));
}

void MainWindowTest::a_page_is_made_when_it_is_wanted_and_only_once()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    QVERIFY(fixture.find<StackPage>("stackPage"));
    QVERIFY(!fixture.find<MapPage>("mapPage"));
    window.showPage(QStringLiteral("map"));
    const auto* map = fixture.find<MapPage>("mapPage");
    QCOMPARE(window.currentPage(), map);
    window.showPage(QStringLiteral("stack"));
    window.showPage(QStringLiteral("map"));
    QCOMPARE(window.findChildren<MapPage*>(), QList<MapPage*>{fixture.find<MapPage>("mapPage")});
}

void MainWindowTest::the_palette_finds_by_a_few_letters()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    fixture.attach();
    QTRY_VERIFY(fixture.find<QPushButton>("stop")->isEnabled());
    type(&window, Qt::Key_K, Qt::ControlModifier);
    auto* field = fixture.find<QLineEdit>("paletteField");
    QVERIFY(field->isVisible());
    QTest::keyClicks(field, QStringLiteral("restinv"));
    const auto* list = fixture.find<QListView>("paletteList");
    QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Restart invoices"));
    type(field, Qt::Key_Return);
    QVERIFY(!field->isVisible());
    QCOMPARE(fixture.channel.methods().last(), QStringLiteral("service.restart"));

    QTest::mouseClick(fixture.find<QPushButton>("openPalette"), Qt::LeftButton);
    QTest::keyClicks(field, QStringLiteral("map"));
    type(field, Qt::Key_Return);
    QCOMPARE(window.currentPage()->id(), QStringLiteral("map"));
}

void MainWindowTest::the_palette_closes_on_escape_and_gives_the_focus_back()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* table = fixture.find<DataTable>("services");
    fixture.attach();
    QTRY_VERIFY(table->isVisible());
    table->setFocus();
    type(&window, Qt::Key_K, Qt::ControlModifier);
    auto* field = fixture.find<QLineEdit>("paletteField");
    QTRY_VERIFY(field->hasFocus());
    type(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QTRY_VERIFY(table->hasFocus());
}

void MainWindowTest::the_theme_switches_and_is_remembered()
{
    WindowFixture fixture;
    fixture.appearance.setMode(Appearance::Mode::Dark);
    fixture.open();
    QVERIFY(Theme::of(fixture.window.get()).isDark());
    QTest::mouseClick(fixture.find<QPushButton>("theme"), Qt::LeftButton);
    QVERIFY(!Theme::of(fixture.window.get()).isDark());
    QCOMPARE(Settings(fixture.settings.path()).text(QStringLiteral("theme")), QStringLiteral("light"));
}

void MainWindowTest::a_lost_daemon_is_said_with_a_way_back()
{
    WindowFixture fixture;
    fixture.open();
    auto* banner = fixture.window->centralWidget()->findChild<Banner*>(QStringLiteral("banner"));
    QVERIFY(banner->isVisible()); // connecting
    fixture.attach();
    QTRY_VERIFY(!banner->isVisible());
    fixture.channel.disconnectNow(QStringLiteral("The daemon of this stack has ended."));
    QTRY_COMPARE(banner->sentence(), QStringLiteral("The daemon of this stack has ended."));
    QVERIFY(!fixture.find<QPushButton>("start")->isEnabled());
    QSignalSpy wanted(&fixture.shell, &ShellPresenter::reconnectWanted);
    QTest::mouseClick(banner->findChild<QPushButton*>(QStringLiteral("bannerAction")), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
}

void MainWindowTest::a_daemon_that_cannot_start_is_said()
{
    WindowFixture fixture;
    fixture.open();
    auto* banner = fixture.window->centralWidget()->findChild<Banner*>(QStringLiteral("banner"));
    fixture.shell.setConnectionProblem(QStringLiteral("signalboxd is not there. Build it, then try again."));
    QCOMPARE(banner->sentence(), QStringLiteral("signalboxd is not there. Build it, then try again."));
    QCOMPARE(banner->findChild<QPushButton*>(QStringLiteral("bannerAction"))->text(), QStringLiteral("Try again"));
}

void MainWindowTest::a_broken_stack_file_is_said()
{
    WindowFixture fixture;
    fixture.sample.problem = QStringLiteral("compose.yaml, line 12, column 5: a list was expected.");
    fixture.open();
    fixture.attach();
    auto* banner = fixture.window->centralWidget()->findChild<Banner*>(QStringLiteral("banner"));
    QTRY_COMPARE(banner->sentence(), fixture.sample.problem);
    QVERIFY(fixture.find<DataTable>("services")->model()->rowCount() == 6); // the last good model stays
}

void MainWindowTest::closing_over_a_running_stack_asks_once()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    fixture.attach();
    QTRY_VERIFY(fixture.shell.state().stackRuns);
    QSignalSpy closed(&window, &MainWindow::closed);
    window.close();
    QVERIFY(window.isVisible());
    auto* question = window.findChild<CloseQuestion*>();
    QVERIFY(question && question->isVisible());
    QTest::mouseClick(question->findChild<QPushButton*>(QStringLiteral("keepRunning")), Qt::LeftButton);
    QCOMPARE(closed.count(), 1);
    QVERIFY(!fixture.channel.methods().contains(QStringLiteral("daemon.shutdown")));

    MainWindow& next = fixture.open();
    QSignalSpy closedNext(&next, &MainWindow::closed);
    next.close();
    QCOMPARE(closedNext.count(), 1);
    QVERIFY(!next.findChild<CloseQuestion*>());
}

void MainWindowTest::closing_can_stop_the_stack_first()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    fixture.attach();
    QTRY_VERIFY(fixture.shell.state().stackRuns);
    QSignalSpy closed(&window, &MainWindow::closed);
    window.close();
    auto* question = window.findChild<CloseQuestion*>();
    QVERIFY(question);
    QTest::mouseClick(question->findChild<QPushButton*>(QStringLiteral("stopStack")), Qt::LeftButton);
    QCOMPARE(fixture.channel.methods().last(), QStringLiteral("daemon.shutdown"));
    QCOMPARE(closed.count(), 0); // not before it is so
    fixture.channel.answer(QStringLiteral("daemon.shutdown"), QJsonValue(QJsonObject()));
    for (ServiceState& state : fixture.sample.states) {
        state.phase = Phase::Stopped;
        fixture.sample.tell(fixture.channel, state.service);
    }
    QTRY_COMPARE(closed.count(), 1);
}

void MainWindowTest::cancelling_keeps_the_window_and_asks_again()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    fixture.attach();
    QTRY_VERIFY(fixture.shell.state().stackRuns);
    for (int time = 0; time < 2; ++time) {
        window.close();
        QTRY_VERIFY(window.findChild<CloseQuestion*>());
        auto* question = window.findChild<CloseQuestion*>();
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY(!window.findChild<CloseQuestion*>());
        QVERIFY(window.isVisible());
    }
}

void MainWindowTest::an_empty_stack_teaches()
{
    WindowFixture fixture;
    fixture.sample.services.clear();
    fixture.sample.states.clear();
    fixture.sample.startup.clear();
    fixture.open();
    QVERIFY(fixture.find<QWidget>("stackPage")->findChild<QWidget*>(QStringLiteral("emptyState"))->isVisible());
    fixture.attach();
    const auto says = [&](const QString& text) {
        for (const auto* label : fixture.find<QWidget>("stackPage")->findChildren<QLabel*>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    };
    QTRY_VERIFY(says(QStringLiteral("The stack file has no service that can be run here.")));
}

void MainWindowTest::links_from_the_inspector_are_followed()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    fixture.attach();
    auto* table = fixture.find<DataTable>("services");
    QTRY_VERIFY(table->selectId(QStringLiteral("invoices")));
    window.follow({Link::Kind::Queue, QStringLiteral("invoices.in")});
    QCOMPARE(window.currentPage()->id(), QStringLiteral("map"));
    QTRY_COMPARE(fixture.find<QLabel>("inspectorTitle")->text(), QStringLiteral("invoices.in"));
    window.runCommand(QStringLiteral("back"));
    QCOMPARE(window.currentPage()->id(), QStringLiteral("stack"));
    QCOMPARE(fixture.find<QLabel>("inspectorTitle")->text(), QStringLiteral("invoices"));
}

void MainWindowTest::a_language_is_asked_for_by_name()
{
    WindowFixture fixture;
    MainWindow& window = fixture.open();
    QSignalSpy wanted(&window, &MainWindow::languageWanted);
    type(&window, Qt::Key_K, Qt::ControlModifier);
    auto* field = fixture.find<QLineEdit>("paletteField");
    QTest::keyClicks(field, QStringLiteral("deutsch"));
    type(field, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toString(), QStringLiteral("de"));
}

int main(int argc, char* argv[])
{
    return test::run<QApplication, MainWindowTest>(argc, argv);
}

#include "main_window_test.moc"
