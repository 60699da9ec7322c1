// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/stack_file.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

using namespace signalbox;

// Broken files, as users leave them behind: each problem says file, line, column and what was expected.
class StackFileProblemsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_problem_has_its_place_data();
    void a_problem_has_its_place();
    void a_file_that_cannot_be_read_is_named();
    void a_file_of_a_megabyte_is_refused();
    void a_misspelt_key_of_ours_is_a_warning_with_its_place();
};

static QString pathOf(const char* name)
{
    return signalbox::test::sourcePath("tests/data/stack/bad/%1.yaml").arg(QLatin1String(name));
}

void StackFileProblemsTest::a_problem_has_its_place_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("expected"); // all of them: "line:column what is said"
    const auto row = [](const char* name, const QStringList& expected) {
        QTest::newRow(name) << pathOf(name) << expected;
    };
    row("unfinished_text", {QStringLiteral("3:23 This is not YAML: illegal EOF in scalar.")});
    row("wrong_indent", {QStringLiteral("4:4 This is not YAML")});
    row("twice", {QStringLiteral("6:3 The key “web” stands here twice.")});
    row("undefined_dependency", {QStringLiteral("5:9 “web” depends on “cache”, but no service of that name")});
    row("undefined_in_map", {QStringLiteral("5:7 “web” depends on “cache”, but no service of that name")});
    row("cycle", {QStringLiteral("10:9 wait for each other in a circle: a → b → c → a.")});
    row("variables",
        {QStringLiteral("4:12 The variable HOST is required: set it."), QStringLiteral("5:12 “${9}” is no variable")});
    row("condition", {QStringLiteral("5:20 Here stands “service_ready”; expected service_started, service_healthy")});
    row("extension",
        {QStringLiteral("4:14 Here stands “blue”; expected a colour"),
         QStringLiteral("5:13 Here stands “thing”; expected service, edge"),
         QStringLiteral("7:17 Here stands “mysql”; expected postgres, rabbitmq, traefik or binary"),
         QStringLiteral("8:23 Here stands “70000”; expected a number from 1 to 65535"),
         QStringLiteral("9:22 Here stands “../../etc/passwd”; expected a path inside the folder")});
    row("name_and_services",
        {QStringLiteral("1:7 Here stands “My Shop”; expected lower-case"),
         QStringLiteral("2:11 Here stands a list; expected a map"),
         QStringLiteral("2:11 A stack needs at least one service.")});
    row("no_map", {QStringLiteral("1:1 Here stands a list; expected a map with the key “services”")});
    row("no_services", {QStringLiteral("1:1 The key “services” is missing")});
    row("name_of_service", {QStringLiteral("2:3 “..” is no name for a service")});
    row("shared_variable", {QStringLiteral("4:1 “a-b” and “a_b” would share the variable A_B_HTTP_PORT")});
    row("wrong_types",
        {QStringLiteral("3:12 Here stands a list; expected a text"),
         QStringLiteral("4:18 Here stands “5”; expected a map or a list of NAME=value"),
         QStringLiteral("5:15 Here stands a map; expected a list of texts")});
    row("endless_alias", {QStringLiteral("1:8 The file nests or repeats (aliases) more than is allowed.")});
}

void StackFileProblemsTest::a_problem_has_its_place()
{
    QFETCH(QString, path);
    QFETCH(QStringList, expected);
    const Result<StackFile> file = readStackFile(path, {});
    QVERIFY(!file);
    QVERIFY(file.error().code == Error::Code::InvalidData);
    const QStringList found = file.error().detail.split(QLatin1Char('\n'));
    QCOMPARE(file.error().message, found.first());
    QVERIFY2(found.size() == expected.size(), qPrintable(file.error().detail));
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QString place = expected[i].section(QLatin1Char(' '), 0, 0);
        const QString begin = QStringLiteral("%1, line %2, column %3: ")
                                  .arg(path.section(QLatin1Char('/'), -1))
                                  .arg(place.section(QLatin1Char(':'), 0, 0), place.section(QLatin1Char(':'), 1));
        QVERIFY2(found[i].startsWith(begin), qPrintable(found[i]));
        QVERIFY2(found[i].contains(expected[i].section(QLatin1Char(' '), 1)), qPrintable(found[i]));
    }
}

void StackFileProblemsTest::a_file_that_cannot_be_read_is_named()
{
    const Result<StackFile> file = readStackFile(QStringLiteral("/nonexistent/stack.yaml"), {});
    QVERIFY(!file);
    QVERIFY(file.error().code == Error::Code::NotFound);
    QVERIFY(file.error().message.contains(QStringLiteral("/nonexistent/stack.yaml")));
}

void StackFileProblemsTest::a_file_of_a_megabyte_is_refused()
{
    const QByteArray large = "services: {web: {}}\n#" + QByteArray(1 << 20, 'x');
    const Result<StackFile> file = parseStackFile(large, QStringLiteral("/x/large.yaml"), {});
    QVERIFY(!file);
    QCOMPARE(file.error().message, QStringLiteral("large.yaml: The file is larger than 1 MiB."));
}

void StackFileProblemsTest::a_misspelt_key_of_ours_is_a_warning_with_its_place()
{
    const QByteArray text = "services:\n  web:\n    imagine: x\n    x-signalbox:\n      colour: \"#ffffff\"\n"
                            "      native: {recipe: binary, port: {}}\nx-signalbox: {secret: [A]}\n";
    const Result<StackFile> file = parseStackFile(text, QStringLiteral("/x/web.yaml"), {});
    QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
    QCOMPARE(file->warnings.size(), 3); // and none for Compose's own keys
    QVERIFY(
        file->warnings[0].startsWith(QStringLiteral("web.yaml, line 5, column 7: The key “colour” in x-signalbox")));
    QVERIFY(file->warnings[1].startsWith(QStringLiteral("web.yaml, line 6, column 32: The key “port”")));
    QVERIFY(file->warnings[2].startsWith(QStringLiteral("web.yaml, line 7, column 15: The key “secret”")));
}

QTEST_GUILESS_MAIN(StackFileProblemsTest)
#include "stack_file_problems_test.moc"
