// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/order_created_consumer.h"

#include "invoices/embedded.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QFile>

using namespace invoices;
using platform::DatabaseResult;
using platform::Rows;

namespace {

std::string example(const char* name)
{
    QFile file(signalbox::test::sourcePath("services/contracts/events/examples/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

platform::Message messageOf(std::string body, const char* version = "1")
{
    return {.id = "01930000-0000-7000-8000-0000000000ee",
            .type = "order.created.v1",
            .headers = {{"schema_version", version}},
            .body = std::move(body)};
}

// Remembers what was written; an order that has an invoice keeps it.
class FakeTransaction final : public platform::Transaction
{
public:
    DatabaseResult<Rows> query(const platform::Statement&, const platform::SqlArguments& arguments) override
    {
        ++statements;
        for (const platform::SqlValue& argument : arguments)
            written.push_back(argument.asText().value_or("NULL"));
        if (!isNew)
            return Rows(1, 0, {});
        return Rows(1, 1, {"invoice-1"});
    }
    void annotate(std::string_view, std::string_view) override {}

    std::vector<std::string> written; // a column each, as an array
    int statements = 0;
    bool isNew = true;
};

} // namespace

class OrderCreatedConsumerTest : public QObject
{
    Q_OBJECT

    const platform::EventHandler m_handler = orderCreatedHandler(
        std::make_shared<OrderCreatedConsumer>(orderCreatedSchema(), [] { return std::string("invoice-1"); }));

    tl::expected<std::any, platform::Refusal> read(const platform::Message& message) const
    {
        return m_handler.read(message, {});
    }

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void the_contracts_valid_example_becomes_an_invoice_of_the_orders_user()
    {
        auto event = read(messageOf(example("order.created.v1.valid.json")));
        QVERIFY2(event, event ? "" : event.error().message.c_str());
        FakeTransaction transaction;
        QVERIFY(m_handler.apply(transaction, {&*event, 1}));
        const std::vector<std::string> expected{"{\"invoice-1\"}",
                                                "{\"01930000-0000-7000-8000-000000000001\"}",
                                                "{\"01930000-0000-7000-8000-0000000000aa\"}",
                                                "{\"5000\"}"};
        QCOMPARE(transaction.written, expected);
    }

    void many_events_are_one_statement()
    {
        std::vector<std::any> events(3, *read(messageOf(example("order.created.v1.valid.json"))));
        FakeTransaction transaction;
        QVERIFY(m_handler.apply(transaction, events));
        QCOMPARE(transaction.statements, 1);
        QCOMPARE(transaction.written.back(), std::string("{\"5000\",\"5000\",\"5000\"}"));
    }

    void an_order_that_has_its_invoice_is_no_failure()
    {
        auto event = read(messageOf(example("order.created.v1.valid.json")));
        FakeTransaction transaction;
        transaction.isNew = false;
        QVERIFY(event && m_handler.apply(transaction, {&*event, 1}));
    }

    void what_cannot_be_read_is_refused_with_what_is_wrong_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("the contract's invalid example")
            << QByteArray::fromStdString(example("order.created.v1.invalid.json")) << QByteArray("/amount");
        QTest::newRow("no json") << QByteArray("{") << QByteArray("not JSON");
        QTest::newRow("empty object") << QByteArray("{}") << QByteArray("required");
        QByteArray noUuid = QByteArray::fromStdString(example("order.created.v1.valid.json"));
        noUuid.replace("01930000-0000-7000-8000-000000000001", "order-0000-0000-0000-0000-0000000001");
        QTest::newRow("order id") << noUuid << QByteArray("/order_id");
    }

    void what_cannot_be_read_is_refused_with_what_is_wrong()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, says);
        const auto effect = read(messageOf(body.toStdString()));
        QVERIFY(!effect);
        QCOMPARE(effect.error().errorClass, std::string("invalid-body"));
        QVERIFY2(effect.error().message.find(says.constData()) != std::string::npos, effect.error().message.c_str());
    }

    void another_version_of_the_schema_is_refused_as_such()
    {
        const auto effect = read(messageOf(example("order.created.v1.valid.json"), "2"));
        QVERIFY(!effect);
        QCOMPARE(effect.error().errorClass, std::string("unknown-version"));
    }
};

QTEST_APPLESS_MAIN(OrderCreatedConsumerTest)
#include "order_created_consumer_test.moc"
