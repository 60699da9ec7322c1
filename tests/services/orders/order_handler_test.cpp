// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_handler.h"

#include "order_bench.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace orders;
using orders::test::headerOf;
using platform::HttpResponse;

class OrderHandlerTest : public QObject
{
    Q_OBJECT

    using Bench = test::OrderBench;

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void an_order_is_answered_with_its_place_and_wakes_the_dispatcher()
    {
        Bench bench;
        const HttpResponse response = bench.post("{\"amount\": 5000}");
        QCOMPARE(response.status, 201);
        const auto body = nlohmann::json::parse(response.body);
        QCOMPARE(body.at("amount").get<int>(), 5000);
        QCOMPARE(body.at("status").get<std::string>(), std::string("created"));
        QVERIFY(body.at("lines").is_array() && body.at("lines").empty());
        QCOMPARE(headerOf(response, "Location"), "/api/v1/orders/" + body.at("id").get<std::string>());
        QCOMPARE(headerOf(response, "ETag"), std::string("\"1\""));
        QCOMPARE(bench.woken, 1);
        QCOMPARE(bench.get(body.at("id").get<std::string>()).status, 200);
    }

    void a_wrong_body_is_refused_where_it_is_wrong_and_writes_nothing_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("pointer");
        QTest::newRow("no json") << QByteArray("amount=1") << QByteArray("");
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("array") << QByteArray("[]") << QByteArray("");
        QTest::newRow("nothing") << QByteArray("{}") << QByteArray("");
        QTest::newRow("text") << QByteArray("{\"amount\": \"1\"}") << QByteArray("/amount");
        QTest::newRow("zero") << QByteArray("{\"amount\": 0}") << QByteArray("/amount");
        QTest::newRow("fraction") << QByteArray("{\"amount\": 1.5}") << QByteArray("/amount");
        QTest::newRow("too large") << QByteArray("{\"amount\": 9007199254740992}") << QByteArray("/amount");
        QTest::newRow("beyond 64 bits") << QByteArray("{\"amount\": 18446744073709551615}") << QByteArray("/amount");
        QTest::newRow("unknown") << QByteArray("{\"amount\": 1, \"x\": 1}") << QByteArray("/x");
        QTest::newRow("lines") << QByteArray("{\"amount\": 1, \"lines\": []}") << QByteArray("/lines");
        QTest::newRow("note") << QByteArray("{\"amount\": 1, \"note\": 2}") << QByteArray("/note");
        QTest::newRow("nul") << QByteArray("{\"amount\": 1, \"note\": \"\\u0000\"}") << QByteArray("");
    }

    void a_wrong_body_is_refused_where_it_is_wrong_and_writes_nothing()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, pointer);
        Bench bench;
        const HttpResponse response = bench.post(body.toStdString(), "\"k\"");
        QCOMPARE(response.status, 400);
        const auto problem = nlohmann::json::parse(response.body);
        QCOMPARE(QByteArray::fromStdString(problem.at("errors").at(0).at("pointer").get<std::string>()), pointer);
        QVERIFY(bench.store.placed.empty());
        QCOMPARE(bench.post("{\"amount\": 1}", "\"k\"").status, 201); // the key stayed unused
    }

    void the_same_key_and_request_have_one_effect_and_the_same_bytes()
    {
        Bench bench;
        const HttpResponse first = bench.post("{\"amount\": 7, \"note\": \"n\"}", "\"k\"");
        const HttpResponse again = bench.post("{ \"note\":\"n\",\"amount\":7 }", "\"k\"");
        QCOMPARE(again.status, 201);
        QCOMPARE(again.body, first.body);
        QCOMPARE(headerOf(again, "Location"), headerOf(first, "Location"));
        QCOMPARE(headerOf(again, "Idempotent-Replayed"), std::string("true"));
        QVERIFY(headerOf(first, "Idempotent-Replayed").empty());
        QCOMPARE(bench.store.placed.size(), std::size_t(1));
        QCOMPARE(bench.woken, 1);
    }

    void another_request_with_the_key_is_refused_and_learns_nothing()
    {
        Bench bench;
        const HttpResponse first = bench.post("{\"amount\": 7}", "\"k\"");
        const HttpResponse other = bench.post("{\"amount\": 8}", "\"k\"");
        QCOMPARE(other.status, 422);
        const std::string id = nlohmann::json::parse(first.body).at("id").get<std::string>();
        QVERIFY(other.body.find(id) == std::string::npos);
        QCOMPARE(bench.store.placed.size(), std::size_t(1));
    }

    void the_dispatcher_is_woken_by_what_is_committed_and_not_before()
    {
        Bench bench;
        bench.store.hold();
        boost::asio::io_context io;
        Bench::Future answer = bench.start(io, bench.orderOf("{\"amount\": 7}", "\"k\""));
        io.poll();
        bench.store.waitUntilHeld();
        QCOMPARE(bench.woken, 0);
        bench.store.letGo();
        io.run();
        QCOMPARE(answer.get().status, 201);
        QCOMPARE(bench.woken, 1);
    }

    void the_same_key_at_the_same_time_has_one_effect_and_one_answer()
    {
        Bench bench;
        bench.store.hold();
        boost::asio::io_context io;
        std::vector<Bench::Future> answers;
        for (const char* body : {"{\"amount\": 7}", "{\"amount\": 7}", "{\"amount\": 8}"})
            answers.push_back(bench.start(io, bench.orderOf(body, "\"k\"")));
        io.poll();
        bench.store.letGo();
        io.run();
        QCOMPARE(answers[0].get().status, 201);
        QCOMPARE(answers[1].get().status, 409);
        QCOMPARE(answers[2].get().status, 422);
        QCOMPARE(bench.store.placed.size(), std::size_t(1));
    }

    void orders_that_come_at_the_same_time_are_written_together_and_one_that_fails_fails_alone()
    {
        Bench bench;
        bench.store.hold();
        bench.store.refusedAmount = 13;
        boost::asio::io_context io;
        std::vector<Bench::Future> answers;
        for (const int amount : {1, 2, 13, 3}) {
            answers.push_back(bench.start(io, bench.orderOf("{\"amount\": " + std::to_string(amount) + "}")));
            io.poll();
            if (answers.size() == 1)
                bench.store.waitUntilHeld(); // the first is a batch of its own
        }
        bench.store.letGo();
        io.run();
        QCOMPARE(bench.store.batchSizes, (std::vector<std::size_t>{1, 3, 1, 1, 1}));
        std::vector<int> statuses;
        for (auto& answer : answers)
            statuses.push_back(answer.get().status);
        QCOMPARE(statuses, (std::vector<int>{201, 201, 500, 201}));
        QCOMPARE(bench.store.placed.size(), std::size_t(3));
        QCOMPARE(bench.woken, 3);
    }

    void more_than_can_be_written_is_refused_and_says_when_to_try_again()
    {
        Bench full({.queue = 0});
        const HttpResponse response = full.post("{\"amount\": 1}", "\"k\"");
        QCOMPARE(response.status, 503);
        QCOMPARE(headerOf(response, "Retry-After"), std::string("1"));
        QVERIFY(full.store.records.empty()); // the key stayed unused
    }

    void another_users_key_is_independent()
    {
        Bench bench;
        bench.post("{\"amount\": 7}", "\"k\"");
        QCOMPARE(bench.post("{\"amount\": 8}", "\"k\"", "user-2").status, 201);
    }

    void a_key_that_another_instance_holds_is_in_use()
    {
        Bench bench;
        bench.store.keysAreHeldElsewhere = true;
        const HttpResponse response = bench.post("{\"amount\": 7}", "\"k\"");
        QCOMPARE(response.status, 409);
        QCOMPARE(headerOf(response, "Retry-After"), std::string("1"));
    }

    void a_bare_key_is_a_bad_request()
    {
        Bench bench;
        QCOMPARE(bench.post("{\"amount\": 7}", "k").status, 400);
        QVERIFY(bench.store.placed.empty());
    }

    void a_database_that_is_away_is_unavailable_and_says_when_to_try_again()
    {
        Bench bench;
        bench.store.away = platform::DatabaseError{platform::DatabaseError::Kind::Unavailable, "08006", "secret host"};
        const HttpResponse response = bench.post("{\"amount\": 7}", "\"k\"");
        QCOMPARE(response.status, 503);
        QCOMPARE(headerOf(response, "Retry-After"), std::string("1"));
        QVERIFY(response.body.find("secret") == std::string::npos);
        bench.store.away.reset();
        QCOMPARE(bench.post("{\"amount\": 7}", "\"k\"").status, 201); // and the key is free again
    }

    void nobody_sees_another_users_order()
    {
        Bench bench;
        const auto body = nlohmann::json::parse(bench.post("{\"amount\": 7}").body);
        QCOMPARE(bench.get(body.at("id").get<std::string>(), "user-2").status, 404);
        QCOMPARE(bench.get("no-uuid").status, 400);
    }

    void a_list_is_paged_from_the_newest()
    {
        Bench bench;
        for (int amount = 1; amount <= 3; ++amount)
            bench.post("{\"amount\": " + std::to_string(amount) + "}");
        bench.post("{\"amount\": 99}", {}, "user-2");
        const std::string page = "/api/v1/orders?limit=2";
        const auto first = nlohmann::json::parse(bench.ask(Bench::requestOf("GET", page)).body);
        QCOMPARE(first.at("items").size(), std::size_t(2));
        QCOMPARE(first.at("items").at(0).at("amount").get<int>(), 3);
        const std::string next = page + "&cursor=" + first.at("next").get<std::string>();
        const auto second = nlohmann::json::parse(bench.ask(Bench::requestOf("GET", next)).body);
        QCOMPARE(second.at("items").size(), std::size_t(1));
        QCOMPARE(second.at("items").at(0).at("amount").get<int>(), 1);
        QVERIFY(second.at("next").is_null());
    }
};

QTEST_APPLESS_MAIN(OrderHandlerTest)
#include "order_handler_test.moc"
