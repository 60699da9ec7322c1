// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/second_version.h"

#include "order_bench.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace orders;
using orders::test::headerOf;
using platform::HttpResponse;
using Json = nlohmann::json;

// Version 2 of the API beside version 1.
class SecondVersionTest : public QObject
{
    Q_OBJECT

    using Bench = test::OrderBench;

    static Bench::Request orderOf(const std::string& body, const std::string& key = {})
    {
        Bench::Request incoming = Bench::orderOf(body, key);
        incoming.target = "/api/v2/orders";
        return incoming;
    }

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void an_amount_says_its_currency()
    {
        Bench bench;
        const HttpResponse placed = bench.ask(orderOf(R"({"amount": {"value": 5000, "currency": "EUR"}})"));
        QCOMPARE(placed.status, 201);
        const Json order = Json::parse(placed.body);
        QCOMPARE(order.at("amount").dump(), std::string(R"({"currency":"EUR","value":5000})"));
        const std::string path = "/api/v2/orders/" + order.at("id").get<std::string>();
        QCOMPARE(headerOf(placed, "Location"), path);
        QCOMPARE(bench.ask(Bench::requestOf("GET", path)).body, placed.body);
        const Json list = Json::parse(bench.ask(Bench::requestOf("GET", "/api/v2/orders")).body);
        QVERIFY(list.at("items").at(0) == order);
        QVERIFY(list.at("next").is_null());
    }

    void an_order_of_one_version_is_an_order_of_the_other()
    {
        Bench bench;
        const std::string id = Json::parse(bench.post(R"({"amount": 7})").body).at("id").get<std::string>();
        const auto read = bench.ask(Bench::requestOf("GET", "/api/v2/orders/" + id));
        QCOMPARE(Json::parse(read.body).at("amount").at("value").get<int>(), 7);
        const auto cancelled = bench.ask(Bench::requestOf("POST", "/api/v2/orders/" + id + "/cancel"));
        QCOMPARE(Json::parse(cancelled.body).at("status").get<std::string>(), std::string("cancelled"));
        QCOMPARE(Json::parse(bench.get(id).body).at("status").get<std::string>(), std::string("cancelled"));
    }

    void each_version_refuses_the_form_of_the_other()
    {
        Bench bench;
        QCOMPARE(bench.ask(orderOf(R"({"amount": 7})")).status, 400);
        QCOMPARE(bench.ask(orderOf(R"({"amount": {"value": 7, "currency": "USD"}})")).status, 400);
        QCOMPARE(bench.post(R"({"amount": {"value": 7, "currency": "EUR"}})").status, 400);
        QVERIFY(bench.store.placed.empty());
    }

    void a_replay_has_the_same_bytes_and_a_key_belongs_to_its_version()
    {
        Bench bench;
        const char* body = R"({"amount": {"value": 7, "currency": "EUR"}})";
        const HttpResponse first = bench.ask(orderOf(body, "\"k\""));
        const HttpResponse again = bench.ask(orderOf(body, "\"k\""));
        QCOMPARE(again.body, first.body);
        QCOMPARE(headerOf(again, "Location"), headerOf(first, "Location"));
        QCOMPARE(headerOf(again, "Idempotent-Replayed"), std::string("true"));
        QCOMPARE(bench.post(R"({"amount": 7})", "\"k\"").status, 422);
        QCOMPARE(bench.store.placed.size(), std::size_t(1));
    }

    void the_documents_differ_in_what_the_versions_differ_in()
    {
        Json first = Json::parse(openapiDocument());
        Json second = Json::parse(openapiDocumentV2());
        for (Json* document : {&first, &second}) {
            document->erase("info");
            document->erase("servers");
            Json& schemas = document->at("components").at("schemas");
            schemas.erase("Money");
            schemas.at("Order").at("properties").erase("amount");
            schemas.at("NewOrder").at("properties").erase("amount");
            Json& body = document->at("paths").at("/orders").at("post").at("requestBody").at("content");
            body.at("application/json").erase("example");
        }
        QCOMPARE(Json::diff(first, second).dump(), std::string("[]"));
    }
};

QTEST_APPLESS_MAIN(SecondVersionTest)
#include "second_version_test.moc"
