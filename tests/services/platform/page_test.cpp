// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/page.h"

#include "support/qt_test_main.h"

using namespace platform;

namespace {

HttpRequest requestWith(const char* name, const char* value)
{
    HttpRequest request;
    request.query = {{name, value}};
    return request;
}

} // namespace

class PageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void without_parameters_it_is_the_newest_twenty()
    {
        const auto page = pageOf(HttpRequest{});
        QVERIFY(page && page->before.empty());
        QCOMPARE(page->limit, 20);
    }

    void what_is_no_limit_or_cursor_is_a_bad_request_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        for (const char* limit : {"0", "101", "-1", "1x", "", "99999999999"})
            QTest::addRow("limit <%s>", limit) << QByteArray("limit") << QByteArray(limit);
        QTest::newRow("cursor") << QByteArray("cursor") << QByteArray("x");
    }

    void what_is_no_limit_or_cursor_is_a_bad_request()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        const auto page = pageOf(requestWith(name.constData(), value.constData()));
        QVERIFY(!page);
        QCOMPARE(page.error().status, 400);
    }

    void next_is_the_last_one_shown_when_there_are_more()
    {
        const Page page{.before = {}, .limit = 2};
        QCOMPARE(pageAnswer(page, {"1", "2", "3"}, {"a", "b", "c"}).body, std::string(R"({"items":[1,2],"next":"b"})"));
        QCOMPARE(pageAnswer(page, {"1", "2"}, {"a", "b"}).body, std::string(R"({"items":[1,2],"next":null})"));
        QCOMPARE(pageAnswer(page, {}, {}).body, std::string(R"({"items":[],"next":null})"));
    }
};

QTEST_APPLESS_MAIN(PageTest)
#include "page_test.moc"
