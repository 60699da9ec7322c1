// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filter.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>

using namespace signalbox;

class FilterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void terms_of_a_trace_filter_all_hold()
    {
        const auto query =
            parseTraceFilter(QStringLiteral("service:orders errors duration>20ms http.route=/a \"two words\" x"));
        QVERIFY(query.has_value());
        QCOMPARE(query->service, QStringLiteral("orders"));
        QVERIFY(query->errorsOnly);
        QCOMPARE(query->minDurationNs, 20'000'001);
        QCOMPARE(query->attributeKey, QStringLiteral("http.route"));
        QCOMPARE(query->attributeValue, QStringLiteral("/a"));
        QCOMPARE(query->text, QStringLiteral("two words x"));
    }

    void units_of_a_duration_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds");
        QTest::newRow("ns") << QStringLiteral("duration>=7ns") << qint64(7);
        QTest::newRow("us") << QStringLiteral("duration>=300us") << qint64(300'000);
        QTest::newRow("µs") << QStringLiteral("duration>=300µs") << qint64(300'000);
        QTest::newRow("fraction") << QStringLiteral("duration>=1.5s") << qint64(1'500'000'000);
        QTest::newRow("minutes") << QStringLiteral("duration>=2m") << qint64(120'000'000'000);
    }
    void units_of_a_duration()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        QCOMPARE(parseTraceFilter(text)->minDurationNs, nanoseconds);
    }

    void a_log_filter_takes_levels_services_and_a_trace()
    {
        const QString id(32, QLatin1Char('a'));
        const auto query = parseLogFilter(QStringLiteral("level>=warn service:a service:b timeout trace:") + id);
        QVERIFY(query.has_value());
        QCOMPARE(query->minLevel, LogLevel::Warn);
        QCOMPARE(query->services, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(query->text, QStringLiteral("timeout"));
        QCOMPARE(query->traceId, id);
    }

    void an_error_points_at_its_character_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        QTest::newRow("open quote") << QStringLiteral("errors \"abc") << 7;
        QTest::newRow("no such key") << QStringLiteral("errors nope:x") << 7;
        QTest::newRow("no unit") << QStringLiteral("duration>20") << 9;
        QTest::newRow("shorter than") << QStringLiteral("duration<20ms") << 8;
        QTest::newRow("nothing follows") << QStringLiteral("service:") << 8;
        QTest::newRow("second service") << QStringLiteral("service:a service:b") << 10;
    }
    void an_error_points_at_its_character()
    {
        QFETCH(QString, text);
        QFETCH(int, position);
        const auto query = parseTraceFilter(text);
        QVERIFY(!query);
        QCOMPARE(query.error().position, position);
        QVERIFY(query.error().message.endsWith(QLatin1Char('.')));
    }

    void a_wrong_level_or_trace_id_is_told()
    {
        QCOMPARE(parseLogFilter(QStringLiteral("level>=loud")).error().position, 7);
        QCOMPARE(parseLogFilter(QStringLiteral("trace:12")).error().position, 6);
        QCOMPARE(parseLogFilter(QStringLiteral("level<warn")).error().position, 5);
    }

    void a_regular_expression_stands_between_slashes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("plain");
        QTest::newRow("alone") << QStringLiteral("/time.*out/") << QStringLiteral("time.*out") << QString();
        QTest::newRow("with spaces") << QStringLiteral("x /a b+/ y") << QStringLiteral("a b+") << QStringLiteral("x y");
        QTest::newRow("with a slash") << QStringLiteral("/v1\\/orders/") << QStringLiteral("v1\\/orders") << QString();
        QTest::newRow("a path is text") << QStringLiteral("/api/v1 x") << QString() << QStringLiteral("/api/v1 x");
        QTest::newRow("a slash is text") << QStringLiteral("/") << QString() << QStringLiteral("/");
    }
    void a_regular_expression_stands_between_slashes()
    {
        QFETCH(QString, text);
        const auto query = parseLogFilter(text);
        QVERIFY(query.has_value());
        QTEST(query->pattern, "pattern");
        QTEST(query->text, "plain");
    }

    void fields_are_equal_or_compared_with_numbers()
    {
        const auto query = parseLogFilter(QStringLiteral("status>=500 user=\"a b\""));
        QVERIFY(query.has_value());
        QCOMPARE(query->fields.size(), 2);
        QCOMPARE(query->fields.at(0),
                 (FieldCondition{
                     QStringLiteral("status"), FieldCondition::Relation::GreaterOrEqual, QStringLiteral("500")}));
        QCOMPARE(query->fields.at(1).value, QStringLiteral("a b"));
    }

    void what_a_log_filter_cannot_be_is_told_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        QTest::newRow("broken expression") << QStringLiteral("x /a(b/") << 3;
        QTest::newRow("second expression") << QStringLiteral("/a/ /b/") << 4;
        QTest::newRow("no number") << QStringLiteral("status>high") << 7;
        QTest::newRow("no such key") << QStringLiteral("sevice:orders") << 0;
    }
    void what_a_log_filter_cannot_be_is_told()
    {
        QFETCH(QString, text);
        const auto query = parseLogFilter(text);
        QVERIFY(!query);
        QTEST(static_cast<int>(query.error().position), "position");
        QVERIFY(query.error().message.endsWith(QLatin1Char('.')));
    }

    void toggling_a_service_twice_gives_the_filter_back()
    {
        const QString text = QStringLiteral("level>=warn \"a  b\"");
        const QString with = withServiceToggled(text, QStringLiteral("orders"));
        QCOMPARE(with, QStringLiteral("level>=warn \"a  b\" service:orders"));
        QCOMPARE(withServiceToggled(with, QStringLiteral("orders")), text);
    }

    void a_term_is_replaced_where_it_stands_twice()
    {
        QCOMPARE(withTerm(QStringLiteral("level>=info x level:warn"),
                          QStringLiteral("level"),
                          QStringLiteral("level>=error")),
                 QStringLiteral("x level>=error"));
        QCOMPARE(withTerm(QStringLiteral("level>=info x"), QStringLiteral("level"), QString()), QStringLiteral("x"));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, FilterTest>(argc, argv);
}

#include "filter_test.moc"
