// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema.h"
#include "support/qt_test_main.h"
#include "support/send_signal.h"
#include "support/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>

#include <sys/wait.h>
#include <unistd.h>

using namespace signalbox;
using test::anySpan;
using test::makeSpan;
using test::ms;

namespace {

constexpr qint64 smallBudget = 3'000'000; // its span segments have 64 KB, some three hundred spans

QStringList spanFiles(const QString& folder, const QString& suffix)
{
    const QDir segments(folder + QStringLiteral("/segments"));
    QStringList files;
    const auto names = segments.entryList({QLatin1Char('*') + suffix}, QDir::Files, QDir::Name);
    for (const QString& name : names)
        files.append(segments.filePath(name));
    return files;
}

// Asks everything; what the answers are does not matter, only that they come.
void askAll(const QString& folder, const Span& some)
{
    StoreReader reader(folder);
    TraceQuery asking;
    asking.attributeKey = QStringLiteral("number");
    asking.attributeValue = QStringLiteral("7");
    asking.text = QStringLiteral("a");
    (void)reader.traces({});
    (void)reader.traces(asking);
    (void)reader.trace(some.traceId);
    (void)reader.journey(some.traceId);
    (void)reader.journey(QStringLiteral("event-7"));
    (void)reader.edges({});
    (void)reader.status();
}

} // namespace

