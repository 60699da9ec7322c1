// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_writer.h"

#include "orders/change_order.h"
#include "orders/embedded.h"
#include "orders/order_handler.h"
#include "orders/pg_order_store.h"
#include "platform/http/request_pipeline.h"
#include "platform/idempotency/external_effect.h"
#include "platform/postgres/housekeeper.h"
#include "platform/uuid.h"
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <nlohmann/json.hpp>

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

using Response = platform::HttpResponse;
using platform::IdempotencyLayer;
using platform::IncomingRequest;

std::string fieldOf(const Response& response, std::string_view name)
{
    for (const auto& [field, value] : response.headers) {
        if (field == name)
            return value;
    }
    return {};
}

// The service in this process, on a database of its own choice.
struct Service
{
    explicit Service(const std::string& url)
        : database({.url = url, .connections = 4}, metrics)
    {
    }

    // Without `routes` as the service itself answers.
    Response ask(IncomingRequest incoming, std::vector<platform::HttpRoute> routes = {})
    {
        if (routes.empty())
            routes = handler.routes(openapiDocument());
        const auto verify = [](std::string user) -> boost::asio::awaitable<std::optional<platform::Principal>> {
            co_return platform::Principal{"iss", user, "user"};
        };
        const platform::RequestPipeline pipeline(std::move(routes), verify, metrics);
        boost::asio::io_context io;
        auto answer = boost::asio::co_spawn(io, pipeline.answer(std::move(incoming)), boost::asio::use_future);
        io.run();
        return answer.get();
    }
    Response ask(const IncomingRequest& incoming, const char* path, IdempotencyLayer::Handler answer)
    {
        return ask(incoming, {idempotency.route(openapiDocument(), incoming.request.method, path, std::move(answer))});
    }

    platform::Metrics metrics;
    platform::Database database;
    platform::Executor executor{{.threads = 1}, metrics};
    PgOrderStore store{database};
    OrderWriter writer{store, metrics};
    IdempotencyLayer idempotency{{.service = "orders"}, metrics};
    OrderHandler handler{{store, executor, writer, idempotency, [] {}}};
};

IncomingRequest requestOf(const char* method, const std::string& target, const std::string& key)
{
    IncomingRequest incoming;
    incoming.request.method = method;
    incoming.target = target;
    incoming.request.headers = {{"Authorization", "Bearer writer-test"}, {"Idempotency-Key", '"' + key + '"'}};
    return incoming;
}

IncomingRequest postOf(const std::string& key)
{
    IncomingRequest incoming = requestOf("POST", "/api/v1/orders", key);
    incoming.request.headers.emplace_back("Content-Type", "application/json");
    incoming.request.body = R"({"amount": 5})";
    return incoming;
}

IncomingRequest patchOf(const std::string& id, const std::string& key)
{
    IncomingRequest incoming = requestOf("PATCH", "/api/v1/orders/" + id, key);
    incoming.request.headers.emplace_back("Content-Type", "application/merge-patch+json");
    incoming.request.headers.emplace_back("If-Match", "\"1\"");
    incoming.request.body = R"({"note": "n"})";
    return incoming;
}

} // namespace

