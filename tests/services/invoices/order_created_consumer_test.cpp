// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/order_created_consumer.h"

#include "invoices/embedded.h"
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

const std::string createdType = "order.created.v1";

std::string exampleWithLines()
{
    auto body = nlohmann::json::parse(contractExample(createdType + ".valid.json"));
    body["lines"] = {{{"item", "01930000-0000-7000-8000-0000000000c1"}, {"quantity", 2}}};
    return body.dump();
}

} // namespace

class OrderCreatedConsumerTest : public QObject
{
    Q_OBJECT

    platform::EventHandler handler(std::int64_t maxAmount = 1'000'000)
    {
        const platform::Surroundings fixed{[this] { return "id-" + std::to_string(++m_ids); },
                                           [] { return std::chrono::system_clock::time_point(); }};
        return orderCreatedHandler(std::make_shared<OrderCreatedConsumer>(
            orderCreatedSchema(),
            OrderCreatedConsumer::Settings{
                .maxAmount = maxAmount, .surroundings = fixed, .onTold = [this] { ++m_told; }}));
    }

private slots:
    void init()
    {
        m_ids = 0;
        m_told = 0;
        signalbox::test::failOnAnyWarning();
    }

    void the_contracts_valid_example_becomes_an_invoice_of_the_orders_user()
    {
        auto event = handler().read(exampleMessage(createdType), {});
        QVERIFY2(event, event ? "" : event.error().message.c_str());
        FakeTransaction transaction;
        transaction.answer("invoices_insert", 1, {"id-1"});
        QVERIFY(handler().apply(transaction, {&*event, 1}));
        const std::vector<std::string> expected{"{\"id-1\"}",
                                                "{\"01930000-0000-7000-8000-000000000001\"}",
                                                "{\"01930000-0000-7000-8000-0000000000aa\"}",
                                                "{\"5000\"}"};
        QCOMPARE(transaction.arguments("invoices_insert"), expected);
    }

    void many_events_are_one_statement_and_without_lines_nobody_is_told()
    {
        std::vector<std::any> events(3, *handler().read(exampleMessage(createdType), {}));
        FakeTransaction transaction;
        transaction.answer("invoices_insert", 1, {"id-1"});
        QVERIFY(handler().apply(transaction, events));
        QCOMPARE(transaction.names(), std::vector<std::string>{"invoices_insert"});
        QCOMPARE(transaction.arguments("invoices_insert").back(), std::string("{\"5000\",\"5000\",\"5000\"}"));
        QCOMPARE(m_told, 0);
    }

    void an_order_with_lines_is_told_that_it_has_its_invoice()
    {
        auto event = handler().read(eventMessage(createdType, exampleWithLines()), {});
        QVERIFY2(event, event ? "" : event.error().message.c_str());
        FakeTransaction transaction;
        transaction.answer("invoices_insert", 1, {"id-1"});
        QVERIFY(handler().apply(transaction, {&*event, 1}));
        const auto told = transaction.arguments("outbox_insert_many");
        QCOMPARE(told.size(), std::size_t(8));
        QCOMPARE(told[2], std::string("{\"id-1\"}"));
        QCOMPARE(told[4], std::string("{\"invoice.issued.v1\"}"));
        QVERIFY2(told[7].find("corr") != std::string::npos, told[7].c_str());
        QVERIFY2(told[7].find("01930000-0000-7000-8000-0000000000ee") != std::string::npos, told[7].c_str());
        QCOMPARE(m_told, 1);
    }

    void above_the_limit_there_is_no_invoice_and_the_reason_is_told()
    {
        auto event = handler().read(exampleMessage(createdType), {});
        FakeTransaction transaction;
        transaction.answer("invoices_insert_refused", 1, {"id-1"});
        QVERIFY(handler(4999).apply(transaction, {&*event, 1}));
        QVERIFY(transaction.arguments("invoices_insert").empty());
        const auto told = transaction.arguments("outbox_insert_many");
        QCOMPARE(told.at(4), std::string("{\"invoice.failed.v1\"}"));
        QVERIFY2(told.at(6).find("4999") != std::string::npos, told.at(6).c_str());
    }

    void an_order_that_has_its_answer_is_told_nothing_again()
    {
        auto event = handler().read(eventMessage(createdType, exampleWithLines()), {});
        for (const std::int64_t limit : {1'000'000, 1}) {
            FakeTransaction transaction;
            QVERIFY(event && handler(limit).apply(transaction, {&*event, 1}));
            QVERIFY(transaction.arguments("outbox_insert_many").empty());
        }
    }

    void what_cannot_be_read_is_refused_with_what_is_wrong_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("the contract's invalid example")
            << QByteArray::fromStdString(contractExample(createdType + ".invalid.json")) << QByteArray("/amount");
        QTest::newRow("no json") << QByteArray("{") << QByteArray("not JSON");
        QTest::newRow("empty object") << QByteArray("{}") << QByteArray("required");
        QByteArray noUuid = QByteArray::fromStdString(contractExample(createdType + ".valid.json"));
        noUuid.replace("01930000-0000-7000-8000-000000000001", "order-0000-0000-0000-0000-0000000001");
        QTest::newRow("order id") << noUuid << QByteArray("/order_id");
    }

    void what_cannot_be_read_is_refused_with_what_is_wrong()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, says);
        const auto effect = handler().read(eventMessage(createdType, body.toStdString()), {});
        QVERIFY(!effect);
        QCOMPARE(effect.error().errorClass, std::string("invalid-body"));
        QVERIFY2(effect.error().message.find(says.constData()) != std::string::npos, effect.error().message.c_str());
    }

    void another_version_of_the_schema_is_refused_as_such()
    {
        const auto effect =
            handler().read(eventMessage(createdType, contractExample(createdType + ".valid.json"), "2"), {});
        QVERIFY(!effect);
        QCOMPARE(effect.error().errorClass, std::string("unknown-version"));
    }

private:
    int m_ids = 0;
    int m_told = 0;
};

QTEST_APPLESS_MAIN(OrderCreatedConsumerTest)
#include "order_created_consumer_test.moc"
