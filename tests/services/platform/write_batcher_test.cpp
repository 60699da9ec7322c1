// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/write_batcher.h"

#include "support/qt_test_main.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <future>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <thread>

using namespace platform;
namespace asio = boost::asio;

namespace {

struct Row
{
    std::string name;
    std::string key;
};
using Batcher = WriteBatcher<Row, std::string>;
using Batch = std::vector<std::string>; // names

// A database that is slow: it holds each batch until it is let go, and remembers what came together.
class HeldTable
{
public:
    std::vector<std::string> write(std::span<const Row> rows, const Executed& executed)
    {
        Batch names;
        for (const Row& row : rows)
            names.push_back(row.name);
        {
            const std::lock_guard lock(m_mutex);
            m_batches.push_back(names);
        }
        if (names.front() == "commits")
            executed();
        arrived.release();
        m_gate.acquire();
        const bool bad = std::find(names.begin(), names.end(), "bad") != names.end();
        if (std::find(names.begin(), names.end(), "worse") != names.end())
            throw std::runtime_error("no");
        std::vector<std::string> results;
        for (const std::string& name : names)
            results.push_back(bad ? "rolled back" : name + " written");
        return results;
    }
    void let(int batches) { m_gate.release(batches); }
    std::vector<Batch> batches()
    {
        const std::lock_guard lock(m_mutex);
        return m_batches;
    }

    std::counting_semaphore<> arrived{0};

private:
    std::counting_semaphore<> m_gate{0};
    std::mutex m_mutex;
    std::vector<Batch> m_batches;
};

constexpr int plenty = 100;

} // namespace

class WriteBatcherTest : public QObject
{
    Q_OBJECT

    // Requests on one I/O thread, which is the test's, in front of a held table.
    struct Bench
    {
        Metrics metrics;
        HeldTable table;
        std::map<std::string, std::optional<std::string>> answers;
        std::map<std::string, std::string> errors;
        std::thread::id resumedOn;
        asio::io_context io;
        std::optional<Batcher> batcher;

        explicit Bench(const BatchThread::Settings& settings = {})
        {
            batcher.emplace(
                settings,
                Batcher::Rules{.write = [this](std::span<const Row> rows,
                                               const Executed& executed) { return table.write(rows, executed); },
                               .keyOf = [](const Row& row) { return row.key; },
                               .deservesItsOwn = [](const std::string& result) { return result == "rolled back"; }},
                metrics);
        }
        void ask(const std::string& name, const std::string& key = {})
        {
            auto request = [this, name, key]() -> asio::awaitable<void> {
                Row row{name, key};
                auto answer = co_await batcher->write(row);
                resumedOn = std::this_thread::get_id();
                answers[row.name] = std::move(answer); // the item came back
            };
            asio::co_spawn(io, std::move(request), [this, name](const std::exception_ptr& error) {
                try {
                    if (error)
                        std::rethrow_exception(error);
                } catch (const std::exception& e) {
                    errors[name] = e.what();
                }
            });
            io.poll();
        }
        // The first request alone is the first batch; what follows gathers meanwhile.
        void holdTheFirst()
        {
            ask("first");
            table.arrived.acquire();
        }
        void letAll()
        {
            table.let(plenty);
            io.restart();
            io.run();
        }
    };

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_request_that_is_alone_waits_for_nobody()
    {
        Bench bench;
        bench.table.let(1);
        bench.ask("one");
        bench.io.run();
        QCOMPARE(*bench.answers.at("one"), std::string("one written"));
        QVERIFY(bench.resumedOn == std::this_thread::get_id());
    }

    void what_gathers_during_a_batch_is_the_next_batch_in_its_order()
    {
        Bench bench;
        bench.holdTheFirst();
        for (const char* name : {"a", "b", "c"})
            bench.ask(name);
        bench.letAll();
        QCOMPARE(bench.table.batches(), (std::vector<Batch>{{"first"}, {"a", "b", "c"}}));
        for (const char* name : {"first", "a", "b", "c"})
            QCOMPARE(*bench.answers.at(name), name + std::string(" written"));
    }

    void a_batch_has_a_largest_size()
    {
        Bench bench({.most = 2});
        bench.holdTheFirst();
        for (const char* name : {"a", "b", "c"})
            bench.ask(name);
        bench.letAll();
        QCOMPARE(bench.table.batches(), (std::vector<Batch>{{"first"}, {"a", "b"}, {"c"}}));
    }

