// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/http.h"
#include "platform/idempotency/strict_json.h"

#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace platform;

class StrictJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void plain_json_is_read()
    {
        const auto value = parseStrictJson(R"({"a": [1, {"a": 2}, {"a": 3}], "b": "\u00e9"})");
        QVERIFY(value);
        QCOMPARE(value->at("a").at(2).at("a").get<int>(), 3);
    }

    void what_cannot_be_stored_or_compared_is_refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("empty") << QByteArray("") << QByteArray("empty");
        QTest::newRow("no json") << QByteArray("a=1") << QByteArray("not JSON");
        QTest::newRow("two values") << QByteArray("{} {}") << QByteArray("not JSON");
        QTest::newRow("bad utf-8") << QByteArray("\"\xff\"") << QByteArray("not JSON");
        QTest::newRow("nul escaped") << QByteArray(R"({"a": "x\u0000"})") << QByteArray("U+0000");
        QTest::newRow("nul in a name") << QByteArray(R"({"\u0000": 1})") << QByteArray("U+0000");
        QTest::newRow("member twice") << QByteArray(R"({"a": {"b": 1, "b": 2}})") << QByteArray("\"b\" occurs twice");
        QTest::newRow("deep") << QByteArray(65, '[') + QByteArray(65, ']') << QByteArray("levels");
        QTest::newRow("huge number") << QByteArray("1e999") << QByteArray("too large");
    }

    void what_cannot_be_stored_or_compared_is_refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        const auto value = parseStrictJson(std::string_view(text.constData(), std::size_t(text.size())));
        QVERIFY(!value);
        QVERIFY2(value.error().detail.find(says.constData()) != std::string::npos, value.error().detail.c_str());
    }

    void sixty_four_levels_are_allowed()
    {
        const QByteArray text = QByteArray(64, '[') + QByteArray(64, ']');
        QVERIFY(parseStrictJson(text.toStdString()));
    }
};

QTEST_APPLESS_MAIN(StrictJsonTest)
#include "strict_json_test.moc"
