// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/store_writer.h"
#include "core/base/format.h"
#include "core/base/ids.h"
#include "core/base/when_done.h"
#include "core/store/store_client.h"
#include "core/store/store_reader.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace signalbox;

namespace {

constexpr qint64 ms = 1'000'000;

Span makeSpan(const QString& traceId, const QString& service, const QString& name, qint64 startNs)
{
    Span span;
    span.traceId = traceId;
    span.spanId = newSpanId();
    span.service = service;
    span.name = name;
    span.kind = SpanKind::Server;
    span.startNs = startNs;
    span.durationNs = 5 * ms;
    return span;
}

LogLine makeLine(const QString& service, const QByteArray& text, LogLevel level, qint64 timeNs)
{
    LogLine line;
    line.service = service;
    line.text = text;
    line.level = level;
    line.timeNs = timeNs;
    return line;
}

QByteArray everythingOnDisk(const QString& dir)
{
    QByteArray all;
    for (const QString& folder : {dir, dir + QStringLiteral("/segments")}) {
        const auto files = QDir(folder).entryList(QDir::Files);
        for (const QString& name : files) {
            QFile file(folder + QLatin1Char('/') + name);
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
    }
    return all;
}

} // namespace

class StoreRoundTripTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString dir() const { return m_dir->path(); }

    std::unique_ptr<StoreWriter> openWriter(StoreWriter::Settings settings = {})
    {
        auto writer = StoreWriter::open(dir(), settings);
        return writer ? std::move(*writer) : nullptr;
    }

    // What was added is in the store when the writer is gone.
    template<typename... Batches>
    void writeAll(Batches... batches)
    {
        const auto writer = openWriter();
        (writer->add(std::move(batches)), ...);
    }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void a_store_that_does_not_exist_yet_answers_with_empty_pages()
    {
        StoreReader reader(dir());
        QVERIFY(reader.traces({})->traces.isEmpty());
        QVERIFY(reader.logs({})->lines.isEmpty());
        QCOMPARE(reader.status()->spans, 0);
        QCOMPARE(reader.trace(newTraceId()).error().code, Error::Code::NotFound);
    }

    void a_span_comes_back_as_it_was_sent()
    {
        Span span = makeSpan(newTraceId(), QStringLiteral("orders"), QStringLiteral("POST /x"), 1000 * ms);
        span.parentSpanId = newSpanId();
        span.status = SpanStatus::Error;
        span.statusMessage = QStringLiteral("no ☂");
        span.attributes = {{QStringLiteral("http.route"), QStringLiteral("/x")}, {QStringLiteral("n"), QString()}};
        span.events = {{1001 * ms, QStringLiteral("exception"), {{QStringLiteral("type"), QStringLiteral("bad")}}}};
        span.links = {{newTraceId(), newSpanId()}};
        writeAll(QList<Span>{span, span}); // an exporter that got no answer sends again

        const auto trace = StoreReader(dir()).trace(span.traceId);
        QVERIFY(trace);
        QCOMPARE(trace->spans.size(), 1);
        const Span& back = trace->spans.first();
        QCOMPARE(back.spanId, span.spanId);
        QCOMPARE(back.parentSpanId, span.parentSpanId);
        QCOMPARE(back.service, span.service);
        QCOMPARE(back.name, span.name);
        QCOMPARE(back.kind, span.kind);
        QCOMPARE(back.status, span.status);
        QCOMPARE(back.statusMessage, span.statusMessage);
        QCOMPARE(back.startNs, span.startNs);
        QCOMPARE(back.durationNs, span.durationNs);
        QCOMPARE(back.attributes, span.attributes);
        QCOMPARE(back.events.size(), 1);
        QCOMPARE(back.events.first().name, QStringLiteral("exception"));
        QCOMPARE(back.events.first().attributes, span.events.first().attributes);
        QCOMPARE(back.links.first().spanId, span.links.first().spanId);
    }

