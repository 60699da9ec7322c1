// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inspection.h"
#include "models/item_roles.h"
#include "models/trace_list_model.h"
#include "support/qt_test_main.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;

namespace {

TraceSummary trace(int number, int errors = 0)
{
    TraceSummary made;
    made.traceId = QStringLiteral("%1").arg(number, 32, 16, QLatin1Char('0'));
    made.rootName = QStringLiteral("GET /things/%1").arg(number);
    made.rootService = QStringLiteral("web");
    made.startNs = number * 1'000'000'000LL;
    made.durationNs = number * 1'000'000LL;
    made.spanCount = number;
    made.errorCount = errors;
    made.services = {QStringLiteral("web")};
    return made;
}

QList<TraceSummary> traces(const QList<int>& numbers)
{
    QList<TraceSummary> made;
    for (int number : numbers)
        made.append(trace(number));
    return made;
}

} // namespace

class TraceListModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void new_traces_arrive_above_without_moving_what_is_selected()
    {
        TraceListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTraces(traces({3, 2, 1}));
        const QPersistentModelIndex selected = model.index(1, 0);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setTraces(traces({5, 4, 3, 2}));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(selected.row(), 3);
        QCOMPARE(selected.data(IdRole).toString(), trace(2).traceId);
        QCOMPARE(model.rowCount(), 4);
    }

    void a_trace_that_grew_changes_in_its_row()
    {
        TraceListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTraces({trace(2), trace(1)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setTraces({trace(2), trace(1, 1)});
        QCOMPARE(inserted.count(), 0);
        QCOMPARE(changed.count(), 1);
        const QModelIndex errors = model.index(1, TraceListModel::ErrorsColumn);
        QVERIFY(!errors.data().toString().isEmpty());
        QCOMPARE(errors.data(ToneRole).value<StatusTone>(), StatusTone::Fail);
    }

    void a_trace_whose_root_came_late_takes_its_place()
    {
        TraceListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTraces(traces({4, 3, 2, 1}));
        model.setTraces(traces({2, 4, 1, 3, 7}));
        QStringList ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.append(model.traceAt(row).right(1));
        QCOMPARE(ids.join(QString()), QStringLiteral("24137"));
    }

    void the_bar_compares_with_the_longest()
    {
        TraceListModel model;
        model.setTraces(traces({4, 1}));
        QCOMPARE(model.index(0, 0).data(TraceListModel::ShareRole).toDouble(), 1.0);
        QCOMPARE(model.index(1, 0).data(TraceListModel::ShareRole).toDouble(), 0.25);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, TraceListModelTest>(argc, argv);
}

#include "trace_list_model_test.moc"
