// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/sample_stack.h"

#include "models/inspection.h"
#include "models/service_model.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;

class ServiceModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void rows_come_in_the_order_of_the_file();
    void a_refresh_resets_nothing_and_keeps_rows_in_place();
    void a_second_that_changes_no_text_changes_no_row();
    void the_state_says_why();
    void unknown_numbers_are_dashes();
    void text_from_outside_is_harmless();

private:
    static QString at(const ServiceModel& model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
};

void ServiceModelTest::init()
{
    test::failOnAnyWarning();
}

void ServiceModelTest::rows_come_in_the_order_of_the_file()
{
    ServiceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    test::SampleStack sample;
    model.setServices(sample.services, sample.states);
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(at(model, 0, ServiceModel::ServiceColumn), QStringLiteral("edge"));
    QCOMPARE(at(model, 5, ServiceModel::ServiceColumn), QStringLiteral("invoices"));
    QCOMPARE(at(model, 0, ServiceModel::PortColumn), QStringLiteral(":8443"));
    QCOMPARE(model.index(0, 0).data(ServiceColorRole).toString(), QStringLiteral("#8f7ee7"));
}

void ServiceModelTest::a_refresh_resets_nothing_and_keeps_rows_in_place()
{
    ServiceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    test::SampleStack sample;
    model.setServices(sample.services, sample.states);
    const QPersistentModelIndex orders = model.index(4, 0);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

    sample.state(QStringLiteral("orders")).cpuPercent = 12.5;
    model.setServices(sample.services, sample.states);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(at(model, 4, ServiceModel::CpuColumn), QStringLiteral("12.5"));

    sample.services.removeFirst();
    sample.services.swapItemsAt(0, 1);
    model.setServices(sample.services, sample.states);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(orders.data().toString(), QStringLiteral("orders"));
    QCOMPARE(orders.row(), 3);
    QCOMPARE(resets.count(), 0);
}

void ServiceModelTest::a_second_that_changes_no_text_changes_no_row()
{
    ServiceModel model;
    test::SampleStack sample;
    // Not at the turn of a minute: the sample's services did not come up within one millisecond.
    const qint64 now = sample.states.first().sinceMs + 3 * 3'600'000 + 20'000;
    model.setNow(now);
    model.setServices(sample.services, sample.states);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setNow(now + 1'000);
    QCOMPARE(changes.count(), 0);
    QCOMPARE(at(model, 0, ServiceModel::SinceColumn), QStringLiteral("3 h"));
    model.setNow(now + 60'000);
    QCOMPARE(at(model, 0, ServiceModel::SinceColumn), QStringLiteral("3 h 1 m"));
    QVERIFY(changes.count() > 0);
}

void ServiceModelTest::the_state_says_why()
{
    ServiceModel model;
    test::SampleStack sample;
    auto& orders = sample.state(QStringLiteral("orders"));
    orders.phase = Phase::Waiting;
    orders.waitingFor = {QStringLiteral("rabbitmq"), QStringLiteral("postgres")};
    auto& invoices = sample.state(QStringLiteral("invoices"));
    invoices.phase = Phase::Backoff;
    invoices.reason = QStringLiteral("exited 139 (SIGSEGV)");
    model.setServices(sample.services, sample.states);
    QCOMPARE(at(model, 4, ServiceModel::StateColumn), QStringLiteral("waiting for rabbitmq, postgres"));
    QCOMPARE(at(model, 5, ServiceModel::StateColumn), QStringLiteral("crashed · exited 139 (SIGSEGV)"));
    QCOMPARE(model.index(4, ServiceModel::StateColumn).data(ToneRole).value<StatusTone>(), StatusTone::Busy);
    QCOMPARE(model.index(5, ServiceModel::StateColumn).data(ToneRole).value<StatusTone>(), StatusTone::Fail);
}

void ServiceModelTest::unknown_numbers_are_dashes()
{
    ServiceModel model;
    test::SampleStack sample;
    sample.states.first() = {};
    sample.states.first().service = QStringLiteral("edge");
    model.setServices(sample.services, sample.states);
    for (const int column :
         {ServiceModel::SinceColumn, ServiceModel::CpuColumn, ServiceModel::MemoryColumn, ServiceModel::PortColumn})
        QCOMPARE(at(model, 0, column), QStringLiteral("–"));
    QCOMPARE(at(model, 0, ServiceModel::RestartsColumn), QString());
}

void ServiceModelTest::text_from_outside_is_harmless()
{
    ServiceModel model;
    test::SampleStack sample;
    model.setServices(sample.services, sample.states);
    model.setLastLines({{QStringLiteral("edge"), QStringLiteral("<b>bold</b>\u202Eevil\n\u0000end")}});
    const QString shown = at(model, 0, ServiceModel::LineColumn);
    QVERIFY(shown.contains(QStringLiteral("<b>")));
    QVERIFY(!shown.contains(QChar(0x202e)));
    QVERIFY(!shown.contains(QLatin1Char('\n')));
}

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, ServiceModelTest>(argc, argv);
}

#include "service_model_test.moc"
