// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filter.h"
#include "support/qt_test_main.h"
#include "support/store_fixture.h"

#include <numeric>

using namespace signalbox;
using test::makeLine;
using test::ms;

// Log lines, from the writer to every way of reading them.
class StoreLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_store = std::make_unique<test::StoreFolder>();
    }

    void log_lines_are_read_from_both_ends()
    {
        m_store->writeAll(manyLines());
        StoreReader reader = m_store->reader();

        LogQuery end;
        end.limit = 3;
        auto page = reader.logs(end);
        QCOMPARE(page->lines.size(), 3);
        QCOMPARE(page->lines.last().text, QByteArray("line 9999"));
        QCOMPARE(page->highWaterId, page->lines.last().id);
        QVERIFY(page->more);

        LogQuery older = end;
        older.beforeId = page->lines.first().id;
        QCOMPARE(reader.logs(older)->lines.last().id, page->lines.first().id - 1);
        LogQuery newer = end;
        newer.afterId = 9'990;
        newer.limit = 100;
        page = reader.logs(newer);
        QCOMPARE(page->lines.first().id, 9'991);
        QCOMPARE(page->lines.size(), 10);
        QVERIFY(!page->more);

        const auto around = reader.around(5000, 2, 3);
        QCOMPARE(around->lines.size(), 6);
        QCOMPARE(around->lines.first().id, 4998);
        QCOMPARE(around->lines.last().id, 5003);
    }

    void log_lines_are_narrowed_by_every_filter()
    {
        QList<LogLine> lines = manyLines();
        const QString trace = newTraceId();
        lines[42].traceId = trace;
        lines[43].text = QByteArray("bytes \xff\x00 and ü", 14) + "ÄRGER";
        m_store->writeAll(lines);
        StoreReader reader = m_store->reader();

        LogQuery text;
        text.text = QStringLiteral("needle IS");
        QCOMPARE(reader.logs(text)->lines.size(), 1);
        QCOMPARE(reader.logs(text)->lines.first().text, QByteArray("the Needle is here"));
        text.text = QStringLiteral("ärger");
        QCOMPARE(reader.logs(text)->lines.size(), 1);
        QVERIFY(reader.logs(text)->lines.first().text.contains('\0'));
        LogQuery level;
        level.minLevel = LogLevel::Warn;
        level.services = QStringList{QStringLiteral("even")};
        QCOMPARE(reader.logs(level)->lines.size(), 100);
        level.services = QStringList{QStringLiteral("odd")};
        QCOMPARE(reader.logs(level)->lines.size(), 0);
        LogQuery traced;
        traced.traceId = trace;
        QCOMPARE(reader.logs(traced)->lines.size(), 1);
        LogQuery ranged;
        ranged.range = {5000 * ms, 5004 * ms};
        QCOMPARE(reader.logs(ranged)->lines.size(), 5);

        const auto histogram = reader.histogram({}, 10);
        QCOMPARE(histogram->all, QList<qint64>(10, 1000));
        QCOMPARE(histogram->problems, QList<qint64>(10, 10));
    }

    void a_json_line_is_shown_parsed()
    {
        m_store->writeAll(QList<LogLine>{makeLine(
            QStringLiteral("orders"),
            "{\"time\":\"2026-11-20T14:31:08.120Z\",\"level\":\"warn\",\"msg\":\"slow \\\"query\\\"\",\"pool\":3}",
            LogLevel::Warn,
            5 * ms)});
        const auto page = m_store->reader().logs({});
        QCOMPARE(page->lines.first().message, QStringLiteral("slow \"query\""));
        QCOMPARE(page->lines.first().fields, (Attributes{{QStringLiteral("pool"), QStringLiteral("3")}}));
    }

    void log_lines_are_narrowed_by_expressions_and_fields_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char* filter, const QStringList& found) {
            QTest::newRow(filter) << QString::fromLatin1(filter) << found;
        };
        const QString good = QStringLiteral("good");
        const QString bad = QStringLiteral("bad");
        const QString plain = QStringLiteral("plain");
        row("/sta.us/", {good, bad, plain});
        row("/^status [0-9]+$/", {plain});
        row("status>=500", {bad});
        row("status<500", {good});
        row("status=200", {good});
        row("status=200.0", {good});
        row("status>=200 user=\"a b\"", {bad});
        row("status=200 user=nobody", {});
        row("answered status>0", {good, bad});
    }
    void log_lines_are_narrowed_by_expressions_and_fields()
    {
        QFETCH(QString, filter);
        QFETCH(QStringList, found);
        const auto line = [](const char* service, const QByteArray& text) {
            return makeLine(QLatin1String(service), text, LogLevel::Info, 5 * ms);
        };
        m_store->writeAll(QList<LogLine>{line("good", "{\"msg\":\"answered\",\"status\":200,\"user\":\"a\"}"),
                                         line("bad", "{\"msg\":\"answered\",\"status\":503,\"user\":\"a b\"}"),
                                         line("plain", "status 999"),
                                         line("other", "\xff\xfe nothing")});
        StoreReader reader = m_store->reader();
        const auto query = parseLogFilter(filter);
        QVERIFY(query.has_value());
        QStringList services;
        const auto page = reader.logs(*query);
        for (const LogLine& each : page->lines)
            services.append(each.service);
        QCOMPARE(services, found);
        const auto histogram = reader.histogram(*query, 4);
        QCOMPARE(std::accumulate(histogram->all.begin(), histogram->all.end(), qint64(0)), found.size());
    }

private:
    // Ten thousand, a millisecond apart, of two services; every hundredth is an error, one has a needle.
    static QList<LogLine> manyLines()
    {
        QList<LogLine> lines;
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray text = i == 7777 ? QByteArray("the Needle is here") : "line " + QByteArray::number(i);
            lines.append(makeLine(i % 2 ? QStringLiteral("odd") : QStringLiteral("even"),
                                  text,
                                  i % 100 == 0 ? LogLevel::Error : LogLevel::Info,
                                  (1 + i) * ms));
        }
        return lines;
    }

    std::unique_ptr<test::StoreFolder> m_store;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StoreLinesTest>(argc, argv);
}

#include "store_lines_test.moc"
