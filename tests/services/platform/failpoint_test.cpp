// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/failpoints/failpoint.h"

#include "fake_bus.h"
#include "in_memory_outbox_store.h"
#include "platform/outbox/dispatcher.h"

#include <QElapsedTimer>
#include <QtTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace platform;

class FailpointTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(setFailpoints(""), std::string()); }

    void nothing_fails_that_is_not_set()
    {
        QVERIFY(!failsAt(Failpoint::AfterCommit));
        QCOMPARE(setFailpoints("commit.before=error"), std::string());
        QVERIFY(!failsAt(Failpoint::AfterCommit));
        QVERIFY(failsAt(Failpoint::BeforeCommit));
    }

    void a_point_acts_at_the_passage_that_was_asked_for_and_once()
    {
        QCOMPARE(setFailpoints("consume.before_ack:3=error"), std::string());
        QVERIFY(!failsAt(Failpoint::BeforeAck));
        QCOMPARE(failpointSettings(), std::string("consume.before_ack:2=error"));
        QVERIFY(!failsAt(Failpoint::BeforeAck));
        QVERIFY(failsAt(Failpoint::BeforeAck));
        QVERIFY(!failsAt(Failpoint::BeforeAck));
        QCOMPARE(failpointSettings(), std::string());
    }

    void a_star_acts_each_time()
    {
        QCOMPARE(setFailpoints("consume.in_tier:*=error,consume.after_ack"), std::string());
        for (int i = 0; i < 3; ++i)
            QVERIFY(failsAt(Failpoint::InTier));
        QCOMPARE(failpointSettings(), std::string("consume.after_ack:1=kill,consume.in_tier:*=error"));
    }

    void a_pause_holds_up_and_goes_on()
    {
        QCOMPARE(setFailpoints("dispatch.lease_lost=pause:30"), std::string());
        QElapsedTimer time;
        time.start();
        QVERIFY(!failsAt(Failpoint::LeaseLost));
        QVERIFY(time.elapsed() >= 30);
    }

    void to_be_killed_is_to_be_gone_at_once()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            setFailpoints("dispatch.after_mark");
            failsAt(Failpoint::AfterMark);
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGKILL);
    }

    void what_cannot_be_read_is_named_and_changes_nothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"commit.during",
                                 "commit.before:0",
                                 "commit.before:x=kill",
                                 "commit.before=explode",
                                 "commit.before=pause",
                                 "commit.before=pause:long",
                                 "commit.before,,commit.after"})
            QTest::newRow(text) << QByteArray(text);
    }

    void what_cannot_be_read_is_named_and_changes_nothing()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(setFailpoints("commit.after=error"), std::string());
        QVERIFY(setFailpoints(text.toStdString()).find("is no failpoint") != std::string::npos);
        QCOMPARE(failpointSettings(), std::string("commit.after:1=error"));
    }

    void a_confirmed_row_whose_mark_is_lost_is_sent_again()
    {
        Metrics metrics;
        test::InMemoryOutboxStore store;
        test::FakePublisher publisher;
        publisher.confirmsAtOnce = true;
        Dispatcher dispatcher({.source = "things"}, store, publisher, metrics);
        store.add("a", 1);
        QCOMPARE(setFailpoints("dispatch.after_confirm=error"), std::string());
        dispatcher.step();
        QVERIFY(!store.rows[0].sent);
        dispatcher.step();
        QVERIFY(store.rows[0].sent);
        QCOMPARE(publisher.published.size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(FailpointTest)
#include "failpoint_test.moc"
