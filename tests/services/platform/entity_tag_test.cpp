// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/entity_tag.h"

#include "support/qt_test_main.h"

using platform::parseIfMatch;

class EntityTagTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void one_of_a_list_is_enough_and_a_weak_one_is_none()
    {
        QVERIFY(parseIfMatch("\"1\"")->matches("\"1\""));
        QVERIFY(parseIfMatch(" \"0\" ,\"1\"")->matches("\"1\""));
        QVERIFY(!parseIfMatch("\"0\",\t\"2\"")->matches("\"1\""));
        QVERIFY(!parseIfMatch("W/\"1\"")->matches("\"1\"")); // RFC 9110, 8.8.3.2: strong comparison
        QVERIFY(parseIfMatch("W/\"1\", \"1\"")->matches("\"1\""));
        QVERIFY(parseIfMatch("*")->matches("\"1\""));
        QVERIFY(parseIfMatch("\"a,b\"")->matches("\"a,b\""));
    }

    void what_is_no_list_of_tags_is_malformed_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char* value :
             {"", "1", "\"1", "\"1\" \"2\"", "\"1\",", ",\"1\"", "*, \"1\"", "w/\"1\"", "\"a b\"", "**"})
            QTest::newRow(value) << QByteArray(value);
    }

    void what_is_no_list_of_tags_is_malformed()
    {
        QFETCH(QByteArray, value);
        QVERIFY(!parseIfMatch(value.toStdString()));
    }

    void two_fields_are_malformed()
    {
        platform::HttpRequest request;
        request.headers = {{"If-Match", "\"1\""}};
        QVERIFY(platform::ifMatchOf(request).has_value());
        request.headers.emplace_back("if-match", "\"1\"");
        QVERIFY(!platform::ifMatchOf(request));
    }
};

QTEST_APPLESS_MAIN(EntityTagTest)
#include "entity_tag_test.moc"
