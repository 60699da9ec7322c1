// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_draft.h"
#include "models/compose_json.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>

using namespace signalbox;

class ComposeJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void formatting_changes_white_space_and_nothing_else()
    {
        const QByteArray text =
            "{\"z\":1.10,\"a\":[1,2],\"e\":{},\"n\":[ ],\"t\":\"a\\\"{b\",\"big\":12345678901234567890}";
        const QByteArray pretty = "{\n  \"z\": 1.10,\n  \"a\": [\n    1,\n    2\n  ],\n  \"e\": {},\n  \"n\": [],\n"
                                  "  \"t\": \"a\\\"{b\",\n  \"big\": 12345678901234567890\n}";
        QCOMPARE(prettyJson(text), pretty);
    }

    void what_is_no_json_comes_back_as_it_is() { QCOMPARE(prettyJson("{\"a\":"), QByteArray("{\"a\":")); }

    void a_problem_is_told_with_line_and_column()
    {
        const auto problem = jsonProblem("{\n  \"a\": 1\n  \"b\": 2\n}");
        QVERIFY(problem.has_value());
        QCOMPARE(problem->line, 3);
        QVERIFY(problem->message.endsWith(QLatin1Char('.')));
        QVERIFY(!jsonProblem("{\"a\": [1, 2]}"));
        QVERIFY(!jsonProblem("12"));
        QVERIFY(jsonProblem("abc"));
        QCOMPARE(jsonProblem("").value().line, 1);
    }

    void a_path_is_completed_and_a_url_is_left_alone()
    {
        const QString edge = QStringLiteral("https://api.localhost:8443/");
        QCOMPARE(*completedUrl(QStringLiteral(" /a/b?c=1 "), edge),
                 QStringLiteral("https://api.localhost:8443/a/b?c=1"));
        QCOMPARE(*completedUrl(QStringLiteral("http://x.test/y"), edge), QStringLiteral("http://x.test/y"));
        for (const char* bad : {"", "ftp://x/", "x.test/y", "https://", "http://a b/"})
            QVERIFY2(!completedUrl(QString::fromLatin1(bad), edge), bad);
        QVERIFY(!completedUrl(QStringLiteral("/a"), QString()));
    }

    void headers_that_were_written_win_over_added_ones()
    {
        ComposeDraft draft;
        draft.method = "POST";
        draft.url = QStringLiteral("http://x.test/");
        draft.body = QStringLiteral("{}");
        draft.headers = {{"idempotency-key", "mine"}, {"X-A", "1"}, {"X-A", "2"}};
        const auto request = requestOf(
            draft, {QStringLiteral("tp"), QStringLiteral("rid"), QStringLiteral("k"), QStringLiteral("t")}, {});
        const HeaderList expected{{"idempotency-key", "mine"},
                                  {"X-A", "1"},
                                  {"X-A", "2"},
                                  {"Content-Type", "application/json"},
                                  {"traceparent", "tp"},
                                  {"X-Request-Id", "rid"},
                                  {"Authorization", "Bearer t"}};
        QCOMPARE(request->headers, expected);
    }

    void saved_values_are_filled_in_and_missing_ones_named()
    {
        const SavedValues values{{QStringLiteral("token"), QStringLiteral("${x}")}};
        QCOMPARE(*withSavedValues(QStringLiteral("Bearer ${token} ${"), values), QStringLiteral("Bearer ${x} ${"));
        const auto missing = withSavedValues(QStringLiteral("/a/${order}"), values);
        QVERIFY(missing.error().message.contains(QLatin1String("${order}")));
    }

    void a_value_is_found_by_its_path()
    {
        const QByteArray json = "{\"items\":[{\"id\":\"a1\"},{\"n\":7}],\"ok\":true}";
        QCOMPARE(jsonValueAt(json, QStringLiteral("items.0.id")), QStringLiteral("a1"));
        QCOMPARE(jsonValueAt(json, QStringLiteral("items.1.n")), QStringLiteral("7"));
        QCOMPARE(jsonValueAt(json, QStringLiteral("ok")), QStringLiteral("true"));
        QVERIFY(jsonValueAt(json, QStringLiteral("items.9.id")).isEmpty());
        QVERIFY(jsonValueAt("no", QStringLiteral("a")).isEmpty());
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, ComposeJsonTest>(argc, argv);
}

#include "compose_json_test.moc"
