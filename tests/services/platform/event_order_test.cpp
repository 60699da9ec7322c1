// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/inbox/event_consumer.h"

#include "fake_bus.h"
#include "in_memory_inbox.h"
#include "platform/uuid.h"
#include "support/qt_test_main.h"

using namespace platform;

// Effects of one aggregate happen in its order, also when one of its events fails and has to be tried again.
class EventOrderTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        Metrics metrics;
        test::FakeConsumer queue;
        test::FakePublisher publisher;
        test::InMemoryInbox inbox;
        std::set<std::string> failing; // bodies that have no effect now
        EventConsumer consumer;

        Bench()
            : consumer(settings(), queue, publisher, store(), metrics)
        {
            publisher.confirmsAtOnce = true;
        }
        EventConsumer::Settings settings()
        {
            const auto read = [](const Message& message, const TraceContext&) -> tl::expected<std::string, Refusal> {
                return message.body;
            };
            const auto apply = [this](Transaction&, std::span<const std::string> bodies) -> DatabaseResult<void> {
                for (const std::string& body : bodies) {
                    if (failing.contains(body))
                        return tl::unexpected(DatabaseError{DatabaseError::Kind::Failed, "23514", "a check"});
                    inbox.effects.push_back(body);
                }
                return {};
            };
            return {.service = "things",
                    .queue = "things.in",
                    .copyTimeout = std::chrono::milliseconds(20),
                    .handlers = {{"thing.changed.v1", eventHandler<std::string>(read, apply)}}};
        }
        EventConsumer::Store store()
        {
            return {.transact = [this](std::span<const TraceContext>,
                                       const Database::Work& work) { return inbox.transact(work); },
                    .problem = [] { return std::string(); }};
        }
        // "a/2" is the second event of a.
        static Message event(const std::string& body)
        {
            return {.id = uuidV7(),
                    .type = "thing.changed.v1",
                    .headers = {{"aggregate_type", "thing"},
                                {"subject", body.substr(0, body.find('/'))},
                                {"aggregate_seq", body.substr(body.find('/') + 1)}},
                    .body = body};
        }
        std::vector<std::string> deliver(const std::vector<Message>& messages)
        {
            std::vector<std::string> ids;
            for (const Message& message : messages) {
                ids.push_back(message.id);
                queue.waiting.push_back(
                    {.tag = 1, .session = 1, .queue = "things.in", .routingKey = message.type, .message = message});
            }
            consumer.step();
            return ids;
        }
        // What is in the tiers comes back.
        void comesBack() { deliver({publisher.published.back().message}); }
    };
    using Bodies = std::vector<std::string>;

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void those_behind_a_failed_event_wait_until_it_has_succeeded()
    {
        Bench bench;
        bench.failing = {"a/1"};
        const auto ids = bench.deliver({Bench::event("a/1"), Bench::event("a/2"), Bench::event("b/1")});
        bench.deliver({Bench::event("a/3")});
        QCOMPARE(bench.inbox.effects, Bodies{"b/1"});
        QCOMPARE(bench.queue.acknowledged.size(), std::size_t(4)); // they are in the database now
        QVERIFY(!bench.inbox.seen.contains(ids[1]));

        bench.failing.clear();
        bench.comesBack();
        QTRY_COMPARE((bench.consumer.step(), bench.inbox.effects), (Bodies{"b/1", "a/1", "a/2", "a/3"}));
        QVERIFY(bench.inbox.waiting.empty());
        QVERIFY(bench.inbox.seen.contains(ids[1]));
    }

    void those_behind_a_failed_event_get_their_turn_when_it_has_died()
    {
        Bench bench;
        bench.failing = {"a/1"};
        bench.deliver({Bench::event("a/1"), Bench::event("a/2")});
        for (int tier = 0; tier < 3; ++tier) {
            QVERIFY(bench.inbox.effects.empty());
            bench.comesBack();
        }
        QCOMPARE(bench.publisher.published.back().exchange, std::string("things.dead"));
        QTRY_COMPARE((bench.consumer.step(), bench.inbox.effects), Bodies{"a/2"});
        QVERIFY(bench.inbox.waiting.empty());
    }

    void one_that_waited_and_fails_goes_into_a_tier_itself_and_holds_up_the_next()
    {
        Bench bench;
        bench.failing = {"a/1", "a/2"};
        bench.deliver({Bench::event("a/1"), Bench::event("a/2"), Bench::event("a/3")});
        bench.failing.erase("a/1");
        bench.comesBack();
        QTRY_COMPARE((bench.consumer.step(), bench.publisher.published.back().message.body), std::string("a/2"));
        QCOMPARE(bench.publisher.published.back().exchange, std::string("things.retry.1s"));
        QCOMPARE(bench.inbox.effects, Bodies{"a/1"});
        bench.failing.clear();
        bench.comesBack();
        QTRY_COMPARE((bench.consumer.step(), bench.inbox.effects), (Bodies{"a/1", "a/2", "a/3"}));
    }

    void one_that_waited_and_could_not_be_copied_stays_where_it_is()
    {
        Bench bench;
        bench.failing = {"a/1", "a/2"};
        bench.deliver({Bench::event("a/1"), Bench::event("a/2")});
        bench.failing.erase("a/1");
        const Message back = bench.publisher.published.back().message;
        bench.publisher.ready = false;
        bench.deliver({back});
        QCOMPARE(bench.inbox.effects, Bodies{"a/1"});
        const int looks = bench.inbox.looks;
        QTRY_VERIFY((bench.consumer.step(), bench.inbox.looks > looks + 1)); // it had its turn, and again
        QCOMPARE(bench.inbox.effects, Bodies{"a/1"});
        QCOMPARE(bench.inbox.waiting.size(), std::size_t(1));
        QVERIFY(bench.inbox.waiting.begin()->second.has_value());
    }

    void the_same_event_again_waits_once()
    {
        Bench bench;
        bench.failing = {"a/1"};
        const Message second = Bench::event("a/2");
        bench.deliver({Bench::event("a/1"), second});
        bench.deliver({second});
        bench.failing.clear();
        bench.comesBack();
        bench.deliver({second});
        QTRY_VERIFY((bench.consumer.step(), bench.inbox.waiting.empty()));
        QCOMPARE(bench.inbox.effects, (Bodies{"a/1", "a/2"}));
    }

    void what_was_left_behind_by_another_process_gets_its_turn()
    {
        Bench bench;
        bench.failing = {"a/1"};
        bench.deliver({Bench::event("a/1"), Bench::event("a/2")});
        bench.inbox.waiting.erase({"a", 1}); // it died there, and the process with it
        bench.failing.clear();
        QTRY_COMPARE((bench.consumer.step(), bench.inbox.effects), Bodies{"a/2"});
    }

    void an_event_without_a_place_in_an_aggregate_holds_up_nobody()
    {
        Bench bench;
        bench.failing = {"x"};
        const Message alone{.id = uuidV7(), .type = "thing.changed.v1", .headers = {}, .body = "x"};
        bench.deliver({alone, Bench::event("a/1")});
        QCOMPARE(bench.inbox.effects, Bodies{"a/1"});
        QVERIFY(bench.inbox.waiting.empty());
    }
};

QTEST_APPLESS_MAIN(EventOrderTest)
#include "event_order_test.moc"
