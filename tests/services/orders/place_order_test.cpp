// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/place_order.h"

#include "orders/embedded.h"
#include "platform/bus/json_schema.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QFile>

#include <nlohmann/json.hpp>

using namespace orders;

namespace {

Surroundings fixed()
{
    return {.newId = [n = 0]() mutable { return "id-" + std::to_string(++n); },
            .now = [] { return std::chrono::system_clock::time_point(std::chrono::milliseconds(1767323045678)); }};
}

nlohmann::json example(const char* name)
{
    QFile file(signalbox::test::sourcePath("services/contracts/events/examples/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return nlohmann::json::parse(file.readAll().toStdString());
}

} // namespace

class PlaceOrderTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void an_order_is_created_at_once_for_the_one_who_asks()
    {
        const NewOrder placed = placeOrder({.amount = 5000, .note = {}}, "user-1", {}, {}, fixed());
        QCOMPARE(placed.order.id, std::string("id-1"));
        QCOMPARE(placed.order.userId, std::string("user-1"));
        QCOMPARE(placed.order.status, std::string("created"));
        QCOMPARE(placed.order.createdAt, std::string("2026-01-02T03:04:05.678Z"));
        QVERIFY(!placed.record);
    }

    void its_event_is_the_first_of_its_aggregate_and_says_why()
    {
        const platform::EventCause cause{
            .correlationId = "corr", .causationId = "req", .idempotencyKey = "", .traceparent = "00-t"};
        const NewOrder placed = placeOrder({.amount = 1, .note = {}}, "user-1", {}, cause, fixed());
        QCOMPARE(placed.event.aggregateId, placed.order.id);
        QCOMPARE(placed.event.aggregateSeq, std::int64_t(1));
        QCOMPARE(placed.event.eventType, std::string("order.created.v1"));
        const auto headers = nlohmann::json::parse(placed.event.headers);
        QCOMPARE(headers.at("correlation_id").get<std::string>(), std::string("corr"));
        QCOMPARE(headers.at("traceparent").get<std::string>(), std::string("00-t"));
    }

    void with_a_key_the_answer_is_stored_as_it_is_given()
    {
        const NewOrder placed = placeOrder(
            {.amount = 7, .note = "n"}, "u", platform::IdempotencyClaim{"scope", "k", "f", "00-t"}, {}, fixed());
        const platform::HttpResponse answer = createdAnswer(placed.order);
        QVERIFY(placed.record.has_value());
        QCOMPARE(placed.record->key, std::string("k"));
        QCOMPARE(placed.record->fingerprint, std::string("f"));
        QCOMPARE(placed.record->status, 201);
        QCOMPARE(placed.record->body, answer.body);
        QVERIFY(placed.record->headers == answer.headers);
    }

    void the_event_holds_to_its_contract_with_and_without_a_note()
    {
        const platform::JsonSchema schema(orderCreatedSchema());
        const Surroundings real{[] { return std::string("01930000-0000-7000-8000-000000000001"); },
                                std::chrono::system_clock::now};
        for (const auto& note : {std::optional<std::string>(), std::optional<std::string>("two boxes")}) {
            const NewOrder placed = placeOrder({.amount = 5000, .note = note}, "u", {}, {}, real);
            QVERIFY(schema.check(nlohmann::json::parse(placed.event.payload)).empty());
        }
    }

    void the_contracts_examples_are_what_they_say()
    {
        const platform::JsonSchema schema(orderCreatedSchema());
        QVERIFY(schema.check(example("order.created.v1.valid.json")).empty());
        QVERIFY(!schema.check(example("order.created.v1.invalid.json")).empty());
    }
};

QTEST_APPLESS_MAIN(PlaceOrderTest)
#include "place_order_test.moc"
