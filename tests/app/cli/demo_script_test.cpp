// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demo_script.h"
#include "core/control/session_json.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>

using namespace signalbox;

class DemoScriptTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void variables_are_put_into_path_headers_and_body()
    {
        DemoStep step;
        step.path = QStringLiteral("/things/${id}?a=${id}");
        step.headers = {{QStringLiteral("Authorization"), QStringLiteral("Bearer ${token}")}};
        step.body = QStringLiteral(R"({"id":"${id}","price":"$5"})");
        const auto ready =
            expand(step, {{QStringLiteral("id"), QStringLiteral("7")}, {QStringLiteral("token"), QStringLiteral("t")}});
        QVERIFY(ready);
        QCOMPARE(ready->path, QStringLiteral("/things/7?a=7"));
        QCOMPARE(ready->headers.value(QStringLiteral("Authorization")), QStringLiteral("Bearer t"));
        QCOMPARE(ready->body, QStringLiteral(R"({"id":"7","price":"$5"})"));
    }

    void an_unknown_variable_is_named()
    {
        const auto text = expand(QStringLiteral("/${nobody}"), {});
        QVERIFY(!text);
        QVERIFY(text.error().message.contains(QStringLiteral("${nobody}")));
    }

    void each_run_has_a_random_of_its_own()
    {
        QVERIFY(firstDemoVariables().value(QStringLiteral("random")) !=
                firstDemoVariables().value(QStringLiteral("random")));
    }

    void answers_are_reached_by_dotted_paths()
    {
        DemoStep step;
        step.save = {{QStringLiteral("id"), QStringLiteral("items.0.id")},
                     {QStringLiteral("sum"), QStringLiteral("sum")}};
        DemoVariables variables;
        QVERIFY(save(step, R"({"items":[{"id":"a"}],"sum":5000})", variables));
        QCOMPARE(variables.value(QStringLiteral("id")), QStringLiteral("a"));
        QCOMPARE(variables.value(QStringLiteral("sum")), QStringLiteral("5000"));
        const auto missing = save(step, R"({"items":[]})", variables);
        QVERIFY(!missing);
        QVERIFY(missing.error().message.contains(QStringLiteral("items.0.id")));
    }

    void a_step_that_waits_is_not_there_while_its_path_is_empty_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("there");
        QTest::newRow("empty list") << QByteArray(R"({"items":[]})") << false;
        QTest::newRow("null") << QByteArray(R"({"items":[null]})") << false;
        QTest::newRow("no json") << QByteArray("<html>") << false;
        QTest::newRow("there") << QByteArray(R"({"items":[{"id":1}]})") << true;
    }
    void a_step_that_waits_is_not_there_while_its_path_is_empty()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, there);
        DemoStep step;
        step.until = QStringLiteral("items.0");
        DemoVariables variables;
        const auto saved = save(step, answer, variables);
        QCOMPARE(saved.has_value(), there);
        if (!there)
            QCOMPARE(saved.error().code, Error::Code::NotFound); // what the repetition looks for
    }

    void a_step_survives_the_control_socket()
    {
        DemoStep step;
        step.name = QStringLiteral("buy");
        step.method = QStringLiteral("POST");
        step.path = QStringLiteral("/x");
        step.headers = {{QStringLiteral("A"), QStringLiteral("b")}};
        step.body = QStringLiteral("{}");
        step.expectStatus = 201;
        step.save = {{QStringLiteral("v"), QStringLiteral("p")}};
        step.until = QStringLiteral("u");
        step.follow = true;
        const DemoStep back = demoStepFromJson(toJson(step));
        QCOMPARE(back.method, step.method);
        QCOMPARE(back.headers, step.headers);
        QCOMPARE(back.save, step.save);
        QCOMPARE(back.expectStatus, 201);
        QCOMPARE(back.until, step.until);
        QVERIFY(back.follow);
        QCOMPARE(toJson(back), toJson(step));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, DemoScriptTest>(argc, argv);
}

#include "demo_script_test.moc"
