// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/schema/text_formats.h"
#include "platform/schema/text_rule.h"

#include "support/qt_test_main.h"

#include <stdexcept>

using namespace platform;

class TextFormatsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_format_takes_what_it_is_for_and_nothing_else_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* format, const QByteArray& text, bool good) {
            QTest::newRow(QByteArray(format) + ' ' + text.toPercentEncoding()) << QByteArray(format) << text << good;
        };
        row("email", "ann.b-c_1@example.com", true);
        row("email", "ann@localhost", true);
        row("email", "ann", false);
        row("email", "a@b@c", false);
        row("email", "@example.com", false);
        row("email", "ann@", false);
        row("email", "ann@example..com", false);
        row("email", "an n@example.com", false);
        row("email", "ann@example.com\n", false);
        row("email", QByteArray(65, 'a') + "@example.com", false);
        row("date", "2024-02-29", true);
        row("date", "2023-02-29", false);
        row("date", "1900-02-29", false);
        row("date", "2023-13-01", false);
        row("date", "2023-1-01", false);
        row("date-time", "2026-01-31T12:00:00Z", true);
        row("date-time", "2026-01-31t12:00:00.123456-23:59", true);
        row("date-time", "2026-01-31T24:00:00Z", false);
        row("date-time", "2026-01-31T12:00:00.Z", false);
        row("date-time", "2026-01-31T12:00:00+1:00", false);
        row("date-time", "2026-01-31 12:00:00Z", false);
        row("date-time", "2026-01-31T12:00:00Z ", false);
        row("uuid", "0190a3c5-7b2e-7c3d-8f4a-1b2c3d4e5f60", true);
        row("uuid", "0190a3c57b2e7c3d8f4a1b2c3d4e5f60", false);
        row("uri", "https://example.com/a?b#c", true);
        row("uri", "/a", false);
        row("uri", "1a:b", false);
        row("uri", "a:b c", false);
    }

    void a_format_takes_what_it_is_for_and_nothing_else()
    {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        QCOMPARE(TextRule::format(format.toStdString()).accepts(text.toStdString()), good);
    }

    void a_pattern_is_looked_for_anywhere_and_is_fast_whatever_it_is()
    {
        QVERIFY(TextRule::pattern("b+").accepts("abbc"));
        QVERIFY(!TextRule::pattern("^b+$").accepts("abbc"));
        QVERIFY(!TextRule::pattern("^b$").accepts("b\n"));
        const std::string flood(1 << 20, 'a'); // (a+)+$ has a way to match for each way to cut it
        QVERIFY(!TextRule::pattern("^(a+)+$").accepts(flood + "!"));
    }

    void what_nobody_can_check_is_no_rule()
    {
        QVERIFY_EXCEPTION_THROWN(TextRule::pattern("(a"), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(TextRule::pattern("(?=a)"), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(TextRule::format("ipv4"), std::invalid_argument);
    }
};

QTEST_APPLESS_MAIN(TextFormatsTest)
#include "text_formats_test.moc"