    void traces_are_listed_newest_first_and_narrowed_by_every_filter()
    {
        QList<Span> spans;
        QStringList ids;
        for (int i = 0; i < 10; ++i) {
            ids.append(newTraceId());
            Span root = makeSpan(ids.last(), QStringLiteral("edge"), QStringLiteral("GET /%1").arg(i), (1000 + i) * ms);
            Span child = makeSpan(ids.last(), QStringLiteral("orders"), QStringLiteral("work"), (1001 + i) * ms);
            child.parentSpanId = root.spanId;
            child.attributes = {{QStringLiteral("number"), QString::number(i)}};
            if (i == 3)
                child.status = SpanStatus::Error;
            if (i == 4)
                root.durationNs = 900 * ms;
            spans << root << child;
        }
        writeAll(spans);
        StoreReader reader(dir());

        TraceQuery window;
        window.limit = 3;
        window.offset = 2;
        const auto page = reader.traces(window);
        QCOMPARE(page->total, 10);
        QCOMPARE(page->traces.size(), 3);
        QCOMPARE(page->traces.first().traceId, ids.at(7));
        QCOMPARE(page->traces.first().rootName, QStringLiteral("GET /7"));
        QCOMPARE(page->traces.first().services, (QStringList{QStringLiteral("edge"), QStringLiteral("orders")}));
        QCOMPARE(page->traces.first().spanCount, 2);
        QCOMPARE(page->traces.first().durationNs, 6 * ms);
        QCOMPARE(page->coverage.keptSinceNs, 1000 * ms);

        const auto only = [&reader](const TraceQuery& query) {
            const auto found = reader.traces(query);
            return found->total == 1 ? found->traces.first().traceId : QString::number(found->total);
        };
        TraceQuery errors;
        errors.errorsOnly = true;
        QCOMPARE(only(errors), ids.at(3));
        TraceQuery slow;
        slow.minDurationNs = 500 * ms;
        QCOMPARE(only(slow), ids.at(4));
        TraceQuery named;
        named.text = QStringLiteral("get /5");
        QCOMPARE(only(named), ids.at(5));
        named.text = QStringLiteral("%");
        QCOMPARE(only(named), QStringLiteral("0"));
        TraceQuery attribute;
        attribute.attributeKey = QStringLiteral("number");
        attribute.attributeValue = QStringLiteral("6");
        QCOMPARE(only(attribute), ids.at(6));
        TraceQuery nobody;
        nobody.service = QStringLiteral("unheard of");
        QCOMPARE(only(nobody), QStringLiteral("0"));
        TraceQuery ranged;
        ranged.range = {1009 * ms, 0};
        QCOMPARE(only(ranged), ids.at(9));
    }

    void log_lines_are_read_from_both_ends_and_narrowed_by_every_filter()
    {
        QList<LogLine> lines;
        const QString trace = newTraceId();
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray text = i == 7777 ? QByteArray("the Needle is here") : "line " + QByteArray::number(i);
            lines.append(makeLine(i % 2 ? QStringLiteral("odd") : QStringLiteral("even"),
                                  text,
                                  i % 100 == 0 ? LogLevel::Error : LogLevel::Info,
                                  (1 + i) * ms));
        }
        lines[42].traceId = trace;
        lines[43].text = QByteArray("bytes \xff\x00 and ü", 14) + "ÄRGER";
        writeAll(lines);
        StoreReader reader(dir());

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

        const auto around = reader.around(5000, 2, 3);
        QCOMPARE(around->lines.size(), 6);
        QCOMPARE(around->lines.first().id, 4998);
        QCOMPARE(around->lines.last().id, 5003);

