// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/executor.h"

#include "support/qt_test_main.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <future>
#include <stdexcept>
#include <thread>

using namespace platform;
namespace asio = boost::asio;

class ExecutorTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void work_runs_elsewhere_and_the_coroutine_goes_on_where_it_was()
    {
        Metrics metrics;
        Executor executor({.threads = 1}, metrics);
        std::thread::id workedOn;
        std::thread::id resumedOn;
        const bool ran = runOne([&]() -> asio::awaitable<bool> {
            const bool result = co_await executor.run([&] { workedOn = std::this_thread::get_id(); });
            resumedOn = std::this_thread::get_id();
            co_return result;
        });
        QVERIFY(ran);
        QVERIFY(workedOn != std::this_thread::get_id());
        QVERIFY(resumedOn == std::this_thread::get_id());
    }

    void what_work_throws_comes_out_of_the_wait()
    {
        Metrics metrics;
        Executor executor({.threads = 1}, metrics);
        const auto throwing = [&]() -> asio::awaitable<bool> {
            co_return co_await executor.run([] { throw std::runtime_error("no"); });
        };
        QVERIFY_EXCEPTION_THROWN(runOne(throwing), std::runtime_error);
    }

    void a_full_queue_refuses_at_once()
    {
        Metrics metrics;
        Executor executor({.threads = 1, .queue = 1}, metrics);
        std::promise<void> gate;
        std::promise<void> entered;
        asio::io_context context;
        int done = 0;
        const auto count = [&](std::exception_ptr, bool ran) { done += ran ? 1 : 0; };
        const auto hold = [&]() -> asio::awaitable<bool> {
            co_return co_await executor.run([&] {
                entered.set_value();
                gate.get_future().wait();
            });
        };
        const auto quick = [&]() -> asio::awaitable<bool> { co_return co_await executor.run([] {}); };
        asio::co_spawn(context, hold, count);
        context.poll();
        entered.get_future().wait();           // the thread is busy
        asio::co_spawn(context, quick, count); // the queue is full
        context.poll();
        QVERIFY(!runOne(quick));
        gate.set_value();
        context.run();
        QCOMPARE(done, 2);
    }

    void work_that_waited_past_its_budget_is_not_begun()
    {
        Metrics metrics;
        Executor executor({.threads = 1, .waitBudget = std::chrono::milliseconds(-1)}, metrics);
        bool begun = false;
        QVERIFY(!runOne([&]() -> asio::awaitable<bool> { co_return co_await executor.run([&] { begun = true; }); }));
        QVERIFY(!begun);
    }

private:
    template<typename Coroutine>
    bool runOne(Coroutine coroutine)
    {
        asio::io_context context;
        bool result = false;
        std::exception_ptr error;
        asio::co_spawn(context, std::move(coroutine), [&](std::exception_ptr thrown, bool value) {
            error = thrown;
            result = value;
        });
        context.run();
        if (error)
            std::rethrow_exception(error);
        return result;
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, ExecutorTest>(argc, argv);
}

#include "executor_test.moc"
