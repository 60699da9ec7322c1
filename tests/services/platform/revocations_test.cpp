// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/auth/revocations.h"

#include "support/qt_test_main.h"

#include <atomic>

using namespace platform;
using namespace std::chrono_literals;

namespace {

Principal ann(const char* session, const char* role = "admin")
{
    return {"issuer", "ann", role, session};
}

std::string page(const std::string& lines, int last, bool more = false)
{
    return R"({"revocations":[)" + lines + R"(],"last":)" + std::to_string(last) + R"(,"more":)" +
           (more ? "true" : "false") + "}";
}

} // namespace

class RevocationsTest : public QObject
{
    Q_OBJECT

private slots:
    void a_token_of_a_session_that_ended_is_nobodys()
    {
        Revocations revocations;
        QVERIFY(revocations.take(page(R"({"session":"s1"})", 1)));
        QVERIFY(!revocations.apply(ann("s1")));
        QVERIFY(revocations.apply(ann("s2")));
        QVERIFY(revocations.apply(ann(""))); // of before sessions had names in tokens
    }

    void a_role_that_changed_holds_for_older_tokens_and_the_last_one_counts()
    {
        Revocations revocations;
        QVERIFY(revocations.take(page(R"({"user":"ann","role":"root"},{"user":"ann","role":"user"})", 2)));
        QCOMPARE(revocations.apply(ann("s"))->role, "user");
        Principal bob = ann("s");
        bob.subject = "bob";
        QCOMPARE(revocations.apply(bob)->role, "admin");
    }

    void what_is_older_than_any_token_is_forgotten()
    {
        Revocations revocations;
        const auto now = Revocations::Clock::now();
        QVERIFY(revocations.take(page(R"({"session":"s1"},{"user":"ann","role":"user"})", 2), now));
        revocations.forgetOld(now + 24h);
        QVERIFY(!revocations.apply(ann("s1")));
        revocations.forgetOld(now + 26h);
        QCOMPARE(revocations.apply(ann("s1"))->role, "admin");
    }

    void what_is_no_list_is_not_taken()
    {
        Revocations revocations;
        for (const char* text : {"",
                                 "[]",
                                 R"({"revocations":[{"session":"s1"}]})",
                                 R"({"revocations":{"session":"s1"},"last":1,"more":false})",
                                 R"({"revocations":[{"session":"s1"}],"last":"1","more":false})"}) {
            QVERIFY2(!revocations.take(text), text);
            QVERIFY(revocations.apply(ann("s1")));
        }
        QVERIFY(revocations.take(page(R"({"session":7},{"user":"ann"},null)", 3)));
    }

    void the_feed_reads_page_by_page_and_goes_on_where_it_was()
    {
        std::atomic<int> rounds = 0;
        RevocationFeed feed(
            [&rounds](std::int64_t after) -> tl::expected<std::string, std::string> {
                ++rounds;
                if (after == 0)
                    return page(R"({"session":"s1"})", 1, true);
                return after == 1 ? page(R"({"session":"s2"})", 2) : page("", 2);
            },
            1ms);
        QVERIFY(!feed.problem().empty());
        QVERIFY(!feed.apply(ann("s3"))); // nobody knows yet
        feed.start();
        QTRY_VERIFY(feed.problem().empty());
        QVERIFY(!feed.apply(ann("s1")));
        QVERIFY(!feed.apply(ann("s2")));
        QVERIFY(feed.apply(ann("s3")));
        QTRY_VERIFY(rounds > 4);
    }

    void what_is_known_holds_while_the_issuer_is_away_and_what_is_new_comes_with_it()
    {
        enum class Issuer { There, Away, Back };
        std::atomic<Issuer> issuer = Issuer::There;
        std::atomic<int> refused = 0;
        RevocationFeed feed(
            [&](std::int64_t) -> tl::expected<std::string, std::string> {
                switch (issuer.load()) {
                case Issuer::There: return page(R"({"session":"s1"})", 1);
                case Issuer::Away: ++refused; return tl::unexpected(std::string("away"));
                case Issuer::Back: break;
                }
                return page(R"({"session":"s2"})", 2);
            },
            1ms);
        feed.start();
        QTRY_VERIFY(feed.problem().empty());
        issuer = Issuer::Away;
        QTRY_VERIFY(refused > 1);
        QVERIFY(feed.problem().empty());
        QVERIFY(!feed.apply(ann("s1")));
        QVERIFY(feed.apply(ann("s2")));
        issuer = Issuer::Back;
        QTRY_VERIFY(!feed.apply(ann("s2")));
        QVERIFY(!feed.apply(ann("s1")));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, RevocationsTest>(argc, argv);
}

#include "revocations_test.moc"
