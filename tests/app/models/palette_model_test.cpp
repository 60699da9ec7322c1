// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"

#include "models/palette_model.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>

using namespace signalbox;

class PaletteModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void letters_apart_fit_in_their_order_only();
    void beginnings_of_words_count_more();
    void the_best_fit_comes_first_and_what_cannot_be_done_is_left_out();
};

void PaletteModelTest::init()
{
    test::failOnAnyWarning();
}

void PaletteModelTest::letters_apart_fit_in_their_order_only()
{
    QVERIFY(fuzzyScore(QStringLiteral("rsinv"), QStringLiteral("Restart invoices")) > 0);
    QCOMPARE(fuzzyScore(QStringLiteral("vni"), QStringLiteral("Restart invoices")), 0);
    QVERIFY(fuzzyScore({}, QStringLiteral("anything")) > 0);
}

void PaletteModelTest::beginnings_of_words_count_more()
{
    QVERIFY(fuzzyScore(QStringLiteral("sts"), QStringLiteral("Start the stack")) >
            fuzzyScore(QStringLiteral("sts"), QStringLiteral("Assets tests")));
    QVERIFY(fuzzyScore(QStringLiteral("log"), QStringLiteral("Logs")) >
            fuzzyScore(QStringLiteral("log"), QStringLiteral("Catalogue")));
}

void PaletteModelTest::the_best_fit_comes_first_and_what_cannot_be_done_is_left_out()
{
    PaletteModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setItems({{QStringLiteral("Stop the stack"), {}, {}, QStringLiteral("stop"), {}, {}, false},
                    {QStringLiteral("Restart a"), {}, {}, QStringLiteral("restart-a"), {}, {}, true},
                    {QStringLiteral("Start the stack"), {}, {}, QStringLiteral("start"), {}, {}, true}});
    QCOMPARE(model.rowCount(), 2);
    model.setQuery(QStringLiteral("start"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.item(0).command, QStringLiteral("start"));
    model.setQuery(QStringLiteral("zzz"));
    QCOMPARE(model.rowCount(), 0);
}

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, PaletteModelTest>(argc, argv);
}

#include "palette_model_test.moc"
