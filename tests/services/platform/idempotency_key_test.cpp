// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/idempotency_key.h"

#include "support/qt_test_main.h"

using namespace platform;

class IdempotencyKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_quoted_string_is_a_key_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("plain") << QByteArray("\"k-1\"") << QByteArray("k-1");
        QTest::newRow("spaces around") << QByteArray("  \"k\" ") << QByteArray("k");
        QTest::newRow("space inside") << QByteArray("\"a b\"") << QByteArray("a b");
        QTest::newRow("escapes") << QByteArray(R"("a\"b\\c")") << QByteArray(R"(a"b\c)");
        QTest::newRow("longest") << QByteArray("\"" + QByteArray(255, 'x') + "\"") << QByteArray(255, 'x');
    }

    void a_quoted_string_is_a_key()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, key);
        const auto parsed = parseIdempotencyKey(field.toStdString());
        QVERIFY2(parsed, parsed ? "" : parsed.error().c_str());
        QCOMPARE(QByteArray::fromStdString(*parsed), key);
    }

    void anything_else_is_refused_with_a_sentence_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char* field : {"",
                                  "k",
                                  "\"\"",
                                  "\"k",
                                  "k\"",
                                  "\"k\";p=1",
                                  "\"a\", \"b\"",
                                  "\"a\\n\"",
                                  "\"a\\",
                                  "\"h\xc3\xa9\"",
                                  "\"a\tb\"",
                                  ":aGk=:",
                                  "'k'"})
            QTest::addRow("<%s>", field) << QByteArray(field);
        QTest::newRow("too long") << QByteArray("\"" + QByteArray(256, 'x') + "\"");
    }

    void anything_else_is_refused_with_a_sentence()
    {
        QFETCH(QByteArray, field);
        const auto parsed = parseIdempotencyKey(field.toStdString());
        QVERIFY(!parsed);
        QVERIFY(parsed.error().ends_with('.'));
    }

    void a_request_without_the_header_has_no_key()
    {
        const auto key = idempotencyKeyOf(HttpRequest{});
        QVERIFY(key && !*key);
    }

    void two_fields_are_a_problem_even_when_they_are_equal()
    {
        HttpRequest request;
        request.headers = {{"Idempotency-Key", "\"k\""}, {"idempotency-key", "\"k\""}};
        const auto key = idempotencyKeyOf(request);
        QVERIFY(!key);
        QCOMPARE(key.error().status, 400);
        QVERIFY(key.error().body.find("/idempotency-key-invalid") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(IdempotencyKeyTest)
#include "idempotency_key_test.moc"
