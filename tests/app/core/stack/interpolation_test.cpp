// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/stack_file.h"
#include "support/qt_test_main.h"

using namespace signalbox;

class InterpolationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void follows_the_compose_specification_data();
    void follows_the_compose_specification();
    void says_what_is_wrong_data();
    void says_what_is_wrong();
    void a_required_variable_may_be_missing_while_the_structure_is_read();
};

static Variables variables()
{
    return {{QStringLiteral("A"), QStringLiteral("value")},
            {QStringLiteral("EMPTY"), QString()},
            {QStringLiteral("B2"), QStringLiteral("$A")}};
}

void InterpolationTest::follows_the_compose_specification_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* text, const char* expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
    };
    row("plain", "plain");
    row("$A", "value");
    row("${A}", "value");
    row("<$A-${A}>", "<value-value>");
    row("$NOPE|${NOPE}", "|");
    row("$$A $${A} $$", "$A ${A} $");
    row("${A:-d}", "value");
    row("${EMPTY:-d}", "d");
    row("${EMPTY-d}", "");
    row("${NOPE:-d}", "d");
    row("${NOPE-d}", "d");
    row("${NOPE:-}", "");
    row("${NOPE:-http://x:1/${A}/y}", "http://x:1/value/y");
    row("${NOPE:-${ALSO:-${A}}}", "value");
    row("${NOPE:-a$$b}", "a$b");
    row("${A:+r}", "r");
    row("${EMPTY:+r}", "");
    row("${EMPTY+r}", "r");
    row("${NOPE+r}", "");
    row("${A:?e}", "value");
    row("${EMPTY?e}", "");
    row("${B2}", "$A"); // a value is not looked at again
}

void InterpolationTest::follows_the_compose_specification()
{
    QFETCH(QString, text);
    const Result<QString> result = interpolate(text, variables());
    QVERIFY2(result, result ? "" : qPrintable(result.error().message));
    QTEST(*result, "expected");
}

void InterpolationTest::says_what_is_wrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(message);
    };
    row("${NOPE:?is needed}", "The variable NOPE is required: is needed.");
    row("${EMPTY:?}", "The variable EMPTY is required but not set.");
    row("${NOPE?ask ${A}}", "The variable NOPE is required: ask value.");
    row("${A", "is no variable");
    row("${}", "is no variable");
    row("${A!}", "is no variable");
    row("5 $", "is no variable");
    row("$9", "is no variable");
    row("${NOPE:-${9}}", "is no variable");
}

void InterpolationTest::says_what_is_wrong()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const Result<QString> result = interpolate(text, variables());
    QVERIFY(!result);
    QVERIFY(result.error().code == Error::Code::InvalidData);
    QVERIFY2(result.error().message.contains(message), qPrintable(result.error().message));
}

void InterpolationTest::a_required_variable_may_be_missing_while_the_structure_is_read()
{
    const Result<QString> result = interpolate(QStringLiteral("x${NOPE:?e}y"), variables(), Unset::IsEmpty);
    QVERIFY(result);
    QCOMPARE(*result, QStringLiteral("xy"));
}

QTEST_GUILESS_MAIN(InterpolationTest)
#include "interpolation_test.moc"
