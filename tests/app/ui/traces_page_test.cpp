// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traces_presenter.h"
#include "support/qt_test_main.h"
#include "support/recorded_order.h"
#include "support/recorded_stack.h"
#include "ui/theme/theme.h"
#include "ui/traces/traces_page.h"
#include "ui/widgets/data_table.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace signalbox;

namespace {

QString id(char digit)
{
    return QString(32, QLatin1Char(digit));
}

// The page as it stands in the window, over a stack that has run two orders.
struct TracesWindow
{
    TracesWindow()
    {
        stack.writer().add(QList<MessageRow>{order.outboxRow(), order.inboxRow()});
        stack.writer().add(order.all() + newer.request()); // at once: the newest is shown first
        page.resize(960, 700);
        page.show();
    }
    template<typename T>
    T* find(const char* name)
    {
        T* widget = page.findChild<T*>(QString::fromLatin1(name));
        Q_ASSERT_X(widget, "find", name);
        return widget;
    }
    QString listed(int row)
    {
        return find<DataTable>("traceList")->model()->index(row, 0).data(Qt::UserRole + 1).toString();
    }
    void clickRow(QAbstractItemView* view, int row)
    {
        const QRect rect = view->visualRect(view->model()->index(row, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(rect.left() + 120, rect.center().y()));
    }

    test::RecordedStack stack;
    test::RecordedOrder order{id('a')};
    test::RecordedOrder newer{id('b'), test::RecordedOrder::recently() + 9'000'000'000};
    TracesPresenter presenter{stack.store(), stack.session()};
    TracesPage page{presenter};
};

} // namespace

class TracesPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::dark()); }
    void init() { test::failOnAnyWarning(); }

    void a_click_on_a_trace_shows_its_waterfall_and_a_click_on_a_span_inspects_it()
    {
        TracesWindow window;
        auto* list = window.find<DataTable>("traceList");
        auto* waterfall = window.find<QListView>("waterfall");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QTRY_COMPARE(waterfall->model()->rowCount(), 5);
        window.clickRow(list, 1);
        QTRY_VERIFY(waterfall->model()->rowCount() >= 10);
        QVERIFY(window.find<QLabel>("traceId")->text().startsWith(id('a').left(16)));
        QSignalSpy inspected(&window.page, &Page::inspectionChanged);
        window.clickRow(waterfall, 7);
        QTRY_VERIFY(inspected.count() > 0);
        QCOMPARE(window.page.inspection().title, waterfall->model()->index(7, 0).data().toString());
        QCOMPARE(window.page.place(), (Link{Link::Kind::Trace, id('a')}));
    }

    void keys_close_and_open_what_lies_below_a_span()
    {
        TracesWindow window;
        QVERIFY(window.page.open({Link::Kind::Trace, id('a')}));
        auto* waterfall = window.find<QListView>("waterfall");
        QTRY_VERIFY(waterfall->model()->rowCount() >= 10);
        const int rows = waterfall->model()->rowCount();
        window.clickRow(waterfall, 0);
        QTest::keyClick(waterfall, Qt::Key_Left);
        QCOMPARE(waterfall->model()->rowCount(), 1);
        QTest::keyClick(waterfall, Qt::Key_Right);
        QCOMPARE(waterfall->model()->rowCount(), rows);
    }

    void a_filter_is_typed_and_a_wrong_one_explained()
    {
        TracesWindow window;
        auto* list = window.find<DataTable>("traceList");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        auto* filter = window.find<QLineEdit>("filter");
        QTest::keyClicks(filter, QStringLiteral("errors"));
        QTest::keyClick(filter, Qt::Key_Return);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        auto* error = window.find<QWidget>("filterError");
        QVERIFY(!error->isVisible());
        QTest::keyClicks(filter, QStringLiteral(" nope:1"));
        QTest::keyClick(filter, Qt::Key_Return);
        QTRY_VERIFY(error->isVisible());
        QCOMPARE(filter->text(), QStringLiteral("errors nope:1"));
    }

    void a_live_trace_arrives_without_taking_the_selection()
    {
        TracesWindow window;
        auto* list = window.find<DataTable>("traceList");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        window.clickRow(list, 1);
        QTRY_COMPARE(list->selectedId(), id('a'));
        QTRY_COMPARE(window.stack.session().phase(), SessionPhase::Attached);
        window.stack.writer().add(
            test::RecordedOrder(id('c'), test::RecordedOrder::recently() + 20'000'000'000).request());
        QTRY_COMPARE(list->model()->rowCount(), 3);
        QCOMPARE(list->selectedId(), id('a'));
        QCOMPARE(list->selectionModel()->selectedRows().first().row(), 2);
    }

    void the_journey_takes_the_place_of_the_spans_and_leads_back_to_one()
    {
        TracesWindow window;
        window.page.open({Link::Kind::Trace, id('a')});
        auto* journey = window.find<QListView>("journey");
        QTRY_VERIFY(journey->model()->rowCount() >= 8);
        QTest::mouseClick(window.find<QPushButton>("showJourney"), Qt::LeftButton);
        QVERIFY(journey->isVisible());
        const QModelIndex commit = journey->model()->index(3, 0);
        journey->setCurrentIndex(commit);
        QTest::keyClick(journey, Qt::Key_Return);
        QTRY_VERIFY(window.find<QListView>("waterfall")->isVisible());
        QVERIFY(!window.presenter.state().spanId.isEmpty());
    }

    void the_next_trace_is_laid_over_the_kept_one()
    {
        TracesWindow window;
        auto* list = window.find<DataTable>("traceList");
        auto* comparison = window.find<QListView>("comparison");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QTRY_VERIFY(window.find<QListView>("waterfall")->model()->rowCount() > 0);
        QTest::mouseClick(window.find<QPushButton>("compare"), Qt::LeftButton);
        QVERIFY(!comparison->isVisible()); // there is nothing to compare with yet
        window.clickRow(list, 1);
        QTRY_VERIFY(comparison->isVisible());
        QVERIFY(window.find<QLabel>("difference")->text().contains(QLatin1String("only in the second")));
        window.clickRow(comparison, 0);
        QTRY_VERIFY(!window.presenter.state().spanId.isEmpty());
        QTest::mouseClick(window.find<QPushButton>("compare"), Qt::LeftButton);
        QTRY_VERIFY(window.find<QListView>("waterfall")->isVisible());
    }

    void an_act_of_the_inspector_copies_the_span()
    {
        TracesWindow window;
        window.page.open({Link::Kind::Span, id('a') + QLatin1Char('/') + window.order.spanId(6)});
        QTRY_COMPARE(window.page.inspection().tone, StatusTone::Fail);
        window.page.runAct(QStringLiteral("copy-span"));
        QVERIFY(QGuiApplication::clipboard()->text().contains(window.order.spanId(6)));
    }

    void an_empty_page_offers_to_compose()
    {
        test::RecordedStack stack;
        TracesPresenter presenter(stack.store(), stack.session());
        TracesPage page(presenter);
        page.resize(900, 600);
        page.show();
        auto* button = page.findChild<QPushButton*>(QStringLiteral("emptyAction"));
        QTRY_VERIFY(button->isVisible());
        QSignalSpy followed(&page, &Page::linkActivated);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(followed.count(), 1);
        QCOMPARE(followed.first().first().value<Link>(), (Link{Link::Kind::Page, QStringLiteral("compose")}));
    }

    void a_sample_is_selected_for_a_picture()
    {
        TracesWindow window;
        QSignalSpy ready(&window.page, &Page::contentReady);
        window.page.selectSample();
        QTRY_VERIFY(window.page.isContentReady());
        QTRY_VERIFY(ready.count() > 0);
        QTRY_COMPARE(window.page.inspection().tone, StatusTone::Fail); // the span that failed says most
    }
};

int main(int argc, char* argv[])
{
    return test::run<QApplication, TracesPageTest>(argc, argv);
}

#include "traces_page_test.moc"
