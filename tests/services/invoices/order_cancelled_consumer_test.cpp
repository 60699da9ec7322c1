// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/order_cancelled_consumer.h"

#include "invoices/embedded.h"
#include "platform/bus/json_schema.h"
#include "services/platform/contract_example.h"
#include "services/platform/fake_transaction.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace invoices;
using platform::test::contractExample;
using platform::test::eventMessage;
using platform::test::exampleMessage;
using platform::test::FakeTransaction;

namespace {

const std::string cancelledType = "order.cancelled.v1";
const char* const orderId = "01930000-0000-7000-8000-000000000001";

} // namespace

class OrderCancelledConsumerTest : public QObject
{
    Q_OBJECT

    const platform::EventHandler m_handler = orderCancelledHandler(std::make_shared<OrderCancelledConsumer>(
        orderCancelledSchema(),
        OrderCancelledConsumer::Settings{.surroundings = {[] { return std::string("id-1"); },
                                                          [] { return std::chrono::system_clock::time_point(); }},
                                         .onTold = [] {}}));

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void an_invoice_is_voided_and_the_order_is_told()
    {
        auto event = m_handler.read(exampleMessage(cancelledType), {});
        QVERIFY2(event, event ? "" : event.error().message.c_str());
        FakeTransaction transaction;
        transaction.answer("invoices_void", 3, {orderId, "invoice-7", "2"});
        QVERIFY(m_handler.apply(transaction, {&*event, 1}));
        const auto told = transaction.arguments("outbox_insert_many");
        QCOMPARE(told.size(), std::size_t(8));
        QCOMPARE(told[2], std::string("{\"invoice-7\"}"));
        QCOMPARE(told[3], std::string("{\"2\"}"));
        QCOMPARE(told[4], std::string("{\"invoice.voided.v1\"}"));
    }

    void an_order_that_comes_late_gets_no_invoice_and_is_told_so()
    {
        auto event = m_handler.read(exampleMessage(cancelledType), {});
        FakeTransaction transaction;
        transaction.answer("invoices_insert_refused", 1, {"id-1"});
        QVERIFY(m_handler.apply(transaction, {&*event, 1}));
        QCOMPARE(transaction.arguments("invoices_insert_refused").at(1), "{\"" + std::string(orderId) + "\"}");
        QCOMPARE(transaction.arguments("outbox_insert_many").at(2), std::string("{\"id-1\"}"));
    }

    void what_was_refused_or_voided_before_is_told_nothing_again()
    {
        auto event = m_handler.read(exampleMessage(cancelledType), {});
        FakeTransaction transaction;
        QVERIFY(m_handler.apply(transaction, {&*event, 1}));
        QVERIFY(transaction.arguments("outbox_insert_many").empty());
    }

    void an_order_that_was_never_created_is_none_of_its_business()
    {
        auto body = nlohmann::json::parse(contractExample(cancelledType + ".valid.json"));
        body["was"] = "submitted";
        auto event = m_handler.read(eventMessage(cancelledType, body.dump()), {});
        FakeTransaction transaction;
        QVERIFY(event && m_handler.apply(transaction, {&*event, 1}));
        QVERIFY(transaction.calls.empty());
    }

    void the_contracts_invalid_example_is_refused()
    {
        const auto event =
            m_handler.read(eventMessage(cancelledType, contractExample(cancelledType + ".invalid.json")), {});
        QVERIFY(!event);
        QVERIFY2(event.error().message.find("/was") != std::string::npos, event.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(OrderCancelledConsumerTest)
#include "order_cancelled_consumer_test.moc"