    void two_with_the_same_key_are_never_in_one_batch()
    {
        Bench bench;
        bench.holdTheFirst();
        bench.ask("a1", "a");
        bench.ask("a2", "a");
        bench.ask("a3", "a");
        bench.ask("b", "b");
        bench.ask("none");
        bench.ask("also none");
        bench.letAll();
        QCOMPARE(bench.table.batches(),
                 (std::vector<Batch>{{"first"}, {"a1", "b", "none", "also none"}, {"a2"}, {"a3"}}));
        QCOMPARE(*bench.answers.at("a3"), std::string("a3 written"));
    }

    void the_next_batch_executes_while_one_commits_unless_it_has_its_key()
    {
        Bench bench;
        bench.ask("commits", "a");
        bench.table.arrived.acquire();
        bench.ask("same", "a");
        bench.ask("other", "b");
        bench.table.arrived.acquire(); // though nothing was let go
        QCOMPARE(bench.table.batches(), (std::vector<Batch>{{"commits"}, {"other"}}));
        bench.letAll();
        QCOMPARE(bench.table.batches(), (std::vector<Batch>{{"commits"}, {"other"}, {"same"}}));
        QCOMPARE(*bench.answers.at("same"), std::string("same written"));
    }

    void what_comes_while_a_batch_commits_waits_until_it_is_as_large()
    {
        Bench bench;
        bench.holdTheFirst();
        bench.ask("commits");
        bench.ask("too");
        bench.table.let(1);
        bench.table.arrived.acquire(); // now both commit
        bench.ask("a");
        QVERIFY(!bench.table.arrived.try_acquire_for(std::chrono::milliseconds(50)));
        bench.ask("b");
        bench.table.arrived.acquire(); // though nothing was let go
        QCOMPARE(bench.table.batches(), (std::vector<Batch>{{"first"}, {"commits", "too"}, {"a", "b"}}));
        bench.ask("c");
        bench.letAll(); // the commits
        QCOMPARE(bench.table.batches().back(), (Batch{"c"}));
        QCOMPARE(*bench.answers.at("c"), std::string("c written"));
    }

    void one_that_fails_does_not_fail_the_others()
    {
        Bench bench;
        bench.holdTheFirst();
        for (const char* name : {"a", "bad", "b"})
            bench.ask(name);
        bench.letAll();
        QCOMPARE(bench.table.batches(), (std::vector<Batch>{{"first"}, {"a", "bad", "b"}, {"a"}, {"bad"}, {"b"}}));
        QCOMPARE(*bench.answers.at("a"), std::string("a written"));
        QCOMPARE(*bench.answers.at("b"), std::string("b written"));
        QCOMPARE(*bench.answers.at("bad"), std::string("rolled back"));
    }

    void what_the_write_throws_comes_out_of_each_wait_and_the_thread_goes_on()
    {
        Bench bench;
        bench.holdTheFirst();
        bench.ask("a");
        bench.ask("worse");
        bench.letAll();
        QCOMPARE(bench.errors.at("a"), std::string("no"));
        QCOMPARE(bench.errors.at("worse"), std::string("no"));
        bench.ask("later");
        bench.letAll();
        QCOMPARE(*bench.answers.at("later"), std::string("later written"));
    }

    void a_full_queue_refuses_at_once()
    {
        Bench bench({.queue = 2});
        bench.holdTheFirst();
        for (const char* name : {"a", "b", "c"})
            bench.ask(name);
        bench.io.restart();
        bench.io.poll();
        QVERIFY(bench.answers.contains("c") && !bench.answers.at("c"));
        QCOMPARE(bench.answers.size(), std::size_t(1));
        bench.letAll();
        QVERIFY(bench.answers.at("a") && bench.answers.at("b"));
        QVERIFY(bench.metrics.text().find("write_rejected_total{writer=\"writer\"} 1") != std::string::npos);
    }

    void what_waited_past_its_budget_is_not_written()
    {
        Bench bench({.waitBudget = std::chrono::milliseconds(-1)});
        bench.ask("late");
        bench.io.run();
        QVERIFY(!bench.answers.at("late"));
        QVERIFY(bench.table.batches().empty());
    }

    void what_was_accepted_is_finished_before_the_end()
    {
        Bench bench({.most = 2});
        bench.holdTheFirst();
        for (const char* name : {"a", "b", "c"})
            bench.ask(name);
        bench.table.let(plenty);
        bench.batcher.reset();
        QCOMPARE(bench.table.batches(), (std::vector<Batch>{{"first"}, {"a", "b"}, {"c"}}));
        bench.io.restart();
        bench.io.run();
        for (const char* name : {"first", "a", "b", "c"})
            QVERIFY(bench.answers.at(name).has_value());
    }
};

QTEST_APPLESS_MAIN(WriteBatcherTest)
#include "write_batcher_test.moc"
