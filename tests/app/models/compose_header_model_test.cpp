// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_header_model.h"
#include "models/compose_history_model.h"
#include "support/qt_test_main.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;

class ComposeHeaderModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void filling_the_empty_row_adds_a_header_and_emptying_a_name_removes_it()
    {
        ComposeHeaderModel model;
        const QAbstractItemModelTester tester(&model);
        model.setHeaders({{"Accept", "*/*"}});
        QSignalSpy edited(&model, &ComposeHeaderModel::edited);
        QVERIFY(model.setData(model.index(1, 0), QStringLiteral(" X-A ")));
        QVERIFY(model.setData(model.index(1, 1), QStringLiteral("1")));
        QCOMPARE(model.headers(), (HeaderList{{"Accept", "*/*"}, {"X-A", "1"}}));
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.setData(model.index(0, 0), QString()));
        QCOMPARE(model.headers(), (HeaderList{{"X-A", "1"}}));
        QCOMPARE(edited.count(), 3);
    }

    void what_cannot_stand_in_a_header_is_told()
    {
        ComposeHeaderModel model;
        model.setHeaders({{"X A", "1"}});
        QVERIFY(model.problem().contains(QLatin1String("X A")));
        model.setHeaders({{"X-A", "1\r\nX-B: 2"}});
        QVERIFY(!model.problem().isEmpty());
        model.setHeaders({{"X-A", "1"}});
        QVERIFY(model.problem().isEmpty());
    }

    void the_history_is_bounded_and_newest_first()
    {
        ComposeHistoryModel model(2);
        const QAbstractItemModelTester tester(&model);
        for (const char* name : {"a", "b", "c"}) {
            ComposeEntry entry;
            entry.name = QString::fromLatin1(name);
            model.prepend(entry);
        }
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.entry(0)->name, QStringLiteral("c"));
        QCOMPARE(model.entry(1)->name, QStringLiteral("b"));
        QVERIFY(!model.entry(2));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, ComposeHeaderModelTest>(argc, argv);
}

#include "compose_header_model_test.moc"