// Batches of orders on the real database, and the rows of the idempotency table that no running service does by itself.
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
            start(
                io, [&, i] { return (i % 2 == 0 ? here : there).place(orders[i]); }, outcomes[i]);
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

        const std::vector<NewOrder> batch{orderOf(1, "new-1"), orderOf(1, "known", "another"), orderOf(1)};
        const auto outcomes = store.place(batch, [] {}); // one statement: nobody hears when only its commit is left
        QCOMPARE(outcomes.at(0).kind, Outcome::Answered);
        QCOMPARE(outcomes.at(1).kind, Outcome::KeyKnown);
        QCOMPARE(outcomes.at(1).known.body, std::string("the first body"));
        QCOMPARE(outcomes.at(2).kind, Outcome::Answered);
        QCOMPARE(m_stack.count(QStringLiteral("orders"), ordersOfTest), before + 2);
    }

    void changes_share_a_transaction_and_each_gets_its_own_answer()
    {
        Service service(m_url);
        std::vector<NewOrder> orders{orderOf(1), orderOf(2), orderOf(3)};
        service.store.place(orders, [] {});
        std::vector<OrderCommand> batch;
        for (const NewOrder& order : orders)
            batch.push_back(noteOf(order.order.id, "changed"));
        batch[1].orderId = platform::uuidV7();
        batch.push_back(noteOf(platform::uuidV7(), "missing"));
        const auto outcomes = service.store.change(batch, [] {});
        std::vector<int> statuses;
        for (const auto& outcome : outcomes)
            statuses.push_back(outcome.answer.status);
        QCOMPARE(statuses, (std::vector<int>{200, 404, 200, 404}));
        QCOMPARE(m_stack.count(QStringLiteral("orders"),
                               QStringLiteral("SELECT count(*) FROM orders WHERE note = 'changed' AND version = 2")),
                 2);
    }

    void changes_of_one_order_follow_each_other()
    {
        Service service(m_url);
        const NewOrder order = placed(service);
        boost::asio::io_context io;
        std::vector<OrderCommand> commands;
        for (int i = 0; i < 20; ++i)
            commands.push_back(noteOf(order.order.id, "change " + std::to_string(i)));
        std::vector<Outcome> outcomes(commands.size());
        for (std::size_t i = 0; i < commands.size(); ++i)
            start(
                io, [&service, &commands, i] { return service.writer.change(commands[i]); }, outcomes[i]);
        io.run();
        QCOMPARE(std::count(outcomes.begin(), outcomes.end(), Outcome::Answered), 20);
        QCOMPARE(versionOf(order), 21);
    }

    void a_change_that_fails_fails_alone()
    {
        Service service(m_url);
        std::vector<NewOrder> orders;
        for (int i = 0; i < 40; ++i)
            orders.push_back(orderOf(1));
        service.store.place(orders, [] {});
        boost::asio::io_context io;
        std::vector<OrderCommand> commands;
        for (const NewOrder& order : orders) // no text of PostgreSQL takes U+0000
            commands.push_back(noteOf(order.order.id, commands.size() == 25 ? std::string("a\0b", 3) : "alone"));
        std::vector<Outcome> outcomes(commands.size());
        for (std::size_t i = 0; i < commands.size(); ++i)
            start(
                io, [&service, &commands, i] { return service.writer.change(commands[i]); }, outcomes[i]);
        io.run();
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            QCOMPARE(outcomes[i], i == 25 ? Outcome::Unavailable : Outcome::Answered);
        QCOMPARE(m_stack.count(QStringLiteral("orders"),
                               QStringLiteral("SELECT count(*) FROM orders WHERE note = 'alone' AND version = 2")),
                 39);
    }

    void row_14_a_failure_with_effects_is_stored_and_not_run_again()
    {
        Service service(m_url);
        const NewOrder order = placed(service);
        int runs = 0;
        const auto partial =
            [&](const IdempotencyLayer::Write& write) -> boost::asio::awaitable<platform::WriteOutcome> {
            OrderCommand command = noteOf(order.order.id, "");
            command.claim = write.claim;
            command.decide = [&runs](const Order* found) {
                Order changed = *found;
                changed.note = "partly " + std::to_string(++runs);
                ++changed.version;
                return OrderDecision{.answer = platform::problem(502, "partial", "Partly done", "The rest failed."),
                                     .changed = changed};
            };
            platform::WriteOutcome outcome = co_await service.writer.change(command);
            co_return outcome;
        };
        const std::string cancel = "/api/v1/orders/{id}/cancel";
        const std::string target = "/api/v1/orders/" + order.order.id;
        for (const auto& [request, path] :
             {std::pair(patchOf(order.order.id, "row-14"), std::string("/api/v1/orders/{id}")),
              std::pair(requestOf("POST", target + "/cancel", "row-14-post"), cancel)}) {
            const Response first = service.ask(request, path.c_str(), partial);
            const Response again = service.ask(request, path.c_str(), partial);
            QCOMPARE(first.status, 502);
            QCOMPARE(again.status, 502);
            QCOMPARE(again.body, first.body);
            QCOMPARE(fieldOf(again, "Idempotent-Replayed"), std::string("true"));
        }
        QCOMPARE(runs, 2);
        QCOMPARE(versionOf(order), 3);
    }

    void row_15_an_effect_elsewhere_of_unknown_outcome_is_never_run_again()
    {
        Service service(m_url);
        const NewOrder order = placed(service);
        for (const auto& [request, path] :
             {std::pair(postOf("row-15"), std::string("/api/v1/orders")),
              std::pair(patchOf(order.order.id, "row-15-patch"), std::string("/api/v1/orders/{id}"))}) {
            std::optional<platform::IdempotencyClaim> claim;
            const auto crash =
                [&](const IdempotencyLayer::Write& write) -> boost::asio::awaitable<platform::WriteOutcome> {
                claim = write.claim;
                const auto begun = platform::beginEffect(service.database, {}, *write.claim, std::chrono::seconds(600));
                if (begun && begun->state == platform::KeyCheck::State::Free)
                    throw std::runtime_error("the process dies while the effect is under way");
                co_return platform::WriteOutcome{};
            };
            const qint64 before = m_stack.count(QStringLiteral("orders"), ordersOfTest);
            QCOMPARE(service.ask(request, path.c_str(), crash).status, 500);

            const Response underWay = service.ask(request);
            QCOMPARE(underWay.status, 409);
            QCOMPARE(fieldOf(underWay, "Retry-After"), std::string("1"));

            change("UPDATE idempotency SET lease_until = now() - interval '1 s', created_at = now() - interval '9 days'"
                   " WHERE lease_until IS NOT NULL");
            expire(service);
            const Response unknown = service.ask(request);
            QCOMPARE(unknown.status, 409);
            QVERIFY(unknown.body.find("idempotency-outcome-unknown") != std::string::npos);
            QVERIFY(fieldOf(unknown, "Retry-After").empty());

            const auto late = platform::completeEffect(
                service.database, {}, platform::recordOf(*claim, Response::json(202, "\"done elsewhere\"")));
            QVERIFY(late && *late);
            const Response known = service.ask(request);
            QCOMPARE(known.status, 202);
            QCOMPARE(known.body, std::string("\"done elsewhere\""));
            QCOMPARE(fieldOf(known, "Idempotent-Replayed"), std::string("true"));
            QCOMPARE(m_stack.count(QStringLiteral("orders"), ordersOfTest), before);
        }
        QCOMPARE(versionOf(order), 1);
    }

    void row_16_a_key_is_kept_for_a_day_and_then_as_if_it_had_never_been()
    {
        Service service(m_url);
        const NewOrder order = placed(service);
        for (const IncomingRequest& request : {postOf("row-16"), patchOf(order.order.id, "row-16")}) {
            const int status = request.request.method == "POST" ? 201 : 200;
            QCOMPARE(service.ask(request).status, status);
            change("UPDATE idempotency SET created_at = now() - interval '24 hours 1 minute' WHERE key = 'row-16'");
            expire(service);
            QCOMPARE(fieldOf(service.ask(request), "Idempotent-Replayed"), std::string("true"));
            change("UPDATE idempotency SET created_at = now() - interval '25 hours 1 minute' WHERE key = 'row-16'");
            expire(service);
            const Response again = service.ask(request); // the order has another version by now
            QCOMPARE(again.status, status == 201 ? 201 : 412);
            QVERIFY(fieldOf(again, "Idempotent-Replayed").empty());
            change("DELETE FROM idempotency WHERE key = 'row-16'");
        }
    }

    void row_16_many_keys_expire_in_small_batches()
    {
        change(
            "INSERT INTO idempotency (scope, key, fingerprint, status, headers, body, traceparent, created_at)"
            " SELECT 'old', n::text, '', 201, '[]', '', '', now() - interval '2 days' FROM generate_series(1, 2500) n");
        platform::Metrics metrics;
        platform::Database database({.url = m_url, .connections = 1}, metrics);
        const auto first = database.query({}, platform::expireIdempotencyKeys);
        QVERIFY(first.has_value());
        QCOMPARE(first->affected(), std::size_t(1000));
        platform::Housekeeper housekeeper(database, {platform::expireIdempotencyKeys});
        housekeeper.start();
        const QString left = QStringLiteral("SELECT count(*) FROM idempotency WHERE scope = 'old'");
        QTRY_COMPARE_WITH_TIMEOUT(m_stack.count(QStringLiteral("orders"), left), 0, 30'000);
        housekeeper.stop();
    }

    void row_24_without_a_store_nothing_is_executed()
    {
        Service service(m_url);
        Service cutOff("postgresql://orders@127.0.0.1:1/orders?connect_timeout=1"); // nobody listens there
        const NewOrder order = placed(service);
        const qint64 before = m_stack.count(QStringLiteral("orders"), ordersOfTest);
        for (const IncomingRequest& request : {postOf("row-24"), patchOf(order.order.id, "row-24-patch")}) {
            const Response refused = cutOff.ask(request);
            QCOMPARE(refused.status, 503);
            QCOMPARE(fieldOf(refused, "Retry-After"), std::string("1"));
            QCOMPARE(m_stack.count(QStringLiteral("orders"), ordersOfTest), before);
            QCOMPARE(versionOf(order), 1);
        }
        QCOMPARE(service.ask(postOf("row-24")).status, 201);
        QVERIFY(fieldOf(service.ask(patchOf(order.order.id, "row-24-patch")), "Idempotent-Replayed").empty());
    }

private:
    static OrderCommand noteOf(const std::string& id, const std::string& note)
    {
        OrderCommand command;
        command.orderId = id;
        command.decide = [note](const Order* order) {
            return patchOrder(order, {.setsNote = true, .note = note}, platform::IfMatch{.any = true, .tags = {}});
        };
        return command;
    }
    static NewOrder placed(Service& service)
    {
        const NewOrder order = orderOf(1);
        service.store.place({&order, 1}, [] {});
        return order;
    }
    qint64 versionOf(const NewOrder& order) const
    {
        const QString sql = QStringLiteral("SELECT version FROM orders WHERE id = '%1'");
        return m_stack.count(QStringLiteral("orders"), sql.arg(QString::fromStdString(order.order.id)));
    }
    void change(const char* sql) const
    {
        m_stack.count(
            QStringLiteral("orders"),
            QStringLiteral("WITH changed AS (%1 RETURNING 1) SELECT count(*) FROM changed").arg(QLatin1String(sql)));
    }
    static void expire(Service& service)
    {
        QVERIFY(service.database.query({}, platform::expireIdempotencyKeys).has_value());
    }

    template<typename Write>
    static void start(boost::asio::io_context& io, Write write, Outcome& outcome)
    {
        auto request = [write, &outcome]() -> boost::asio::awaitable<void> {
            const auto written = co_await write();
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
            start(
                io, [&, i] { return writer.place(orders[i]); }, outcomes[i]);
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
