// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_consumer.h"

#include "fake_bus.h"
#include "in_memory_inbox.h"
#include "platform/uuid.h"
#include "support/qt_test_main.h"

using namespace platform;

class EventConsumerTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        Metrics metrics;
        test::FakeConsumer queue;
        test::FakePublisher publisher;
        test::InMemoryInbox inbox;
        std::vector<DatabaseError> failures; // of the next transactions
        std::vector<std::size_t> applied;    // sizes of what came to apply() together
        std::vector<std::string> problems;   // answers of the next readiness questions
        std::function<void()> onTransact;    // behind the effects, before the commit is answered
        EventConsumer consumer;

        Bench()
            : consumer(settings(), queue, publisher, store(), metrics)
        {
            publisher.confirmsAtOnce = true;
        }
        EventConsumer::Settings settings()
        {
            return {.service = "things",
                    .queue = "things.in",
                    .copyTimeout = std::chrono::milliseconds(20),
                    .handlers = {{"thing.changed.v1", handler()}, {"thing.removed.v1", handler()}}};
        }
        EventHandler handler()
        {
            const auto read = [](const Message& message, const TraceContext&) -> tl::expected<std::string, Refusal> {
                if (message.body == "bad")
                    return tl::unexpected(Refusal{"invalid-body", "It is bad."});
                return message.body;
            };
            const auto apply = [this](Transaction&, std::span<const std::string> bodies) -> DatabaseResult<void> {
                applied.push_back(bodies.size());
                for (const std::string& body : bodies) {
                    if (body == "poison")
                        return tl::unexpected(DatabaseError{DatabaseError::Kind::Failed, "23514", "a check"});
                    inbox.effects.push_back(body);
                }
                return {};
            };
            return eventHandler<std::string>(read, apply);
        }
        EventConsumer::Store store()
        {
            return {
                .transact = [this](std::span<const TraceContext>, const Database::Work& work) -> DatabaseResult<void> {
                    if (failures.empty()) {
                        auto done = inbox.transact(work);
                        if (onTransact)
                            onTransact();
                        return done;
                    }
                    const DatabaseError error = failures.front();
                    failures.erase(failures.begin());
                    return tl::unexpected(error);
                },
                .problem =
                    [this] {
                        if (problems.empty())
                            return std::string();
                        const std::string problem = problems.front();
                        problems.erase(problems.begin());
                        return problem;
                    }};
        }
        std::string deliver(const std::string& body, int attempts = 0, const char* type = "thing.changed.v1")
        {
            Message message{.id = uuidV7(), .type = type, .headers = {{"source", "x"}}, .body = body};
            if (attempts > 0)
                message.setHeader("attempts", std::to_string(attempts));
            deliver(message);
            return message.id;
        }
        void deliver(const Message& message)
        {
            put(message);
            consumer.step();
        }
        void put(const Message& message)
        {
            queue.waiting.push_back(
                {.tag = 1, .session = 1, .queue = "things.in", .routingKey = message.type, .message = message});
        }
        std::string put(const std::string& body, const char* type = "thing.changed.v1")
        {
            const Message message{.id = uuidV7(), .type = type, .headers = {}, .body = body};
            put(message);
            return message.id;
        }
    };

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void an_event_has_its_effect_and_is_acknowledged()
    {
        Bench bench;
        const std::string id = bench.deliver("good");
        QCOMPARE(bench.inbox.effects.size(), std::size_t(1));
        QCOMPARE(bench.queue.acknowledged, std::vector<std::string>{id});
        QVERIFY(bench.publisher.published.empty());
    }

    void the_same_event_again_has_none_and_is_acknowledged_as_well()
    {
        Bench bench;
        const Message message{.id = uuidV7(), .type = "thing.changed.v1", .headers = {}, .body = "good"};
        for (int i = 0; i < 3; ++i)
            bench.deliver(message);
        QCOMPARE(bench.inbox.effects.size(), std::size_t(1));
        QCOMPARE(bench.queue.acknowledged.size(), std::size_t(3));
    }

    void a_bad_body_is_dead_at_once_with_the_reason()
    {
        Bench bench;
        const std::string id = bench.deliver("bad");
        QCOMPARE(bench.publisher.published.size(), std::size_t(1));
        const Publication& copy = bench.publisher.published[0];
        QCOMPARE(copy.exchange, std::string("things.dead"));
        QCOMPARE(copy.message.id, id);
        QCOMPARE(copy.message.body, std::string("bad"));
        QCOMPARE(copy.message.header("source"), std::string_view("x"));
        QCOMPARE(copy.message.header("error_class"), std::string_view("invalid-body"));
        QCOMPARE(copy.message.header("error_message"), std::string_view("It is bad."));
        QCOMPARE(copy.message.header("original_queue"), std::string_view("things.in"));
        QCOMPARE(copy.message.header("attempts"), std::string_view("1"));
        QCOMPARE(bench.queue.acknowledged, std::vector<std::string>{id});
        QVERIFY(bench.inbox.statements.empty());
    }

    void what_nobody_here_reads_is_dead_at_once()
    {
        Bench bench;
        bench.deliver("good", 0, "thing.changed.v2");
        QCOMPARE(bench.publisher.published.at(0).message.header("error_class"), std::string_view("unknown-type"));
        bench.deliver(Message{.id = "no-uuid", .type = "thing.changed.v1", .headers = {}, .body = "good"});
        QCOMPARE(bench.publisher.published.at(1).message.header("error_class"), std::string_view("invalid-id"));
        bench.deliver(Message{
            .id = "01800000-0000-7000-8000-000000000001", .type = "thing.changed.v1", .headers = {}, .body = "good"});
        QCOMPARE(bench.publisher.published.at(2).message.header("error_class"), std::string_view("too-old"));
        QVERIFY(bench.inbox.effects.empty());
    }

    void an_id_of_another_version_is_remembered_apart()
    {
        Bench bench;
        bench.deliver(Message{
            .id = "a0000000-0000-4000-8000-000000000000", .type = "thing.changed.v1", .headers = {}, .body = "good"});
        QCOMPARE(bench.inbox.statements, std::vector<std::string>{"INSERT inbox_foreign"});
        QCOMPARE(bench.inbox.effects.size(), std::size_t(1));
    }

    void failures_climb_the_tiers_and_end_with_the_dead_data()
    {
        QTest::addColumn<int>("attempts");
        QTest::addColumn<QByteArray>("exchange");
        QTest::newRow("first") << 0 << QByteArray("things.retry.1s");
        QTest::newRow("second") << 1 << QByteArray("things.retry.10s");
        QTest::newRow("third") << 2 << QByteArray("things.retry.60s");
        QTest::newRow("last") << 3 << QByteArray("things.dead");
    }

    void failures_climb_the_tiers_and_end_with_the_dead()
    {
        QFETCH(int, attempts);
        QFETCH(QByteArray, exchange);
        Bench bench;
        bench.failures.push_back({DatabaseError::Kind::Failed, "42P01", "no table"});
        const std::string id = bench.deliver("good", attempts);
        QCOMPARE(QByteArray::fromStdString(bench.publisher.published.at(0).exchange), exchange);
        QCOMPARE(bench.publisher.published[0].message.header("attempts"), std::to_string(attempts + 1));
        QCOMPARE(bench.queue.acknowledged, std::vector<std::string>{id});
    }

    void what_has_arrived_shares_a_transaction_and_is_acknowledged_in_its_order()
    {
        Bench bench;
        std::vector<std::string> ids;
        for (const char* body : {"a", "b", "c"})
            ids.push_back(bench.put(body));
        bench.consumer.step();
        QCOMPARE(bench.inbox.transactions, 1);
        QCOMPARE(bench.inbox.statements, std::vector<std::string>{"INSERT inbox"});
        QCOMPARE(bench.applied, std::vector<std::size_t>{3});
        QCOMPARE(bench.inbox.effects, (std::vector<std::string>{"a", "b", "c"}));
        QCOMPARE(bench.queue.acknowledged, ids);
    }

    void types_keep_their_order_within_a_batch()
    {
        Bench bench;
        bench.put("a");
        bench.put("b", "thing.removed.v1");
        bench.put("c", "thing.removed.v1");
        bench.put("d");
        bench.consumer.step();
        QCOMPARE(bench.inbox.transactions, 1);
        QCOMPARE(bench.applied, (std::vector<std::size_t>{1, 2, 1}));
        QCOMPARE(bench.inbox.effects, (std::vector<std::string>{"a", "b", "c", "d"}));
    }

    void a_duplicate_within_a_batch_has_no_effect_and_is_acknowledged()
    {
        Bench bench;
        const std::string known = bench.deliver("known");
        Message again{.id = known, .type = "thing.changed.v1", .headers = {}, .body = "known"};
        bench.put(again);
        const std::string twice = bench.put("twice");
        again.id = QByteArray::fromStdString(twice).toUpper().toStdString();
        bench.put(again);
        bench.consumer.step();
        QCOMPARE(bench.inbox.effects, (std::vector<std::string>{"known", "twice"}));
        QCOMPARE(bench.queue.acknowledged, (std::vector<std::string>{known, known, twice, again.id}));
        QVERIFY(bench.metrics.text().find("inbox_duplicates_total 2") != std::string::npos);
    }

    void one_poison_event_in_a_batch_leaves_the_others_their_effect_once()
    {
        Bench bench;
        std::vector<std::string> ids;
        for (const char* body : {"a", "poison", "b"})
            ids.push_back(bench.put(body));
        bench.consumer.step();
        QCOMPARE(bench.inbox.effects, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(bench.inbox.transactions, 4); // together, then each
        QCOMPARE(bench.publisher.published.size(), std::size_t(1));
        QCOMPARE(bench.publisher.published[0].exchange, std::string("things.retry.1s"));
        QCOMPARE(bench.publisher.published[0].message.id, ids[1]);
        QVERIFY(!bench.inbox.seen.contains(ids[1]));
        QCOMPARE(bench.queue.acknowledged, ids);
    }

    void a_bad_body_in_a_batch_is_dead_and_the_others_go_on_together()
    {
        Bench bench;
        const std::string a = bench.put("a");
        const std::string bad = bench.put("bad");
        const std::string b = bench.put("b");
        bench.consumer.step();
        QCOMPARE(bench.inbox.transactions, 1);
        QCOMPARE(bench.inbox.effects, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(bench.publisher.published.at(0).exchange, std::string("things.dead"));
        QCOMPARE(bench.queue.acknowledged, (std::vector<std::string>{a, b, bad}));
    }

    void nothing_is_acknowledged_before_its_commit()
    {
        Bench bench;
        bench.put("a");
        bench.put("b");
        bench.onTransact = [&bench] {
            if (bench.inbox.looks == 0)
                QVERIFY(bench.queue.acknowledged.empty());
        };
        bench.consumer.step();
        QCOMPARE(bench.queue.acknowledged.size(), std::size_t(2));
    }

    void a_batch_waits_for_a_database_that_is_away_and_stays_together()
    {
        Bench bench;
        bench.failures.push_back({DatabaseError::Kind::Unavailable, "08006", "gone"});
        bench.problems = {"away"};
        bench.put("a");
        bench.put("b");
        bench.consumer.step();
        QCOMPARE(bench.applied, std::vector<std::size_t>{2});
        QCOMPARE(bench.inbox.effects, (std::vector<std::string>{"a", "b"}));
        QVERIFY(bench.publisher.published.empty());
    }

    void a_database_that_is_away_costs_no_try()
    {
        Bench bench;
        bench.failures.push_back({DatabaseError::Kind::Unavailable, "08006", "gone"});
        bench.problems = {"away", "still away"};
        const std::string id = bench.deliver("good");
        QCOMPARE(bench.inbox.effects.size(), std::size_t(1));
        QCOMPARE(bench.queue.acknowledged, std::vector<std::string>{id});
        QVERIFY(bench.publisher.published.empty());
        QVERIFY(bench.queue.keptAlive >= 2);
    }

    void a_copy_that_is_not_confirmed_does_not_count()
    {
        Bench bench;
        bench.publisher.confirmsAtOnce = false;
        const std::string id = bench.deliver("bad");
        QVERIFY(!bench.publisher.published.empty());
        QVERIFY(bench.queue.acknowledged.empty());
        QCOMPARE(bench.queue.givenBack, std::vector<std::string>{id});
    }

    void what_could_not_be_copied_goes_back_to_the_queue()
    {
        Bench bench;
        bench.publisher.ready = false;
        const std::string id = [&bench] {
            Message message{.id = uuidV7(), .type = "thing.changed.v1", .headers = {}, .body = "bad"};
            bench.deliver(message);
            return message.id;
        }();
        QVERIFY(bench.queue.acknowledged.empty());
        QCOMPARE(bench.queue.givenBack, std::vector<std::string>{id});
    }
};

QTEST_APPLESS_MAIN(EventConsumerTest)
#include "event_consumer_test.moc"
