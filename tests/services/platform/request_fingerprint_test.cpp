// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/answers.h"
#include "platform/idempotency/record.h"

#include "support/qt_test_main.h"

using namespace platform;

namespace {

HttpRequest sample()
{
    HttpRequest request;
    request.method = "POST";
    request.path = "/api/v1/things";
    request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    request.body = "{}";
    return request;
}

} // namespace

class RequestFingerprintTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void it_is_a_sha256_and_the_same_each_time()
    {
        QCOMPARE(requestFingerprint(sample(), "{}").size(), std::size_t(32));
        QCOMPARE(requestFingerprint(sample(), "{}"), requestFingerprint(sample(), "{}"));
    }

    void what_the_caller_means_changes_it()
    {
        const std::string original = requestFingerprint(sample(), "{}");
        QVERIFY(requestFingerprint(sample(), R"({"a":1})") != original);
        HttpRequest other = sample();
        other.method = "PATCH";
        QVERIFY(requestFingerprint(other, "{}") != original);
        other = sample();
        other.path += "/1";
        QVERIFY(requestFingerprint(other, "{}") != original);
        other = sample();
        other.query = {{"dry", "1"}};
        QVERIFY(requestFingerprint(other, "{}") != original);
        other = sample();
        other.headers = {{"Content-Type", "text/plain"}};
        QVERIFY(requestFingerprint(other, "{}") != original);
    }

    void what_the_caller_does_not_mean_leaves_it()
    {
        HttpRequest other = sample();
        other.headers = {{"content-type", "Application/JSON"}, {"X-Request-Id", "2"}};
        other.body = "{ }";
        QCOMPARE(requestFingerprint(other, "{}"), requestFingerprint(sample(), "{}"));
    }

    void the_order_of_the_query_does_not_matter_but_its_grouping_does()
    {
        HttpRequest one = sample(), two = sample();
        one.query = {{"a", "1"}, {"b", "2"}};
        two.query = {{"b", "2"}, {"a", "1"}};
        QCOMPARE(requestFingerprint(one, "{}"), requestFingerprint(two, "{}"));
        two.query = {{"a", "1b2"}};
        QVERIFY(requestFingerprint(one, "{}") != requestFingerprint(two, "{}"));
    }

    void the_scope_is_the_person_and_the_service_and_cannot_be_forged_by_names()
    {
        const Principal me{"iss", "me", "user"};
        QCOMPARE(idempotencyScope("s", me), idempotencyScope("s", {"iss", "me", "admin"}));
        QVERIFY(idempotencyScope("s", me) != idempotencyScope("t", me));
        QVERIFY(idempotencyScope("s", {"a", "bc", ""}) != idempotencyScope("s", {"ab", "c", ""}));
    }

    void headers_survive_the_database()
    {
        const HeaderFields headers{{"Location", "/a\"b"}, {"ETag", "\"1\""}};
        QVERIFY(headersFromJson(headersToJson(headers)) == headers);
    }

    void a_replay_has_the_stored_bytes_and_says_that_it_is_one()
    {
        const IdempotencyRecord record{.scope = {},
                                       .key = {},
                                       .fingerprint = {},
                                       .status = 201,
                                       .headers = {{"ETag", "\"1\""}},
                                       .body = "{ \"a\" : 1 }",
                                       .traceparent = "00-x"};
        const HttpResponse replay = replayOf(record);
        QCOMPARE(replay.status, 201);
        QCOMPARE(replay.body, record.body);
        const HeaderFields expected{
            {"ETag", "\"1\""}, {"Idempotent-Replayed", "true"}, {"Idempotent-Original-Traceparent", "00-x"}};
        QVERIFY(replay.headers == expected);
    }
};

QTEST_APPLESS_MAIN(RequestFingerprintTest)
#include "request_fingerprint_test.moc"
