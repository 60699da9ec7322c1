// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/outbox/dispatcher.h"

#include "fake_bus.h"
#include "in_memory_outbox_store.h"
#include "support/qt_test_main.h"

using namespace platform;
using Outcome = Settlement::Outcome;

class DispatcherTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        Metrics metrics;
        test::InMemoryOutboxStore store;
        test::FakePublisher publisher;
        Dispatcher dispatcher;

        explicit Bench(std::size_t window = 500)
            : dispatcher({.source = "things", .window = window, .maxAttempts = 3}, store, publisher, metrics)
        {
        }
        QByteArrayList ids() const
        {
            QByteArrayList list;
            for (const Publication& publication : publisher.published)
                list.append(QByteArray::fromStdString(publication.message.id));
            return list;
        }
    };

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_row_is_marked_only_when_the_broker_has_confirmed_it()
    {
        Bench bench;
        bench.store.add("a", 1);
        bench.dispatcher.step();
        QCOMPARE(bench.ids(), QByteArrayList{"a/1"});
        QCOMPARE(bench.publisher.published[0].exchange, std::string("events"));
        QCOMPARE(bench.publisher.published[0].routingKey, std::string("thing.changed.v1"));
        QVERIFY(!bench.store.rows[0].sent);
        bench.publisher.answer(0, Outcome::Confirmed);
        bench.dispatcher.step();
        QVERIFY(bench.store.rows[0].sent);
        QCOMPARE(bench.ids().size(), 1);
    }

    void the_next_of_an_aggregate_waits_for_the_confirm_of_the_one_before()
    {
        Bench bench;
        bench.store.add("a", 1);
        bench.store.add("a", 2);
        bench.store.add("b", 1);
        bench.dispatcher.step();
        bench.dispatcher.step();
        QCOMPARE(bench.ids(), (QByteArrayList{"a/1", "b/1"}));
        bench.publisher.answer(0, Outcome::Confirmed);
        bench.dispatcher.step();
        bench.dispatcher.step();
        QCOMPARE(bench.ids(), (QByteArrayList{"a/1", "b/1", "a/2"}));
    }

    void no_more_than_the_window_is_unconfirmed()
    {
        Bench bench(2);
        for (const char* aggregate : {"a", "b", "c"})
            bench.store.add(aggregate, 1);
        bench.dispatcher.step();
        bench.dispatcher.step();
        QCOMPARE(bench.ids().size(), 2);
        bench.publisher.answer(0, Outcome::Confirmed);
        bench.dispatcher.step();
        bench.dispatcher.step();
        QCOMPARE(bench.ids().size(), 3);
    }

    void while_the_broker_is_away_nothing_is_fetched_and_no_attempt_counted()
    {
        Bench bench;
        bench.publisher.ready = false;
        bench.store.add("a", 1);
        bench.dispatcher.step();
        QCOMPARE(bench.store.fetches, 0);
        bench.publisher.ready = true;
        bench.dispatcher.step();
        bench.publisher.answer(0, Outcome::Lost);
        bench.dispatcher.step();
        bench.dispatcher.step();
        QCOMPARE(bench.ids(), (QByteArrayList{"a/1", "a/1"}));
        QCOMPARE(bench.store.rows[0].pending.attempts, 0);
    }

    void a_refused_row_holds_back_its_aggregate_only_and_dies_at_last()
    {
        Bench bench;
        bench.store.add("a", 1);
        bench.store.add("a", 2);
        bench.store.add("b", 1);
        for (std::size_t attempt = 0; attempt < 3; ++attempt) {
            bench.store.rows[0].waits = false;
            bench.dispatcher.step();
            const auto last = bench.publisher.published.size() - (attempt == 0 ? 2 : 1);
            bench.publisher.answer(last, Outcome::Refused, "no room");
            bench.dispatcher.step();
        }
        QVERIFY(bench.store.rows[0].dead);
        QCOMPARE(bench.store.rows[0].lastError, std::string("no room"));
        bench.dispatcher.step();
        QCOMPARE(bench.ids(), (QByteArrayList{"a/1", "b/1", "a/1", "a/1"}));
    }

    void a_closed_channel_is_replayed_one_by_one_until_the_culprit_is_alone()
    {
        Bench bench;
        for (const char* aggregate : {"a", "b", "c"})
            bench.store.add(aggregate, 1);
        bench.dispatcher.step();
        for (std::size_t i = 0; i < 3; ++i)
            bench.publisher.answer(i, Outcome::ChannelClosed, "too large");
        bench.dispatcher.step();
        bench.dispatcher.step();
        QCOMPARE(bench.ids().mid(3), QByteArrayList{"a/1"}); // alone
        bench.publisher.answer(3, Outcome::Confirmed);
        bench.dispatcher.step();
        bench.dispatcher.step();
        QCOMPARE(bench.ids().mid(4), QByteArrayList{"b/1"});
        bench.publisher.answer(4, Outcome::ChannelClosed, "too large");
        bench.dispatcher.step();
        QCOMPARE(bench.store.rows[1].pending.attempts, 1);
        QCOMPARE(bench.store.rows[0].pending.attempts, 0);
        bench.dispatcher.step();
        QCOMPARE(bench.ids().mid(5), QByteArrayList{"c/1"});
    }

    void what_is_committed_during_the_search_does_not_hide_the_culprit()
    {
        Bench bench;
        bench.store.add("a", 1);
        bench.store.add("culprit", 1);
        bench.dispatcher.step();
        std::size_t answered = 0;
        for (int round = 0; round < 6 && bench.store.rows[1].pending.attempts == 0; ++round) {
            const auto& published = bench.publisher.published;
            const std::size_t first = answered;
            const bool closes = std::any_of(published.begin() + static_cast<std::ptrdiff_t>(first),
                                            published.end(),
                                            [](const Publication& p) { return p.message.id == "culprit/1"; });
            for (; answered < published.size(); ++answered)
                bench.publisher.answer(answered, closes ? Outcome::ChannelClosed : Outcome::Confirmed, "too large");
            bench.store.addFirst("later" + std::to_string(round), 1);
            bench.store.addFirst("latest" + std::to_string(round), 1);
            bench.dispatcher.step();
        }
        QCOMPARE(bench.store.rows[1].pending.attempts, 1);
    }

    void a_completion_under_a_lost_lease_is_void()
    {
        Bench bench;
        bench.store.add("a", 1);
        bench.dispatcher.step();
        bench.store.leases[0] = 2; // somebody had it in between
        bench.publisher.answer(0, Outcome::Confirmed);
        bench.dispatcher.step();
        QVERIFY(!bench.store.rows[0].sent);
    }

    void without_a_lease_nothing_is_sent()
    {
        Bench bench;
        bench.store.leases.clear();
        bench.store.add("a", 1);
        bench.dispatcher.step();
        QVERIFY(bench.ids().isEmpty());
    }

    void a_commit_is_announced_to_those_who_may_hold_its_part_the_first_at_once_and_then_seldom()
    {
        Bench bench;
        bench.dispatcher.start();
        bench.dispatcher.wake();
        SOON_COMPARE(bench.store.announced.load(), 1);
        for (int i = 0; i < 50; ++i)
            bench.dispatcher.wake();
        SOON_VERIFY(bench.store.announced.load() >= 2); // later, and one for many
        bench.dispatcher.stop();
        QVERIFY(bench.store.announced.load() < 50);
    }

    void a_commit_of_somebody_else_is_not_announced_again()
    {
        Bench bench;
        bench.publisher.confirmsAtOnce = true;
        bench.dispatcher.start();
        bench.store.whenCommitted();
        SOON_VERIFY(bench.store.fetches > 1);
        bench.dispatcher.stop();
        QCOMPARE(bench.store.announced.load(), 0);
    }

    void who_holds_every_part_announces_nothing()
    {
        Bench bench;
        for (int part = 0; part < 32; ++part)
            bench.store.leases[part] = 1;
        bench.store.add("a", 1);
        bench.publisher.confirmsAtOnce = true;
        bench.dispatcher.start();
        bench.dispatcher.wake();
        SOON_VERIFY(bench.store.rows[0].sent);
        bench.dispatcher.stop();
        QCOMPARE(bench.store.announced.load(), 0);
    }

    void idle_rounds_come_ever_slower_and_work_makes_them_quick_again()
    {
        Bench bench;
        std::chrono::milliseconds pause{};
        for (int i = 0; i < 8; ++i)
            pause = bench.dispatcher.step();
        QVERIFY(pause >= std::chrono::milliseconds(1000));
        bench.publisher.confirmsAtOnce = true;
        bench.store.add("a", 1);
        pause = bench.dispatcher.step();
        QVERIFY(pause < std::chrono::milliseconds(50));
        QVERIFY(bench.store.rows[0].sent);
    }
};

QTEST_APPLESS_MAIN(DispatcherTest)
#include "dispatcher_test.moc"
