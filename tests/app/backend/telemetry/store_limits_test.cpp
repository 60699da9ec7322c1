// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/store_fixture.h"

#include <QDirIterator>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace signalbox;
using test::anySpan;
using test::makeLine;
using test::ms;

namespace {

// As files, without opening the store: a reader that asks all the time can hold up what makes it smaller.
qint64 bytesOnDisk(const QString& folder)
{
    qint64 bytes = 0;
    for (QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories); files.hasNext();)
        bytes += files.nextFileInfo().size();
    return bytes;
}

} // namespace

// What a store promises under load: its size, its count of what was lost, readers that do not wait.
class StoreLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_store = std::make_unique<test::StoreFolder>();
    }

    void everything_is_announced_soon_after_it_came()
    {
        const auto writer = m_store->openWriter();
        QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
        writer->add(QList<Span>{anySpan()});
        writer->add(QList<LogLine>{makeLine(QStringLiteral("a"), "b", LogLevel::Info, ms)});
        QTRY_VERIFY(!advanced.isEmpty() && advanced.last().at(0).toLongLong() == 1 &&
                    advanced.last().at(1).toLongLong() == 1);
        QCOMPARE(m_store->reader().logs({})->lines.size(), 1);
    }

    void the_budget_is_kept_by_evicting_the_oldest()
    {
        constexpr qint64 budget = 6'000'000;
        QString first;
        QString last;
        {
            const auto writer = m_store->openWriter({.budgetBytes = budget, .secrets = {}});
            QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
            for (int batch = 0; batch < 40; ++batch) {
                QList<Span> spans;
                QList<LogLine> lines;
                for (int i = 0; i < 500; ++i) {
                    const qint64 time = (batch * 500 + i + 1) * ms;
                    spans.append(anySpan(time));
                    lines.append(makeLine(QStringLiteral("a"), QByteArray(400, 'x'), LogLevel::Info, time));
                }
                first = first.isEmpty() ? spans.first().traceId : first;
                last = spans.last().traceId;
                writer->add(spans);
                writer->add(lines);
                QTRY_COMPARE(advanced.isEmpty() ? 0 : advanced.last().at(1).toLongLong(), (batch + 1) * 500);
            }
            QTRY_VERIFY_WITH_TIMEOUT(bytesOnDisk(m_store->path()) <= budget * 105 / 100, 20'000);
        }
        StoreReader reader = m_store->reader();
        const auto status = reader.status();
        QVERIFY(status->bytes <= budget * 105 / 100);
        QVERIFY(status->spans > 0 && status->spans < 20'000);
        QVERIFY(status->logLines > 0 && status->logLines < 20'000);
        const auto traces = reader.traces({});
        QCOMPARE(traces->total, status->spans);
        QCOMPARE(traces->coverage.evicted + status->spans, 20'000);
        const auto logs = reader.logs({});
        QCOMPARE(logs->coverage.evicted + status->logLines, 20'000);
        QVERIFY(reader.trace(last));
        const auto gone = reader.trace(first);
        QVERIFY(!gone);
        QVERIFY2(gone.error().message.contains(QStringLiteral("evicted")), qPrintable(gone.error().message));
    }

    void what_a_full_queue_drops_is_counted_exactly()
    {
        constexpr int sent = 200'000;
        {
            const auto writer = m_store->openWriter({.secrets = {}, .queueBytes = 300'000});
            for (int i = 0; i < sent / 100; ++i) {
                QList<LogLine> lines(
                    100, makeLine(i % 2 ? QStringLiteral("a") : QStringLiteral("b"), "text", LogLevel::Info, ms));
                writer->add(lines);
            }
        }
        const auto status = m_store->reader().status();
        QVERIFY(status->dropped > 0);
        QCOMPARE(status->logLines + status->dropped, sent);
        QCOMPARE(m_store->reader().logs({})->coverage.droppedBefore, status->dropped);
    }

    void refused_exports_are_counted()
    {
        m_store->openWriter()->countRefused();
        QCOMPARE(m_store->reader().status()->refused, 1);
    }

    void readers_do_not_wait_for_a_busy_writer()
    {
        const auto writer = m_store->openWriter();
        QList<Span> spans;
        for (int i = 0; i < 2000; ++i)
            spans.append(anySpan((i + 1) * ms));
        writer->add(spans);
        QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
        QTRY_VERIFY(!advanced.isEmpty());

        std::atomic<bool> done = false;
        std::thread sender([&] {
            while (!done) {
                writer->add(spans);
                std::this_thread::yield();
            }
        });
        StoreReader reader = m_store->reader();
        int failures = 0;
        for (int i = 0; i < 300; ++i)
            failures += reader.status() && reader.trace(spans.at(i).traceId) ? 0 : 1;
        done = true;
        sender.join();
        QCOMPARE(failures, 0);
    }

private:
    std::unique_ptr<test::StoreFolder> m_store;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StoreLimitsTest>(argc, argv);
}

#include "store_limits_test.moc"
