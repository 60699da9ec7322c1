// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

// What one run of signalboxctl said, and how it ended.
struct Outcome
{
    ExitCode code;
    QByteArray out;
    QByteArray err;
};

QByteArray contentOf(FILE* stream)
{
    QByteArray text(static_cast<qsizetype>(ftell(stream)), '\0');
    rewind(stream);
    text.resize(static_cast<qsizetype>(fread(text.data(), 1, static_cast<size_t>(text.size()), stream)));
    fclose(stream);
    return text;
}

Outcome runWith(const QStringList& arguments)
{
    FILE* out = tmpfile();
    FILE* err = tmpfile();
    Terminal terminal(out, err);
    const ExitCode code = runCommandLine(arguments, terminal);
    return {code, contentOf(out), contentOf(err)};
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void wrong_usage_is_two_and_tries_nothing_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char* name, const QString& line, const char* said) {
            QTest::newRow(name) << line.split(QLatin1Char(' '), Qt::SkipEmptyParts) << QByteArray(said);
        };
        row("nothing", {}, "Usage");
        row("unknown command", QStringLiteral("fly"), "fly");
        row("unknown option", QStringLiteral("status --loud"), "loud");
        row("option without value", QStringLiteral("status --stack"), "stack");
        row("no service to restart", QStringLiteral("restart"), "one service");
        row("two requests", QStringLiteral("send /a /b"), "\"/b\"");
        row("word too many", QStringLiteral("status orders"), "\"orders\"");
        row("header without colon", QStringLiteral("send /a -H x"), "Name: value");
        row("no duration", QStringLiteral("journey 1 --wait soon"), "soon");
        row("no number", QStringLiteral("logs -n few"), "few");
        row("no level", QStringLiteral("logs --level loud"), "--level");
        row("no such word", QStringLiteral("daemon dance --stack FILE"), "dance");
    }
    void wrong_usage_is_two_and_tries_nothing()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        QTemporaryDir folder;
        arguments.replaceInStrings(QStringLiteral("FILE"), emptyStack(folder));
        const Outcome outcome = runWith(arguments);
        QCOMPARE(outcome.code, ExitCode::Usage);
        QVERIFY2(outcome.err.contains(said), outcome.err.constData());
        QVERIFY(outcome.out.isEmpty());
    }

    void help_is_no_error_and_names_every_command()
    {
        const Outcome outcome = runWith({QStringLiteral("--help")});
        QCOMPARE(outcome.code, ExitCode::Ok);
        for (const Command& command : commands()) {
            QVERIFY(outcome.out.contains(command.name));
            const Outcome own = runWith({QLatin1String(command.name), QStringLiteral("--help")});
            QCOMPARE(own.code, ExitCode::Ok);
            QVERIFY2(own.out.contains("--json"), command.name);
        }
    }

    void without_a_daemon_it_is_three_and_says_how_to_start_one_data()
    {
        QTest::addColumn<QString>("command");
        for (const char* command : {"status", "info", "stop", "daemon"})
            QTest::newRow(command) << QString::fromLatin1(command);
    }
    void without_a_daemon_it_is_three_and_says_how_to_start_one()
    {
        QFETCH(QString, command);
        QTemporaryDir folder;
        const QStringList stack = place(folder);
        const Outcome text = runWith(QStringList{command} + stack);
        QCOMPARE(text.code, ExitCode::Unreachable);
        QVERIFY2(text.err.contains("signalboxctl up"), text.err.constData());
        const Outcome json = runWith(QStringList{command, QStringLiteral("--json")} + stack);
        QCOMPARE(json.code, ExitCode::Unreachable);
        QVERIFY2(json.out.contains("\"unavailable\""), json.out.constData());
    }

    void down_without_a_daemon_is_done()
    {
        QTemporaryDir folder;
        const Outcome outcome = runWith(QStringList{QStringLiteral("down")} + place(folder));
        QCOMPARE(outcome.code, ExitCode::Ok);
    }

    void a_missing_stack_file_is_one_and_named()
    {
        const Outcome outcome =
            runWith({QStringLiteral("status"), QStringLiteral("--stack"), QStringLiteral("/no/stack.yaml")});
        QCOMPARE(outcome.code, ExitCode::Failed);
        QVERIFY(outcome.err.contains("/no/stack.yaml"));
    }

    void durations_have_units()
    {
        QCOMPARE(*parseDuration(QStringLiteral("5s")), 5'000ms);
        QCOMPARE(*parseDuration(QStringLiteral("250ms")), 250ms);
        QCOMPARE(*parseDuration(QStringLiteral("2m")), 120'000ms);
        QCOMPARE(*parseDuration(QStringLiteral("1.5")), 1'500ms);
        for (const char* wrong : {"", "s", "-1s", "5 s", "1h"})
            QVERIFY2(!parseDuration(QLatin1String(wrong)), wrong);
    }

    void a_table_is_aligned_and_has_no_trailing_blanks()
    {
        QCOMPARE(alignedTable({{QStringLiteral("a"), QStringLiteral("1"), QStringLiteral("x")},
                               {QStringLiteral("long"), QStringLiteral("100"), QString()}},
                              {1}),
                 (QStringList{QStringLiteral("a       1  x"), QStringLiteral("long  100")}));
    }

private:
    static QString emptyStack(const QTemporaryDir& folder)
    {
        QFile file(folder.filePath(QStringLiteral("compose.yaml")));
        if (file.open(QIODevice::WriteOnly))
            file.write("name: nothing\nservices: {}\n");
        return file.fileName();
    }
    static QStringList place(const QTemporaryDir& folder)
    {
        return {QStringLiteral("--stack"),
                emptyStack(folder),
                QStringLiteral("--state-dir"),
                folder.filePath(QStringLiteral("s")),
                QStringLiteral("--runtime-dir"),
                folder.filePath(QStringLiteral("r"))};
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, CommandLineTest>(argc, argv);
}

#include "command_line_test.moc"