        const auto histogram = reader.histogram({}, 10);
        QCOMPARE(histogram->all, QList<qint64>(10, 1000));
        QCOMPARE(histogram->problems, QList<qint64>(10, 10));
    }

    void a_json_line_is_shown_parsed()
    {
        writeAll(QList<LogLine>{makeLine(
            QStringLiteral("orders"),
            "{\"time\":\"2026-11-20T14:31:08.120Z\",\"level\":\"warn\",\"msg\":\"slow \\\"query\\\"\",\"pool\":3}",
            LogLevel::Warn,
            5 * ms)});
        const auto page = StoreReader(dir()).logs({});
        QCOMPARE(page->lines.first().message, QStringLiteral("slow \"query\""));
        QCOMPARE(page->lines.first().fields, (Attributes{{QStringLiteral("pool"), QStringLiteral("3")}}));
    }

    void secrets_never_reach_the_disk()
    {
        const QString secret = QStringLiteral("Tr0ub4dor-and-3-more");
        Span span = makeSpan(newTraceId(), QStringLiteral("orders"), QStringLiteral("GET /?token=canary-one"), ms);
        span.attributes = {
            {QStringLiteral("http.request.header.authorization"), QStringLiteral("canary-two")},
            {QStringLiteral("db.url"), QStringLiteral("postgresql://orders:canary-three@127.0.0.1/orders")},
            {QStringLiteral("plain"), QStringLiteral("before ") + secret + QStringLiteral(" after")}};
        span.statusMessage = QStringLiteral("password=canary-four");
        LogLine line = makeLine(QStringLiteral("orders"),
                                R"({"msg":"Bearer canary-five-token","password":"canary-six","user":"ann"})",
                                LogLevel::Info,
                                ms);
        MessageRow row;
        row.service = QStringLiteral("orders");
        row.eventId = QStringLiteral("e1");
        row.lastError = QStringLiteral("amqp://orders:canary-seven@127.0.0.1/ refused");
        {
            const auto writer = openWriter({.secrets = {secret}});
            writer->add(QList<Span>{span});
            writer->add(QList<LogLine>{line});
            writer->add(QList<MessageRow>{row});
        }
        const QByteArray disk = everythingOnDisk(dir());
        QVERIFY(!disk.contains("canary"));
        QVERIFY(!disk.contains(secret.toUtf8()));
        const auto trace = StoreReader(dir()).trace(span.traceId);
        QCOMPARE(trace->spans.first().attribute(QStringLiteral("plain")), QStringLiteral("before *** after"));
        QCOMPARE(trace->spans.first().attribute(QStringLiteral("db.url")),
                 QStringLiteral("postgresql://orders:***@127.0.0.1/orders"));
        const auto logs = StoreReader(dir()).logs({});
        QCOMPARE(logs->lines.first().text, QByteArray(R"({"msg":"Bearer ***","password":"***","user":"ann"})"));
    }

    void a_later_observation_of_a_row_replaces_the_earlier_one()
    {
        MessageRow row;
        row.service = QStringLiteral("orders");
        row.eventId = newUuidV7();
        row.eventType = QStringLiteral("order.created.v1");
        row.traceId = newTraceId();
        row.createdNs = 100 * ms;
        MessageRow sent = row;
        sent.sentNs = 140 * ms;
        writeAll(QList<MessageRow>{row}, QList<MessageRow>{sent});
        const auto journey = StoreReader(dir()).journey(row.eventId);
        QVERIFY(journey);
        QCOMPARE(journey->traceId, row.traceId);
        const auto outbox = std::find_if(journey->steps.begin(), journey->steps.end(), [](const JourneyStep& step) {
            return step.kind == JourneyStep::Kind::Outbox;
        });
        QVERIFY(outbox != journey->steps.end());
        QCOMPARE(outbox->durationNs, 40 * ms);
    }

    void edges_join_callers_and_called()
    {
        QList<Span> spans;
        for (int i = 0; i < 20; ++i) {
            Span caller = makeSpan(newTraceId(), QStringLiteral("edge"), QStringLiteral("a"), (10 + i) * ms);
            Span called = makeSpan(caller.traceId, QStringLiteral("auth"), QStringLiteral("b"), (10 + i) * ms);
            called.parentSpanId = caller.spanId;
            called.durationNs = (i + 1) * ms;
            called.status = i == 0 ? SpanStatus::Error : SpanStatus::Ok;
            spans << caller << called;
        }
        writeAll(spans);
        const auto edges = StoreReader(dir()).edges({});
        QCOMPARE(edges->size(), 1);
        QCOMPARE(edges->first().from, QStringLiteral("edge"));
        QCOMPARE(edges->first().to, QStringLiteral("auth"));
        QCOMPARE(edges->first().count, 20);
        QCOMPARE(edges->first().errors, 1);
        QCOMPARE(edges->first().p95Ns, 19 * ms);
    }

    void everything_is_announced_soon_after_it_came()
    {
        const auto writer = openWriter();
        QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
        writer->add(QList<Span>{makeSpan(newTraceId(), QStringLiteral("a"), QStringLiteral("b"), ms)});
        writer->add(QList<LogLine>{makeLine(QStringLiteral("a"), "b", LogLevel::Info, ms)});
        QTRY_VERIFY(!advanced.isEmpty() && advanced.last().at(0).toLongLong() == 1 &&
                    advanced.last().at(1).toLongLong() == 1);
        QCOMPARE(StoreReader(dir()).logs({})->lines.size(), 1);
    }

    void a_store_is_gone_on_with_after_a_restart()
    {
        writeAll(QList<LogLine>{makeLine(QStringLiteral("a"), "first", LogLevel::Info, ms)});
        writeAll(QList<LogLine>{makeLine(QStringLiteral("b"), "second", LogLevel::Info, 2 * ms)});
        const auto page = StoreReader(dir()).logs({});
        QCOMPARE(page->lines.size(), 2);
        QCOMPARE(page->lines.at(0).id, 1);
        QCOMPARE(page->lines.at(1).id, 2);
        QCOMPARE(page->lines.at(1).text, QByteArray("second"));
    }

    void files_are_for_their_owner_only()
    {
        writeAll(QList<LogLine>{makeLine(QStringLiteral("a"), "x", LogLevel::Info, ms)});
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const QString& folder : {dir(), dir() + QStringLiteral("/segments")}) {
            const auto files = QDir(folder).entryInfoList(QDir::Files);
            QVERIFY(!files.isEmpty());
            for (const QFileInfo& file : files)
                QVERIFY2(!(file.permissions() & others), qPrintable(file.filePath()));
        }
    }

    void an_unreadable_store_is_moved_aside_with_its_name_told()
    {
        QFile file(dir() + QStringLiteral("/telemetry.db"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto writer = openWriter();
        QVERIFY(writer);
        const auto aside = QDir(dir()).entryList({QStringLiteral("telemetry.db.unreadable-*")}, QDir::Files);
        QCOMPARE(aside.size(), 1);
        QVERIFY2(writer->warning().contains(aside.first()), qPrintable(writer->warning()));
        QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
        writer->add(QList<Span>{makeSpan(newTraceId(), QStringLiteral("a"), QStringLiteral("b"), ms)});
        QVERIFY(!advanced.isEmpty() || advanced.wait());
        QCOMPARE(StoreReader(dir()).traces({})->total, 1);
    }

    void a_truncated_store_is_read_without_a_crash_and_written_again()
    {
        QList<Span> spans;
        QList<LogLine> lines;
        for (int i = 0; i < 2000; ++i) {
            spans.append(makeSpan(newTraceId(), QStringLiteral("a"), QStringLiteral("b"), i * ms));
            lines.append(makeLine(QStringLiteral("a"), "text " + QByteArray::number(i), LogLevel::Info, i * ms));
        }
        writeAll(spans, lines);
        QFile pristine(dir() + QStringLiteral("/telemetry.db"));
        QVERIFY(pristine.open(QIODevice::ReadOnly));
        const QByteArray whole = pristine.readAll();
        for (qint64 size = 0; size < whole.size(); size += 16 * 4096) {
            QTemporaryDir other;
            QVERIFY(QDir(other.path()).mkdir(QStringLiteral("segments")));
            QFile cut(other.filePath(QStringLiteral("telemetry.db")));
            QVERIFY(cut.open(QIODevice::WriteOnly));
            cut.write(whole.left(size));
            cut.close();
            StoreReader reader(other.path());
            (void)reader.traces({});
            (void)reader.logs({});
            (void)reader.journey(spans.first().traceId);
            auto writer = StoreWriter::open(other.path(), {});
            QVERIFY(writer);
            QSignalSpy advanced(writer->get(), &StoreWriter::advanced);
            (*writer)->add(spans.mid(0, 1));
            QTRY_VERIFY(!advanced.isEmpty());
        }
        QVERIFY(QFile::resize(dir() + QStringLiteral("/segments/0000000001.log"), 100));
        StoreReader reader(dir());
        QVERIFY(reader.logs({}));
        QVERIFY(reader.logs({})->lines.size() < 100);
        writeAll(QList<LogLine>{makeLine(QStringLiteral("a"), "afterwards", LogLevel::Info, ms)});
        QCOMPARE(reader.logs({})->lines.last().text, QByteArray("afterwards"));
        const auto page = reader.logs({});
        for (const LogLine& line : page->lines)
            QVERIFY(!line.text.contains('\0')); // what was lost is gone, not zeros
    }

    void the_budget_is_kept_by_evicting_the_oldest()
    {
        constexpr qint64 budget = 6'000'000;
        QString first;
        QString last;
        {
            const auto writer = openWriter({.budgetBytes = budget, .secrets = {}});
            QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
            for (int batch = 0; batch < 40; ++batch) {
                QList<Span> spans;
                QList<LogLine> lines;
                for (int i = 0; i < 500; ++i) {
                    const qint64 time = (batch * 500 + i + 1) * ms;
                    spans.append(makeSpan(newTraceId(), QStringLiteral("a"), QStringLiteral("b"), time));
                    lines.append(makeLine(QStringLiteral("a"), QByteArray(400, 'x'), LogLevel::Info, time));
                }
                first = first.isEmpty() ? spans.first().traceId : first;
                last = spans.last().traceId;
                writer->add(spans);
                writer->add(lines);
                QTRY_COMPARE(advanced.isEmpty() ? 0 : advanced.last().at(1).toLongLong(), (batch + 1) * 500);
            }
            QTRY_VERIFY(StoreReader(dir()).status()->bytes <= budget * 105 / 100);
        }
        StoreReader reader(dir());
        const auto status = reader.status();
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
            const auto writer = openWriter({.secrets = {}, .queueBytes = 300'000});
            for (int i = 0; i < sent / 100; ++i) {
                QList<LogLine> lines(
                    100, makeLine(i % 2 ? QStringLiteral("a") : QStringLiteral("b"), "text", LogLevel::Info, ms));
                writer->add(lines);
            }
        }
        const auto status = StoreReader(dir()).status();
        QVERIFY(status->dropped > 0);
        QCOMPARE(status->logLines + status->dropped, sent);
        QCOMPARE(StoreReader(dir()).logs({})->coverage.droppedBefore, status->dropped);
    }

    void refused_exports_are_counted()
    {
        openWriter()->countRefused();
        QCOMPARE(StoreReader(dir()).status()->refused, 1);
    }

    void a_folder_that_cannot_be_written_is_a_sentence_and_is_tried_again()
    {
        // A file where the folder should be: root may write everywhere, but not into a file.
        const QString segments = dir() + QStringLiteral("/segments");
        QFile obstacle(segments);
        QVERIFY(obstacle.open(QIODevice::WriteOnly));
        obstacle.close();
        const auto writer = openWriter();
        QVERIFY(writer);
        QVERIFY2(writer->warning().contains(segments), qPrintable(writer->warning()));
        QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
        writer->add(QList<Span>{makeSpan(newTraceId(), QStringLiteral("a"), QStringLiteral("b"), ms)});
        QVERIFY(obstacle.remove());
        QVERIFY(advanced.wait());
        QCOMPARE(StoreReader(dir()).traces({})->total, 1);
    }

    void readers_do_not_wait_for_a_busy_writer()
    {
        const auto writer = openWriter();
        QList<Span> spans;
        for (int i = 0; i < 2000; ++i)
            spans.append(makeSpan(newTraceId(), QStringLiteral("a"), QStringLiteral("b"), (i + 1) * ms));
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
        StoreReader reader(dir());
        int failures = 0;
        for (int i = 0; i < 300; ++i)
            failures += reader.status() && reader.trace(spans.at(i).traceId) ? 0 : 1;
        done = true;
        sender.join();
        QCOMPARE(failures, 0);
    }

    void futures_of_a_destroyed_client_end_cancelled()
    {
        auto client = std::make_unique<StoreClient>(dir());
        QList<QFuture<Result<StoreStatus>>> futures;
        for (int i = 0; i < 1000; ++i)
            futures.append(client->status());
        client.reset();
        for (const auto& future : std::as_const(futures))
            QVERIFY(future.isFinished());
        QVERIFY(futures.last().isCanceled() || futures.last().resultCount() == 1);
    }

    void a_client_answers_without_making_anyone_wait()
    {
        const QString id = newTraceId();
        writeAll(QList<Span>{makeSpan(id, QStringLiteral("a"), QStringLiteral("b"), ms)});
        StoreClient client(dir());
        QString answer;
        whenDone(
            client.trace(id), this, [&answer](const Result<Trace>& trace) { answer = trace->spans.first().service; });
        QTRY_COMPARE(answer, QStringLiteral("a"));
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, StoreRoundTripTest>(argc, argv);
}
#include "store_round_trip_test.moc"
