// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/order_consumer.h"

#include "items/embedded.h"
#include "services/platform/contract_example.h"
#include "services/platform/fake_transaction.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace items;
using platform::test::contractExample;
using platform::test::eventMessage;
using platform::test::exampleMessage;
using platform::test::FakeTransaction;

namespace {

const std::string submitted = "order.submitted.v1";
const std::string cancelled = "order.cancelled.v1";
const char* const orderId = "01930000-0000-7000-8000-000000000001"; // of the contracts' examples: two of the item
const char* const item = "01930000-0000-7000-8000-0000000000c1";

std::string lines(int quantity)
{
    return std::string(R"([{"item": ")") + item + R"(", "quantity": )" + std::to_string(quantity) + "}]";
}

} // namespace

// What the orders say, from bytes to rows.
class OrderConsumerTest : public QObject
{
    Q_OBJECT

    const platform::Surroundings m_fixed{[] { return std::string("id-1"); },
                                         [] { return std::chrono::system_clock::time_point(); }};
    const platform::EventHandler m_submitted =
        orderSubmittedHandler(std::make_shared<OrderReader>(orderSubmittedSchema()), m_fixed);
    const platform::EventHandler m_cancelled =
        orderCancelledHandler(std::make_shared<OrderReader>(orderCancelledSchema()), m_fixed);

    static void handle(const platform::EventHandler& handler, FakeTransaction& transaction, const std::string& type)
    {
        auto event = handler.read(exampleMessage(type), {});
        QVERIFY2(event, event ? "" : event.error().message.c_str());
        QVERIFY(handler.apply(transaction, {&*event, 1}));
    }

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void stock_is_reserved_and_the_order_is_told()
    {
        FakeTransaction transaction;
        transaction.answer("reservations_claim", 1, {orderId});
        transaction.answer("items_lock", 4, {item, "mug", "10", "4"});
        handle(m_submitted, transaction, submitted);
        QCOMPARE(transaction.arguments("items_set_reserved"),
                 (std::vector<std::string>{std::string("{\"") + item + "\"}", "{\"6\"}"}));
        const auto told = transaction.arguments("outbox_insert_many");
        QCOMPARE(told.at(1), std::string("{\"reservation\"}"));
        QCOMPARE(told.at(2), std::string("{\"") + orderId + "\"}");
        QCOMPARE(told.at(4), std::string("{\"item.reserved.v1\"}"));
        QVERIFY2(told.at(7).find("corr") != std::string::npos, told.at(7).c_str());
    }

    void what_is_not_there_is_rejected_with_the_reason()
    {
        FakeTransaction transaction;
        transaction.answer("reservations_claim", 1, {orderId});
        transaction.answer("items_lock", 4, {item, "mug", "10", "9"});
        handle(m_submitted, transaction, submitted);
        QCOMPARE(transaction.arguments("items_set_reserved").at(1), std::string("{\"9\"}"));
        QCOMPARE(transaction.arguments("reservations_reject").at(0), std::string("{\"") + orderId + "\"}");
        QCOMPARE(transaction.arguments("outbox_insert_many").at(4), std::string("{\"item.rejected.v1\"}"));
    }

    void two_orders_of_one_batch_do_not_get_the_same_stock()
    {
        auto other = nlohmann::json::parse(contractExample(submitted + ".valid.json"));
        const std::string otherId = "01930000-0000-7000-8000-000000000002";
        other["order_id"] = otherId;
        auto one = m_submitted.read(exampleMessage(submitted), {});
        auto two = m_submitted.read(eventMessage(submitted, other.dump()), {});
        QVERIFY(one && two);
        std::vector<std::any> both{*one, *two};
        FakeTransaction transaction;
        transaction.answer("reservations_claim", 1, {orderId, otherId});
        transaction.answer("items_lock", 4, {item, "mug", "10", "7"});
        QVERIFY(m_submitted.apply(transaction, both));
        QCOMPARE(transaction.arguments("outbox_insert_many").at(4),
                 std::string("{\"item.reserved.v1\",\"item.rejected.v1\"}"));
        QCOMPARE(transaction.arguments("items_set_reserved").at(1), std::string("{\"9\"}"));
    }

    void an_order_that_is_known_is_told_nothing_again()
    {
        FakeTransaction transaction; // the claim gets no row
        handle(m_submitted, transaction, submitted);
        QCOMPARE(transaction.names(), std::vector<std::string>{"reservations_claim"});
    }

    void a_cancelled_order_gives_back_what_it_had_and_not_what_it_says()
    {
        FakeTransaction transaction;
        transaction.answer("reservations_release", 3, {orderId, lines(3), "2"});
        transaction.answer("items_lock", 4, {item, "mug", "10", "7"});
        handle(m_cancelled, transaction, cancelled);
        QCOMPARE(transaction.arguments("items_set_reserved").at(1), std::string("{\"4\"}"));
        const auto told = transaction.arguments("outbox_insert_many");
        QCOMPARE(told.at(3), std::string("{\"2\"}"));
        QCOMPARE(told.at(4), std::string("{\"item.released.v1\"}"));
    }

    void an_order_that_is_cancelled_first_leaves_its_mark_and_is_told()
    {
        FakeTransaction transaction;
        transaction.answer("reservations_claim", 1, {orderId});
        handle(m_cancelled, transaction, cancelled);
        const auto claimed = transaction.arguments("reservations_claim");
        QCOMPARE(claimed.at(1), std::string("{\"released\"}"));
        QCOMPARE(claimed.at(2), std::string("{\"[]\"}"));
        QVERIFY(transaction.arguments("items_set_reserved").empty());
        QCOMPARE(transaction.arguments("outbox_insert_many").at(4), std::string("{\"item.released.v1\"}"));
    }

    void what_was_rejected_or_released_before_is_told_nothing_again()
    {
        FakeTransaction transaction;
        handle(m_cancelled, transaction, cancelled);
        QVERIFY(transaction.arguments("outbox_insert_many").empty());
    }

    void an_order_without_lines_is_none_of_its_business()
    {
        auto body = nlohmann::json::parse(contractExample(cancelled + ".valid.json"));
        body["lines"] = nlohmann::json::array();
        auto event = m_cancelled.read(eventMessage(cancelled, body.dump()), {});
        FakeTransaction transaction;
        QVERIFY(event && m_cancelled.apply(transaction, {&*event, 1}));
        QVERIFY(transaction.calls.empty());
    }

    void the_contracts_invalid_examples_are_refused()
    {
        QVERIFY(!m_submitted.read(eventMessage(submitted, contractExample(submitted + ".invalid.json")), {}));
        QVERIFY(!m_cancelled.read(eventMessage(cancelled, contractExample(cancelled + ".invalid.json")), {}));
    }
};

QTEST_APPLESS_MAIN(OrderConsumerTest)
#include "order_consumer_test.moc"
