// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/format.h"
#include "support/qt_test_main.h"

using namespace signalbox;

class FormatTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void durations_are_in_the_unit_that_fits_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("nanoseconds") << qint64(830) << QStringLiteral("0.8 µs");
        QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 µs");
        QTest::newRow("microseconds") << qint64(830'000) << QStringLiteral("830 µs");
        QTest::newRow("milliseconds") << qint64(9'800'000) << QStringLiteral("9.8 ms");
        QTest::newRow("many milliseconds") << qint64(412'100'000) << QStringLiteral("412 ms");
        QTest::newRow("just below a second") << qint64(999'900'000) << QStringLiteral("1.00 s");
        QTest::newRow("seconds") << qint64(1'450'000'000) << QStringLiteral("1.45 s");
        QTest::newRow("minutes") << qint64(190) * 1'000'000'000 << QStringLiteral("3 m 10 s");
        QTest::newRow("hours") << qint64(6120) * 1'000'000'000 << QStringLiteral("1 h 42 m");
        QTest::newRow("not over") << qint64(-1) << QStringLiteral("–");
    }

    void durations_are_in_the_unit_that_fits()
    {
        QFETCH(qint64, nanoseconds);
        QTEST(formatDuration(nanoseconds), "text");
    }

    void bytes_are_decimal()
    {
        QCOMPARE(formatBytes(512), QStringLiteral("512 B"));
        QCOMPARE(formatBytes(38'000'000), QStringLiteral("38 MB"));
        QCOMPARE(formatBytes(4'200'000), QStringLiteral("4.2 MB"));
        QCOMPARE(formatBytes(2'000'000'000), QStringLiteral("2 GB"));
    }

    void text_from_outside_is_harmless_and_visible()
    {
        QCOMPARE(visibleText(QByteArray("a\0b", 3)), QStringLiteral("a␀b"));
        QCOMPARE(visibleText(QByteArray("\x1b[31mred")), QStringLiteral("␛[31mred"));
        QCOMPARE(visibleText(QByteArray("bad \xff utf-8")), QStringLiteral("bad � utf-8"));
        QCOMPARE(visibleText(QStringLiteral("x\u202Egnp.exe")), QStringLiteral("x�gnp.exe"));
        QCOMPARE(visibleText(QByteArray(100'000, 'x'), 10), QStringLiteral("xxxxxxxxxx…"));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, FormatTest>(argc, argv);
}

#include "format_test.moc"
