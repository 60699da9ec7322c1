// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/supervision/backoff.h"
#include "support/qt_test_main.h"

using namespace signalbox;
using namespace std::chrono_literals;

class BackoffTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void the_delay_doubles_from_a_tenth_of_a_second_to_thirty_seconds()
    {
        Backoff backoff({.failuresAllowed = 100});
        const QList<std::chrono::milliseconds> expected{
            100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 6400ms, 12800ms, 25600ms, 30000ms, 30000ms};
        for (const auto delay : expected) {
            QVERIFY(backoff.fail(0));
            QCOMPARE(backoff.delay(0.5).count(), delay.count());
        }
    }

    void jitter_moves_the_delay_by_a_fifth_at_most()
    {
        Backoff backoff;
        backoff.fail(0);
        QCOMPARE(backoff.delay(0.0).count(), 80);
        QCOMPARE(backoff.delay(1.0).count(), 120);
    }

    void the_fifth_failure_within_a_minute_is_the_last()
    {
        Backoff backoff;
        for (int failure = 0; failure < 4; ++failure)
            QVERIFY(backoff.fail(failure * 1000));
        QVERIFY(!backoff.fail(59'000));
    }

    void failures_of_more_than_a_minute_ago_do_not_count()
    {
        Backoff backoff;
        for (int failure = 0; failure < 20; ++failure)
            QVERIFY(backoff.fail(failure * 16'000));
    }

    void a_minute_of_being_ready_wipes_the_slate_clean()
    {
        Backoff backoff;
        for (int failure = 0; failure < 4; ++failure)
            backoff.fail(0);
        QVERIFY(backoff.failAfterReady(100, 60'100));
        QCOMPARE(backoff.delay(0.5).count(), 100);
    }

    void less_than_a_minute_of_being_ready_does_not()
    {
        Backoff backoff;
        for (int failure = 0; failure < 4; ++failure)
            backoff.fail(0);
        QVERIFY(!backoff.failAfterReady(0, 59'999));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, BackoffTest>(argc, argv);
}

#include "backoff_test.moc"
