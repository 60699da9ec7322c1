// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/saga/saga_consumer.h"

#include "orders/order_contracts.h"
#include "services/platform/contract_example.h"
#include "services/platform/fake_transaction.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace orders;
using platform::test::contractExample;
using platform::test::eventMessage;
using platform::test::exampleMessage;
using platform::test::FakeTransaction;

namespace {

const char* const orderId = "01930000-0000-7000-8000-000000000001"; // of the contracts' examples
const char* const item = "01930000-0000-7000-8000-0000000000c1";
const char* const at = "2026-01-02T03:04:05.678Z";

SagaSettings fixedSaga()
{
    return {.stepTimeout = std::chrono::milliseconds(2500),
            .surroundings = {
                .newId = [] { return std::string("id-1"); },
                .now = [] { return std::chrono::system_clock::time_point(std::chrono::milliseconds(1767323045678)); }}};
}

// An order in the database, with the steps of its saga as rows of (step, state).
void give(FakeTransaction& transaction,
          const char* status,
          const std::vector<std::pair<const char*, const char*>>& steps)
{
    const std::string lines = std::string(R"([{"item": ")") + item + R"(", "quantity": 2}])";
    transaction.answer("saga_lock_orders", 8, {orderId, "user-1", "5000", std::nullopt, status, "4", at, lines});
    std::vector<std::optional<std::string>> cells;
    for (const auto& [step, state] : steps)
        cells.insert(cells.end(), {orderId, step, state, at, std::nullopt});
    transaction.answer("saga_select", 5, cells);
}

} // namespace

// Answers of items and invoices, from bytes to rows.
class SagaConsumerTest : public QObject
{
    Q_OBJECT

    const std::map<std::string, platform::EventHandler> m_handlers = sagaHandlers(fixedSaga());

    void handle(FakeTransaction& transaction, const std::string& type)
    {
        auto event = m_handlers.at(type).read(exampleMessage(type), {});
        QVERIFY2(event, event ? "" : event.error().message.c_str());
        QVERIFY(m_handlers.at(type).apply(transaction, {&*event, 1}));
    }

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void what_was_reserved_is_to_be_invoiced()
    {
        FakeTransaction transaction;
        give(transaction, "submitted", {{"reserve", "pending"}});
        handle(transaction, "item.reserved.v1");
        QCOMPARE(transaction.arguments("saga_update_orders"),
                 (std::vector<std::string>{std::string("{\"") + orderId + "\"}", "{\"created\"}", "{\"5\"}"}));
        const auto steps = transaction.arguments("saga_upsert");
        QCOMPARE(steps.at(1), std::string("{\"reserve\",\"invoice\"}"));
        QCOMPARE(steps.at(2), std::string("{\"done\",\"pending\"}"));
        QCOMPARE(steps.at(6), std::string("2500"));
        const auto told = transaction.arguments("outbox_insert_many");
        QCOMPARE(told.at(3), std::string("{\"5\"}")); // the sequence is the order's version
        QCOMPARE(told.at(4), std::string("{\"order.created.v1\"}"));
        QVERIFY2(told.at(6).find(item) != std::string::npos, told.at(6).c_str());
        QVERIFY2(told.at(7).find("corr") != std::string::npos, told.at(7).c_str());
    }

    void what_was_rejected_is_cancelled_for_the_reason_that_was_given()
    {
        FakeTransaction transaction;
        give(transaction, "submitted", {{"reserve", "pending"}});
        handle(transaction, "item.rejected.v1");
        QCOMPARE(transaction.arguments("saga_update_orders").at(1), std::string("{\"cancelled\"}"));
        QVERIFY(transaction.arguments("saga_upsert").at(4).find("left") != std::string::npos);
        const auto told = transaction.arguments("outbox_insert_many");
        QCOMPARE(told.at(4), std::string("{\"order.cancelled.v1\"}"));
        QVERIFY2(told.at(6).find("submitted") != std::string::npos, told.at(6).c_str());
    }

    void an_answer_that_changes_nothing_writes_nothing()
    {
        for (const char* type : {"item.reserved.v1", "item.released.v1", "invoice.issued.v1", "invoice.failed.v1"}) {
            FakeTransaction transaction;
            give(transaction, "confirmed", {{"reserve", "done"}, {"invoice", "done"}, {"confirm", "done"}});
            handle(transaction, type);
            QCOMPARE(transaction.names(), (std::vector<std::string>{"saga_lock_orders", "saga_select"}));
        }
    }

    void an_order_without_lines_has_no_saga_to_look_for()
    {
        FakeTransaction transaction;
        transaction.answer(
            "saga_lock_orders", 8, {orderId, "user-1", "5000", std::nullopt, "cancelled", "2", at, std::nullopt});
        handle(transaction, "invoice.voided.v1");
        QCOMPARE(transaction.names(), (std::vector<std::string>{"saga_lock_orders"}));
    }

    void two_answers_in_one_batch_follow_each_other()
    {
        FakeTransaction transaction;
        give(transaction, "cancelled", {{"reserve", "compensating"}, {"invoice", "compensating"}});
        auto released = m_handlers.at("item.released.v1").read(exampleMessage("item.released.v1"), {});
        std::vector<std::any> twice{*released, *released};
        QVERIFY(m_handlers.at("item.released.v1").apply(transaction, twice));
        QCOMPARE(transaction.arguments("saga_update_orders").at(2), std::string("{\"5\"}")); // counted once
        QCOMPARE(transaction.arguments("saga_upsert").at(2), std::string("{\"compensated\",\"compensating\"}"));
        QVERIFY(transaction.arguments("outbox_insert_many").empty());
    }

    void the_contracts_invalid_examples_are_refused()
    {
        QCOMPARE(m_handlers.size(), std::size_t(6));
        for (const auto& [type, handler] : m_handlers) {
            const auto event = handler.read(eventMessage(type, contractExample(type + ".invalid.json")), {});
            QVERIFY2(!event, type.c_str());
            QCOMPARE(event.error().errorClass, std::string("invalid-body"));
        }
    }
};

QTEST_APPLESS_MAIN(SagaConsumerTest)
#include "saga_consumer_test.moc"
