// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_writer.h"
#include "core/base/format.h"
#include "models/metrics_presenter.h"
#include "support/qt_test_main.h"
#include "support/recorded_stack.h"
#include "ui/metrics/metrics_page.h"
#include "ui/widgets/data_table.h"

#include <QApplication>
#include <QPushButton>
#include <QTemporaryDir>

using namespace signalbox;

class MetricsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void all_series_are_a_click_away_and_one_is_drawn()
    {
        QTemporaryDir dir;
        {
            auto writer = MetricWriter::open(dir.path(), {});
            QVERIFY(writer);
            const QByteArray text = "# TYPE depth gauge\ndepth{queue=\"in\"} 4\n";
            (*writer)->add(Scrape{QStringLiteral("shop"), nowNanoseconds() - 60'000'000'000, text});
        }
        test::RecordedStack stack;
        StoreClient store(dir.path());
        MetricsPresenter presenter(store, stack.session());
        MetricsPage page(presenter);
        page.resize(1000, 700);
        page.show();
        SOON_VERIFY(!presenter.state().emptyWhat.isEmpty()); // nothing that is a request
        auto* series = page.findChild<QPushButton*>(QStringLiteral("series"));
        QVERIFY(series);
        QTest::mouseClick(series, Qt::LeftButton);
        auto* list = page.findChild<DataTable*>(QStringLiteral("metrics"));
        QVERIFY(list);
        SOON_COMPARE(list->model()->rowCount(), 1);
        QVERIFY(series->isChecked());
        SOON_VERIFY(page.isContentReady());
        const QWidget* chart = page.findChild<QWidget*>(QStringLiteral("chart"));
        QVERIFY(chart && chart->isVisible());
        QVERIFY(!page.grab().isNull());
        QCOMPARE(list->selectedId(), presenter.state().selected);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QApplication, MetricsPageTest>(argc, argv);
}
#include "metrics_page_test.moc"
