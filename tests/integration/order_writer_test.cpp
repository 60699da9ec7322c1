// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_writer.h"

#include "orders/pg_order_store.h"
#include "platform/uuid.h"
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <QJsonObject>

using namespace orders;
using Outcome = platform::WriteOutcome::Kind;

namespace {

NewOrder orderOf(std::int64_t amount, const std::string& key = {}, const std::string& body = "{}")
{
    NewOrder order;
    order.order = {.id = platform::uuidV7(),
                   .userId = "writer-test",
                   .amount = amount,
                   .note = {},
                   .createdAt = "2026-01-02T03:04:05.678Z"};
    order.event = {.eventId = platform::uuidV7(),
                   .aggregateType = "order",
                   .aggregateId = order.order.id,
                   .aggregateSeq = 1,
                   .eventType = "order.created.v1",
                   .schemaVersion = 1,
                   .payload = createdEvent(order.order),
                   .headers = "{}"};
    if (!key.empty()) {
        order.record = platform::IdempotencyRecord{.scope = "writer-test",
                                                   .key = key,
                                                   .fingerprint = std::string(32, 'f'),
                                                   .status = 201,
                                                   .headers = {{"ETag", "\"1\""}},
                                                   .body = body,
                                                   .traceparent = "00-a"};
    }
    return order;
}

const QString ordersOfTest = QStringLiteral("SELECT count(*) FROM orders WHERE user_id = 'writer-test'");
const QString eventsOfTest =
    QStringLiteral("SELECT count(*) FROM outbox o JOIN orders p ON o.aggregate_id = p.id::text "
                   "WHERE p.user_id = 'writer-test'");

} // namespace

// Batches of orders on the real database.
class OrderWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_url = m_stack.info()
                    .value(QStringLiteral("databases"))
                    .toObject()
                    .value(QStringLiteral("orders"))
                    .toObject()
                    .value(QStringLiteral("url"))
                    .toString()
                    .toStdString();
    }

    void many_at_once_are_written_once_each_and_a_bad_row_fails_alone()
    {
        platform::Metrics metrics;
        platform::Database database({.url = m_url, .connections = 4}, metrics);
        PgOrderStore store(database);
        OrderWriter writer(store, metrics);
        const qint64 before = m_stack.count(QStringLiteral("orders"), ordersOfTest);

        std::vector<NewOrder> orders;
        for (int i = 0; i < 200; ++i)
            orders.push_back(orderOf(i == 150 ? 0 : 1 + i)); // the table wants at least 1
        const std::vector<Outcome> outcomes = placeAll(writer, orders);
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            QCOMPARE(outcomes[i], i == 150 ? Outcome::Unavailable : Outcome::Answered);
        QCOMPARE(m_stack.count(QStringLiteral("orders"), ordersOfTest), before + 199);
        QCOMPARE(m_stack.count(QStringLiteral("orders"), eventsOfTest), before + 199);
    }

    void a_key_is_used_once_in_one_batch_in_two_and_in_two_instances()
    {
        platform::Metrics metrics;
        platform::Database database({.url = m_url, .connections = 8}, metrics);
        PgOrderStore store(database);
        OrderWriter here(store, metrics);
        OrderWriter there(store, metrics, {.name = "there"});
        const qint64 before = m_stack.count(QStringLiteral("orders"), ordersOfTest);

        boost::asio::io_context io;
        std::vector<NewOrder> orders;
        for (int i = 0; i < 60; ++i)
            orders.push_back(orderOf(1 + i, "same-key-" + std::to_string(i % 3)));
        std::vector<Outcome> outcomes(orders.size());
        for (std::size_t i = 0; i < orders.size(); ++i)
            start(io, i % 2 == 0 ? here : there, orders[i], outcomes[i]);
        io.run();
        QCOMPARE(std::count(outcomes.begin(), outcomes.end(), Outcome::Answered), 3);
        QCOMPARE(std::count(outcomes.begin(), outcomes.end(), Outcome::Unavailable), 0);
        QCOMPARE(m_stack.count(QStringLiteral("orders"), ordersOfTest), before + 3);
    }

    void a_known_key_among_new_ones_gets_the_stored_answer_and_writes_nothing()
    {
        platform::Metrics metrics;
        platform::Database database({.url = m_url, .connections = 2}, metrics);
        PgOrderStore store(database);
        const std::vector<NewOrder> first{orderOf(1, "known", "the first body")};
        QCOMPARE(store.place(first, [] {}).at(0).kind, Outcome::Answered);
        const qint64 before = m_stack.count(QStringLiteral("orders"), ordersOfTest);

        int executed = 0;
        const std::vector<NewOrder> batch{orderOf(1, "new-1"), orderOf(1, "known", "another"), orderOf(1)};
        const auto outcomes = store.place(batch, [&executed] { ++executed; });
        QCOMPARE(executed, 1);
        QCOMPARE(outcomes.at(0).kind, Outcome::Answered);
        QCOMPARE(outcomes.at(1).kind, Outcome::KeyKnown);
        QCOMPARE(outcomes.at(1).known.body, std::string("the first body"));
        QCOMPARE(outcomes.at(2).kind, Outcome::Answered);
        QCOMPARE(m_stack.count(QStringLiteral("orders"), ordersOfTest), before + 2);
    }

private:
    static void start(boost::asio::io_context& io, OrderWriter& writer, NewOrder& order, Outcome& outcome)
    {
        auto request = [&writer, &order, &outcome]() -> boost::asio::awaitable<void> {
            const auto written = co_await writer.place(order);
            outcome = written.kind;
        };
        boost::asio::co_spawn(io, std::move(request), [](const std::exception_ptr& error) {
            if (error)
                std::rethrow_exception(error);
        });
    }

    static std::vector<Outcome> placeAll(OrderWriter& writer, std::vector<NewOrder>& orders)
    {
        boost::asio::io_context io;
        std::vector<Outcome> outcomes(orders.size());
        for (std::size_t i = 0; i < orders.size(); ++i)
            start(io, writer, orders[i], outcomes[i]);
        io.run();
        return outcomes;
    }

    signalbox::test::TestStack m_stack;
    std::string m_url;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, OrderWriterTest>(argc, argv);
}

#include "order_writer_test.moc"
