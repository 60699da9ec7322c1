// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_consumer.h"

#include "fake_bus.h"
#include "platform/uuid.h"
#include "support/qt_test_main.h"

#include <set>

using namespace platform;

namespace {

// A database with an inbox and one kind of effect: counting.
class InMemoryInbox final : public Transaction
{
public:
    DatabaseResult<Rows> query(const Statement& statement, const SqlArguments& arguments) override
    {
        statements.push_back(std::string(statement.summary));
        const bool isNew = m_pending.insert(*arguments[0].asText()).second && !seen.contains(*arguments[0].asText());
        return Rows(0, isNew ? 1 : 0, {});
    }
    void annotate(std::string_view, std::string_view) override {}

    DatabaseResult<void> transact(const Database::Work& work)
    {
        m_pending.clear();
        const int before = effects;
        auto done = work(*this);
        if (done)
            seen.insert(m_pending.begin(), m_pending.end());
        else
            effects = before;
        return done;
    }

    std::set<std::string> seen;
    std::vector<std::string> statements;
    int effects = 0;

private:
    std::set<std::string> m_pending;
};

} // namespace

class EventConsumerTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        Metrics metrics;
        test::FakeConsumer queue;
        test::FakePublisher publisher;
        InMemoryInbox inbox;
        std::vector<DatabaseError> failures; // of the next transactions
        std::vector<std::string> problems;   // answers of the next readiness questions
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
                    .handlers = {{"thing.changed.v1", [this](const Message& message) -> tl::expected<Effect, Refusal> {
                                      if (message.body == "bad")
                                          return tl::unexpected(Refusal{"invalid-body", "It is bad."});
                                      return Effect([this](Transaction&) -> DatabaseResult<void> {
                                          ++inbox.effects;
                                          return {};
                                      });
                                  }}}};
        }
        EventConsumer::Store store()
        {
            return {.transact = [this](const TraceContext&, const Database::Work& work) -> DatabaseResult<void> {
                        if (failures.empty())
                            return inbox.transact(work);
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
            queue.waiting.push_back(
                {.tag = 1, .session = 1, .queue = "things.in", .routingKey = message.type, .message = message});
            consumer.step();
        }
    };

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void an_event_has_its_effect_and_is_acknowledged()
    {
        Bench bench;
        const std::string id = bench.deliver("good");
        QCOMPARE(bench.inbox.effects, 1);
        QCOMPARE(bench.queue.acknowledged, std::vector<std::string>{id});
        QVERIFY(bench.publisher.published.empty());
    }

    void the_same_event_again_has_none_and_is_acknowledged_as_well()
    {
        Bench bench;
        const Message message{.id = uuidV7(), .type = "thing.changed.v1", .headers = {}, .body = "good"};
        for (int i = 0; i < 3; ++i)
            bench.deliver(message);
        QCOMPARE(bench.inbox.effects, 1);
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
        QCOMPARE(bench.inbox.effects, 0);
    }

    void an_id_of_another_version_is_remembered_apart()
    {
        Bench bench;
        bench.deliver(Message{
            .id = "a0000000-0000-4000-8000-000000000000", .type = "thing.changed.v1", .headers = {}, .body = "good"});
        QCOMPARE(bench.inbox.statements, std::vector<std::string>{"INSERT inbox_foreign"});
        QCOMPARE(bench.inbox.effects, 1);
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

    void a_database_that_is_away_costs_no_try()
    {
        Bench bench;
        bench.failures.push_back({DatabaseError::Kind::Unavailable, "08006", "gone"});
        bench.problems = {"away", "still away"};
        const std::string id = bench.deliver("good");
        QCOMPARE(bench.inbox.effects, 1);
        QCOMPARE(bench.queue.acknowledged, std::vector<std::string>{id});
        QVERIFY(bench.publisher.published.empty());
        QVERIFY(bench.queue.keptAlive >= 2);
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
