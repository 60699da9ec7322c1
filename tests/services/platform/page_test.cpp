// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/page.h"

#include "support/qt_test_main.h"

using namespace platform;

class PageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void without_parameters_it_is_the_newest_twenty()
    {
        const Page page = pageOf(HttpRequest{});
        QVERIFY(page.before.empty());
        QCOMPARE(page.limit, 20);
    }

    void limit_and_cursor_are_the_requests()
    {
        HttpRequest request;
        request.query = {{"limit", "7"}, {"cursor", "x"}};
        const Page page = pageOf(request);
        QCOMPARE(page.limit, 7);
        QCOMPARE(page.before, std::string("x"));
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
