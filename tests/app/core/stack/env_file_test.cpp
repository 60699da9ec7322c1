// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/env_file.h"
#include "support/qt_test_main.h"

using namespace signalbox;

class EnvFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void reads_what_compose_reads()
    {
        const Result<Variables> read = parseEnvFile("# comment\n\nA=1\nexport B = two words # note\r\nC='lit $X # no'\n"
                                                    "D=\"a\\\"b\\n\" # note\nE=pass#word\nF=\nG=  # nothing\n",
                                                    QStringLiteral("/x/.env"));
        QVERIFY(read);
        const Variables expected{{QStringLiteral("A"), QStringLiteral("1")},
                                 {QStringLiteral("B"), QStringLiteral("two words")},
                                 {QStringLiteral("C"), QStringLiteral("lit $X # no")},
                                 {QStringLiteral("D"), QStringLiteral("a\"b\n")},
                                 {QStringLiteral("E"), QStringLiteral("pass#word")},
                                 {QStringLiteral("F"), QString()},
                                 {QStringLiteral("G"), QString()}};
        QCOMPARE(*read, expected);
    }

    void names_the_line_that_is_wrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no name") << QByteArray("A=1\n=2\n");
        QTest::newRow("no equals sign") << QByteArray("A=1\nB\n");
        QTest::newRow("open quote") << QByteArray("A=1\nB=\"x\n");
    }
    void names_the_line_that_is_wrong()
    {
        QFETCH(QByteArray, text);
        const Result<Variables> read = parseEnvFile(text, QStringLiteral("/x/.env"));
        QVERIFY(!read);
        QCOMPARE(read.error().message, QStringLiteral(".env, line 2, column 1: Expected NAME=value."));
    }

    void a_file_that_is_not_there_has_no_variables()
    {
        const Result<Variables> read = readEnvFile(QStringLiteral("/nonexistent/.env"));
        QVERIFY(read);
        QVERIFY(read->isEmpty());
    }
};

QTEST_GUILESS_MAIN(EnvFileTest)
#include "env_file_test.moc"
