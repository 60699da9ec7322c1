// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

// QTRY_VERIFY and QTRY_COMPARE look every 50 ms; these every 10. For tests with many short waits.
#define SOON_VERIFY(condition) QVERIFY(QTest::qWaitFor([&] { return static_cast<bool>(condition); }))
#define SOON_COMPARE(actual, expected)                                                                                 \
    do {                                                                                                               \
        (void)QTest::qWaitFor([&] { return (actual) == (expected); });                                                 \
        QCOMPARE(actual, expected);                                                                                    \
    } while (false)

namespace signalbox::test {

// Call first in every init(): a warning nobody expected fails the test, so clean logs stay clean.
// The one exception is what the offscreen platform itself says whenever a window is shown.
inline void failOnAnyWarning()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

// Before main()'s body builds anything: no test reads or writes the user's own settings.
template<typename App, typename TestCase>
int run(int argc, char* argv[])
{
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale::c());
    App app(argc, argv);
    TestCase testCase;
    return QTest::qExec(&testCase, argc, argv);
}

} // namespace signalbox::test