// What becomes of spans when there is more than one segment, and when its files are damaged.
class StoreSegmentsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_store = std::make_unique<test::StoreFolder>();
    }

    void full_segments_get_an_index_and_answer_as_before()
    {
        const QList<Span> spans = manySpans(2000);
        write(spans);
        waitForIndexes();
        const auto indexes = spanFiles(m_store->path(), QStringLiteral(".spani")).size();
        QVERIFY(indexes >= 2);
        QCOMPARE(indexes, spanFiles(m_store->path(), QStringLiteral(".spans")).size() - 1);
        StoreReader reader = m_store->reader();
        QCOMPARE(reader.traces({})->total, 2000);
        for (int i = 0; i < spans.size(); i += 97) {
            const auto trace = reader.trace(spans.at(i).traceId);
            QVERIFY2(trace, qPrintable(QString::number(i)));
            QCOMPARE(trace->spans.first().spanId, spans.at(i).spanId);
            QCOMPARE(trace->spans.first().attributes, spans.at(i).attributes);
        }
        TraceQuery page;
        page.offset = 700;
        page.limit = 3;
        QCOMPARE(idsOf(reader, page),
                 (QStringList{spans.at(1299).traceId, spans.at(1298).traceId, spans.at(1297).traceId}));
        TraceQuery ranged;
        ranged.range = {501 * ms, 510 * ms};
        QCOMPARE(reader.traces(ranged)->total, 10);
        TraceQuery attribute;
        attribute.attributeKey = QStringLiteral("number");
        attribute.attributeValue = QStringLiteral("1234");
        QCOMPARE(idsOf(reader, attribute), QStringList{spans.at(1234).traceId});
        attribute.attributeKey = QStringLiteral("always"); // a value that is interned after a while
        attribute.attributeValue = QStringLiteral("the same");
        QCOMPARE(reader.traces(attribute)->total, 2000);
        const auto journey = reader.journey(QStringLiteral("event-1500"));
        QVERIFY(journey);
        QCOMPARE(journey->traceId, spans.at(1500).traceId);
    }

    void a_trace_with_parts_in_several_segments_is_one()
    {
        QList<Span> spans = manySpans(2000);
        const QString split = newTraceId();
        for (const int at : {10, 900, 1990}) {
            spans[at] = makeSpan(split, QStringLiteral("part"), QStringLiteral("part %1").arg(at), (at + 1) * ms);
            spans[at].status = at == 900 ? SpanStatus::Error : SpanStatus::Ok;
        }
        write(spans);
        const auto look = [&] {
            StoreReader reader = m_store->reader();
            QCOMPARE(reader.trace(split)->spans.size(), 3);
            QCOMPARE(reader.traces({})->total, 1998);
            TraceQuery errors;
            errors.errorsOnly = true;
            const auto found = reader.traces(errors);
            QCOMPARE(found->total, 1);
            QCOMPARE(found->traces.first().spanCount, 3);
            QCOMPARE(found->traces.first().startNs, 11 * ms);
            QCOMPARE(found->traces.first().durationNs, 1985 * ms);
        };
        look();
        waitForIndexes();
        look();
    }

    void what_was_committed_is_read_after_the_writer_was_killed()
    {
        // A process of its own that is killed while it writes; it says on a pipe what was committed.
        std::array<int, 2> pipe{};
        QCOMPARE(::pipe(pipe.data()), 0);
        const QList<Span> spans = manySpans(20'000);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto writer = m_store->openWriter({.budgetBytes = 100 * smallBudget, .secrets = {}});
            QObject::connect(
                writer.get(),
                &StoreWriter::advanced,
                writer.get(),
                [&](qint64 stored) {
                    if (::write(pipe[1], &stored, sizeof(stored)) < 0)
                        ::_exit(1);
                },
                Qt::DirectConnection);
            for (int i = 0; i < spans.size(); i += 100)
                writer->add(spans.mid(i, 100));
            ::pause();
        }
        qint64 committed = 0;
        QCOMPARE(::read(pipe[0], &committed, sizeof(committed)), static_cast<ssize_t>(sizeof(committed)));
        test::sendSignal(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(pipe[0]);
        ::close(pipe[1]);
        QVERIFY(WIFSIGNALED(status));
        QVERIFY(committed > 0);

        // A torn end: rows behind what is committed.
        QFile columns(spanFiles(m_store->path(), QStringLiteral(".spans")).last());
        QVERIFY(columns.open(QIODevice::Append));
        columns.write(QByteArray(1000, '\x7f'));
        columns.close();
        const qint64 stored = m_store->reader().status()->spans;
        QVERIFY2(stored >= committed, qPrintable(QStringLiteral("%1 of %2").arg(stored).arg(committed)));
        QCOMPARE(m_store->reader().traces({})->total, stored);
        const Span after = anySpan(50'000 * ms);
        m_store->writeAll(QList<Span>{after});
        StoreReader reader = m_store->reader();
        QCOMPARE(reader.traces({})->total, stored + 1);
        QCOMPARE(reader.traces({})->traces.first().traceId, after.traceId);
        QVERIFY(reader.trace(spans.first().traceId));
    }

    void flipped_bits_and_lost_ends_are_read_without_a_crash_and_written_again()
    {
        const QList<Span> spans = manySpans(1200);
        write(spans);
        waitForIndexes();
        QRandomGenerator random(7);
        for (const char* suffix : {".spans", ".spand", ".spanr", ".spani"}) {
            const QString path = spanFiles(m_store->path(), QLatin1String(suffix)).first();
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray whole = file.readAll();
            file.close();
            for (int round = 0; round < 20; ++round) {
                QByteArray bad = round % 4 == 0 ? whole.left(random.bounded(static_cast<int>(whole.size()))) : whole;
                for (int flips = round * 10; flips > 0 && !bad.isEmpty(); --flips)
                    bad[random.bounded(static_cast<int>(bad.size()))] = static_cast<char>(random.bounded(256));
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(bad);
                file.close();
                askAll(m_store->path(), spans.at(round));
            }
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(whole);
            file.close();
        }
        QCOMPARE(m_store->reader().traces({})->total, 1200);
        QVERIFY(QFile::resize(spanFiles(m_store->path(), QStringLiteral(".spans")).last(), 100));
        const auto writer = m_store->openWriter({.budgetBytes = smallBudget, .secrets = {}});
        QVERIFY2(writer->warning().contains(QStringLiteral("lost")), qPrintable(writer->warning()));
        QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
        const Span after = anySpan(5000 * ms);
        writer->add(QList<Span>{after});
        QTRY_VERIFY(!advanced.isEmpty());
        QVERIFY(m_store->reader().trace(after.traceId));
    }

    void files_that_no_row_speaks_of_are_removed()
    {
        write(manySpans(10));
        const QString orphan = m_store->filePath(QStringLiteral("segments/0000000099.spani"));
        QFile file(orphan);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        write(manySpans(10));
        QVERIFY(!QFile::exists(orphan));
        QCOMPARE(m_store->reader().status()->spans, 20);
    }

    void spans_of_a_store_from_before_segments_are_moved_over()
    {
        const QString trace = newTraceId();
        {
            auto database = SqliteDatabase::open(
                m_store->filePath(QStringLiteral("telemetry.db")), SqliteDatabase::Access::ReadWrite, 1000);
            QVERIFY(migrateStore(*database));
            // Attribute "k" = "v" in version 1 of the data: a count, key 3, a length and the byte; nothing else.
            QVERIFY(database->execute(
                QByteArray("INSERT INTO strings VALUES (1, 'orders'), (2, 'GET /old'), (3, 'k');"
                           "INSERT INTO counters VALUES ('last_span', 2), ('spans', 2);"
                           "INSERT INTO spans VALUES (1, x'" +
                           trace.toLatin1() +
                           "', x'00f067aa0ba902b7', NULL, 1, 2, 2, 0, 1000000, 5000, x'01010301760000' || x'00');"
                           "INSERT INTO spans VALUES (2, x'" +
                           trace.toLatin1() +
                           "', x'00f067aa0ba902b8', x'00f067aa0ba902b7', 1, 2, 1, 2, 2000000, 1, x'0100000000');"
                           "INSERT INTO span_refs VALUES (1, 'some-event');")
                    .constData()));
        }
        m_store->writeAll(QList<Span>{anySpan(9 * ms)});
        StoreReader reader = m_store->reader();
        QCOMPARE(reader.status()->spans, 3);
        QCOMPARE(reader.traces({})->total, 2);
        const auto moved = reader.trace(trace);
        QVERIFY(moved);
        QCOMPARE(moved->spans.size(), 2);
        QCOMPARE(moved->spans.first().name, QStringLiteral("GET /old"));
        QCOMPARE(moved->spans.first().attribute(QStringLiteral("k")), QStringLiteral("v"));
        QCOMPARE(moved->spans.last().parentSpanId, QStringLiteral("00f067aa0ba902b7"));
        QCOMPARE(moved->spans.last().status, SpanStatus::Error);
    }

private:
    // A millisecond apart, each a trace of its own.
    static QList<Span> manySpans(int count)
    {
        QList<Span> spans;
        for (int i = 0; i < count; ++i) {
            Span span = anySpan((i + 1) * ms);
            span.attributes = {{QStringLiteral("number"), QString::number(i)},
                               {QStringLiteral("always"), QStringLiteral("the same")},
                               {QStringLiteral("messaging.message.id"), QStringLiteral("event-%1").arg(i)}};
            spans.append(span);
        }
        return spans;
    }

    void write(const QList<Span>& spans) const
    {
        const auto writer = m_store->openWriter({.budgetBytes = smallBudget, .secrets = {}});
        for (int i = 0; i < spans.size(); i += 100)
            writer->add(spans.mid(i, 100));
    }

    // All but the last segment have one. The writer commits it when it hears of it.
    void waitForIndexes() const
    {
        const auto writer = m_store->openWriter({.budgetBytes = smallBudget, .secrets = {}});
        const auto indexed = [this] {
            auto database = SqliteDatabase::open(
                m_store->filePath(QStringLiteral("telemetry.db")), SqliteDatabase::Access::ReadOnly, 1000);
            auto open = database->prepare("SELECT count(*) FROM span_segments WHERE index_bytes = 0");
            return open.step() == SqliteStatement::Step::Row && open.integer(0) <= 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(indexed(), 30'000);
    }

    static QStringList idsOf(StoreReader& reader, const TraceQuery& query)
    {
        QStringList ids;
        const auto page = reader.traces(query);
        for (const TraceSummary& trace : page->traces)
            ids.append(trace.traceId);
        return ids;
    }

    std::unique_ptr<test::StoreFolder> m_store;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StoreSegmentsTest>(argc, argv);
}

#include "store_segments_test.moc"
