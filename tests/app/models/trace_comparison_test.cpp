// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace_comparison_model.h"
#include "support/qt_test_main.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>

using namespace signalbox;

namespace {

WaterfallRow work(int depth, const char* service, const char* text, qint64 start, qint64 duration)
{
    WaterfallRow row;
    row.service = QLatin1String(service);
    row.text = QLatin1String(text);
    row.spanId = row.text + QString::number(start);
    row.depth = depth;
    row.startNs = start;
    row.durationNs = duration;
    return row;
}

QList<WaterfallRow> tree(QList<WaterfallRow> rows)
{
    for (qsizetype i = 0; i < rows.size(); ++i) {
        qsizetype end = i + 1;
        while (end < rows.size() && rows.at(end).depth > rows.at(i).depth)
            ++end;
        rows[i].below = static_cast<int>(end - i - 1);
    }
    return rows;
}

// Depth, name, then how long on either side; – where a trace did not do it.
QStringList compared(const QList<WaterfallRow>& left, const QList<WaterfallRow>& right)
{
    const auto side = [](const std::optional<ComparedSpan>& span) {
        return span ? QString::number(span->durationNs) : QStringLiteral("–");
    };
    QStringList lines;
    for (const ComparisonRow& row : compareTraces(left, right))
        lines.append(QStringLiteral("%1%2 %3/%4")
                         .arg(QString(row.depth, QLatin1Char('.')), row.text, side(row.left), side(row.right)));
    return lines;
}

} // namespace

class TraceComparisonTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_same_work_stands_on_one_row()
    {
        const auto left =
            tree({work(0, "a", "GET", 1000, 100), work(1, "b", "SELECT", 1010, 20), work(1, "b", "INSERT", 1040, 5)});
        const auto right =
            tree({work(0, "a", "GET", 7000, 300), work(1, "b", "SELECT", 7010, 220), work(1, "b", "INSERT", 7240, 6)});
        QCOMPARE(compared(left, right),
                 (QStringList{
                     QStringLiteral("GET 100/300"), QStringLiteral(".SELECT 20/220"), QStringLiteral(".INSERT 5/6")}));
    }

    void what_only_one_did_stands_where_it_began()
    {
        const auto left =
            tree({work(0, "a", "GET", 0, 100), work(1, "b", "first", 10, 5), work(1, "b", "last", 80, 5)});
        const auto right =
            tree({work(0, "a", "GET", 0, 100), work(1, "c", "between", 40, 5), work(2, "c", "inside", 41, 1)});
        QCOMPARE(compared(left, right),
                 (QStringList{QStringLiteral("GET 100/100"),
                              QStringLiteral(".first 5/–"),
                              QStringLiteral(".between –/5"),
                              QStringLiteral("..inside –/1"),
                              QStringLiteral(".last 5/–")}));
    }

    void the_same_service_is_the_same_work_under_another_name()
    {
        const auto left = tree({work(0, "edge", "GET /orders/1", 0, 9), work(1, "a", "GET", 1, 5)});
        const auto right = tree({work(0, "edge", "GET /orders/2", 0, 8), work(1, "a", "GET", 1, 4)});
        QCOMPARE(compared(left, right), (QStringList{QStringLiteral("GET /orders/2 9/8"), QStringLiteral(".GET 5/4")}));
    }

    void waits_are_the_same_however_long()
    {
        auto wait = work(1, "a", "in queue 3 ms", 3, 3'000'000);
        wait.kind = WaterfallRow::Kind::Wait;
        auto longer = work(1, "a", "in queue 400 ms", 3, 400'000'000);
        longer.kind = WaterfallRow::Kind::Wait;
        const auto rows =
            compareTraces(tree({work(0, "a", "GET", 0, 9), wait}), tree({work(0, "a", "GET", 0, 9), longer}));
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(1).differenceNs(), 397'000'000);
    }

    void repeated_work_is_paired_in_order()
    {
        QList<WaterfallRow> left{work(0, "a", "GET", 0, 99)};
        QList<WaterfallRow> right = left;
        for (int i = 0; i < 5'000; ++i) {
            left.append(work(1, "b", "SELECT", 1 + i, 1));
            right.append(work(1, "b", "SELECT", 1 + i, 2));
        }
        right.append(work(1, "b", "SELECT", 9'000, 3));
        const auto rows = compareTraces(tree(left), tree(right));
        QCOMPARE(rows.size(), 5'002);
        QVERIFY(!rows.last().left);
        QCOMPARE(rows.at(17).left->offsetNs, rows.at(17).right->offsetNs);
    }

    void the_summary_names_what_made_the_difference()
    {
        TraceComparisonModel model;
        const QAbstractItemModelTester tester(&model);
        QVERIFY(model.summary().isEmpty());
        const auto left = tree({work(0, "a", "GET", 0, 10'000'000),
                                work(1, "b", "SELECT", 1'000'000, 2'000'000),
                                work(1, "b", "COMMIT", 4'000'000, 1'000'000)});
        const auto right = tree({work(0, "a", "GET", 0, 52'000'000), work(1, "b", "SELECT", 1'000'000, 44'000'000)});
        model.setTraces(left, right);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.summary(),
                 QStringLiteral("10 ms, then 52 ms (+42 ms) · 1 step(s) only in the first · most in SELECT (+42 ms)"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.summary().isEmpty());
    }

    void nothing_compares_with_nothing() { QVERIFY(compareTraces({}, {}).isEmpty()); }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, TraceComparisonTest>(argc, argv);
}

#include "trace_comparison_test.moc"
