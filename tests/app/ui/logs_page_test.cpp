// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs_presenter.h"
#include "support/qt_test_main.h"
#include "support/recorded_order.h"
#include "support/recorded_stack.h"
#include "ui/logs/log_view.h"
#include "ui/logs/logs_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

using namespace signalbox;

namespace {

QList<LogLine> lines(int from, int to)
{
    QList<LogLine> made;
    for (int number = from; number <= to; ++number) {
        LogLine line;
        line.timeNs = test::RecordedOrder::recently() + number * 1'000'000LL;
        line.service = number % 2 == 0 ? QStringLiteral("orders") : QStringLiteral("auth");
        line.level = number % 10 == 0 ? LogLevel::Error : LogLevel::Info;
        line.text = "{\"level\":\"" + logLevelName(line.level).toUtf8() + "\",\"msg\":\"line " +
                    QByteArray::number(number) + "\"}";
        line.message = QStringLiteral("line %1").arg(number);
        made.append(line);
    }
    return made;
}

struct LogsWindow
{
    explicit LogsWindow(int count)
    {
        stack.writer().add(lines(1, count));
        page.resize(960, 600);
        page.show();
        view = page.findChild<LogView*>(QStringLiteral("logLines"));
        bar = view->verticalScrollBar();
        button = page.findChild<QPushButton*>(QStringLiteral("newLines"));
    }
    QString topLine() const { return view->model()->index(view->rowAt(1), LogModel::MessageColumn).data().toString(); }

    test::RecordedStack stack;
    LogsPresenter presenter{stack.store(), stack.session()};
    LogsPage page{presenter};
    LogView* view = nullptr;
    QScrollBar* bar = nullptr;
    QPushButton* button = nullptr;
};

} // namespace

class LogsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::dark()); }
    void init() { test::failOnAnyWarning(); }

    void the_newest_line_stays_in_sight()
    {
        LogsWindow window(100);
        QTRY_COMPARE(window.stack.session().phase(), SessionPhase::Attached);
        QTRY_COMPARE(window.view->model()->rowCount(), 100);
        QTRY_COMPARE(window.bar->value(), window.bar->maximum());
        window.stack.writer().add(lines(101, 160));
        QTRY_COMPARE(window.view->model()->rowCount(), 160);
        QTRY_COMPARE(window.bar->value(), window.bar->maximum());
        QVERIFY(!window.button->isVisible());
    }

    void scrolling_up_pauses_and_the_button_leads_back()
    {
        LogsWindow window(200);
        QTRY_COMPARE(window.stack.session().phase(), SessionPhase::Attached);
        QTRY_COMPARE(window.view->model()->rowCount(), 200);
        QTRY_VERIFY(window.bar->value() > 0);
        window.bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        QVERIFY(!window.presenter.state().following);
        const int read = window.bar->value();
        window.stack.writer().add(lines(201, 237));
        QTRY_VERIFY(window.button->isVisible());
        QTRY_VERIFY2(window.button->text().contains(QLatin1String("37")), qPrintable(window.button->text()));
        QCOMPARE(window.bar->value(), read);
        QTest::mouseClick(window.button, Qt::LeftButton);
        QTRY_COMPARE(window.view->model()->rowCount(), 237);
        QTRY_COMPARE(window.bar->value(), window.bar->maximum());
        QVERIFY(!window.button->isVisible());
    }

    void older_lines_load_above_without_moving_what_is_read()
    {
        LogsWindow window(1500);
        QTRY_COMPARE(window.view->model()->rowCount(), 500);
        window.bar->setValue(window.bar->maximum() / 2);
        const QString before = window.topLine();
        window.bar->setValue(10 * signalbox::rowHeight);
        const QString read = window.topLine();
        QVERIFY(read != before);
        QTRY_COMPARE(window.view->model()->rowCount(), 1000);
        QCOMPARE(window.topLine(), read);
        QCOMPARE(window.bar->value(), 510 * signalbox::rowHeight);
    }

    void scrolling_down_to_the_end_follows_again()
    {
        LogsWindow window(200);
        QTRY_COMPARE(window.view->model()->rowCount(), 200);
        QTRY_VERIFY(window.bar->value() > 0);
        window.bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        QVERIFY(!window.presenter.state().following);
        window.bar->triggerAction(QAbstractSlider::SliderToMaximum);
        QTRY_VERIFY(window.presenter.state().following);
    }

    void a_selected_line_is_inspected_with_what_is_around_it()
    {
        LogsWindow window(60);
        QTRY_COMPARE(window.view->model()->rowCount(), 60);
        const QRect row = window.view->visualRect(window.view->model()->index(55, LogModel::MessageColumn));
        QTest::mouseClick(window.view->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(window.page.inspection().title, QStringLiteral("line 56"));
        QTRY_VERIFY(window.page.inspection().sections.at(1).block.contains(QLatin1String("line 57")));
        QVERIFY(!window.presenter.state().following);
    }

    void chips_and_the_level_narrow_the_lines_and_show_in_the_filter()
    {
        LogsWindow window(100);
        QTRY_COMPARE(window.stack.session().phase(), SessionPhase::Attached);
        QTRY_COMPARE(window.view->model()->rowCount(), 100);
        auto* chip = window.page.findChild<QPushButton*>(QStringLiteral("service-orders"));
        QVERIFY(chip);
        QTest::mouseClick(chip, Qt::LeftButton);
        QTRY_COMPARE(window.view->model()->rowCount(), 50);
        auto* level = window.page.findChild<QComboBox*>(QStringLiteral("level"));
        level->setFocus();
        QTest::keyClick(level, Qt::Key_End);
        QTRY_COMPARE(window.view->model()->rowCount(), 10);
        QCOMPARE(window.page.findChild<QLineEdit*>(QStringLiteral("filter"))->text(),
                 QStringLiteral("service:orders level>=error"));
        QVERIFY(chip->isChecked());
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(!chip->isChecked());
    }

    void a_line_that_a_link_names_is_shown()
    {
        LogsWindow window(1500);
        QTRY_COMPARE(window.view->model()->rowCount(), 500);
        QVERIFY(window.page.open({Link::Kind::LogLine, QStringLiteral("400")}));
        QTRY_COMPARE(window.view->selectedId(), QStringLiteral("400"));
        const QRect row = window.view->visualRect(window.view->selectionModel()->selectedRows().first());
        QVERIFY(window.view->viewport()->rect().contains(row.center()));
        QVERIFY(!window.page.open({Link::Kind::Trace, QString(32, QLatin1Char('a'))}));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QApplication, LogsPageTest>(argc, argv);
}

#include "logs_page_test.moc"
