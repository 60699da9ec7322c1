// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/await.h"
#include "support/qt_test_main.h"

#include <QElapsedTimer>
#include <QPromise>

using namespace signalbox;
using namespace std::chrono_literals;

class AwaitTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    // Timers may fire early and nothing else may wake the loop: many short waits find out.
    void a_wait_ends_in_time_though_no_event_comes()
    {
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 20; ++i)
            pause(20ms);
        QVERIFY(clock.elapsed() >= 400);
        QVERIFY(clock.elapsed() < 5'000);
    }

    void a_future_that_does_not_finish_is_nothing()
    {
        QPromise<int> promise;
        promise.start();
        QVERIFY(!await(promise.future(), 30ms));
        promise.addResult(7);
        promise.finish();
        QCOMPARE(*await(promise.future(), 30ms), 7);
    }

    void a_condition_is_looked_at_after_each_event()
    {
        bool done = false;
        QTimer::singleShot(10ms, this, [&] { done = true; });
        QVERIFY(waitUntil([&] { return done; }, 10s));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, AwaitTest>(argc, argv);
}

#include "await_test.moc"
