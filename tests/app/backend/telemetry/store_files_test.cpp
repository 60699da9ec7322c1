// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

using namespace signalbox;
using test::anySpan;
using test::makeLine;
using test::makeSpan;
using test::ms;

namespace {

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

// The files of a store: who may read them, what is not in them, and what becomes of damaged ones.
class StoreFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_store = std::make_unique<test::StoreFolder>();
    }

    void a_store_is_gone_on_with_after_a_restart()
    {
        m_store->writeAll(QList<LogLine>{makeLine(QStringLiteral("a"), "first", LogLevel::Info, ms)});
        m_store->writeAll(QList<LogLine>{makeLine(QStringLiteral("b"), "second", LogLevel::Info, 2 * ms)});
        const auto page = m_store->reader().logs({});
        QCOMPARE(page->lines.size(), 2);
        QCOMPARE(page->lines.at(0).id, 1);
        QCOMPARE(page->lines.at(1).id, 2);
        QCOMPARE(page->lines.at(1).text, QByteArray("second"));
    }

    void files_are_for_their_owner_only()
    {
        m_store->writeAll(QList<LogLine>{makeLine(QStringLiteral("a"), "x", LogLevel::Info, ms)});
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const QString& folder : {m_store->path(), m_store->filePath(QStringLiteral("segments"))}) {
            const auto files = QDir(folder).entryInfoList(QDir::Files);
            QVERIFY(!files.isEmpty());
            for (const QFileInfo& file : files)
                QVERIFY2(!(file.permissions() & others), qPrintable(file.filePath()));
        }
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
            const auto writer = m_store->openWriter({.secrets = {secret}});
            writer->add(QList<Span>{span});
            writer->add(QList<LogLine>{line});
            writer->add(QList<MessageRow>{row});
        }
        const QByteArray disk = everythingOnDisk(m_store->path());
        QVERIFY(!disk.contains("canary"));
        QVERIFY(!disk.contains(secret.toUtf8()));
        const auto trace = m_store->reader().trace(span.traceId);
        QCOMPARE(trace->spans.first().attribute(QStringLiteral("plain")), QStringLiteral("before *** after"));
        QCOMPARE(trace->spans.first().attribute(QStringLiteral("db.url")),
                 QStringLiteral("postgresql://orders:***@127.0.0.1/orders"));
        const auto logs = m_store->reader().logs({});
        QCOMPARE(logs->lines.first().text, QByteArray(R"({"msg":"Bearer ***","password":"***","user":"ann"})"));
    }

    void an_unreadable_store_is_moved_aside_with_its_name_told()
    {
        QFile file(m_store->filePath(QStringLiteral("telemetry.db")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto writer = m_store->openWriter();
        QVERIFY(writer);
        const auto aside = QDir(m_store->path()).entryList({QStringLiteral("telemetry.db.unreadable-*")}, QDir::Files);
        QCOMPARE(aside.size(), 1);
        QVERIFY2(writer->warning().contains(aside.first()), qPrintable(writer->warning()));
        QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
        writer->add(QList<Span>{anySpan()});
        QVERIFY(!advanced.isEmpty() || advanced.wait());
        QCOMPARE(m_store->reader().traces({})->total, 1);
    }

    void a_truncated_store_is_read_without_a_crash_and_written_again()
    {
        QList<Span> spans;
        QList<LogLine> lines;
        for (int i = 0; i < 2000; ++i) {
            spans.append(anySpan(i * ms));
            lines.append(makeLine(QStringLiteral("a"), "text " + QByteArray::number(i), LogLevel::Info, i * ms));
        }
        m_store->writeAll(spans, lines);
        QFile pristine(m_store->filePath(QStringLiteral("telemetry.db")));
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
        QVERIFY(QFile::resize(m_store->filePath(QStringLiteral("segments/0000000001.log")), 100));
        StoreReader reader = m_store->reader();
        QVERIFY(reader.logs({}));
        QVERIFY(reader.logs({})->lines.size() < 100);
        m_store->writeAll(QList<LogLine>{makeLine(QStringLiteral("a"), "afterwards", LogLevel::Info, ms)});
        QCOMPARE(reader.logs({})->lines.last().text, QByteArray("afterwards"));
        const auto page = reader.logs({});
        for (const LogLine& line : page->lines)
            QVERIFY(!line.text.contains('\0')); // what was lost is gone, not zeros
    }

    void a_folder_that_cannot_be_written_is_a_sentence_and_is_tried_again()
    {
        // A file where the folder should be: root may write everywhere, but not into a file.
        const QString segments = m_store->filePath(QStringLiteral("segments"));
        QFile obstacle(segments);
        QVERIFY(obstacle.open(QIODevice::WriteOnly));
        obstacle.close();
        const auto writer = m_store->openWriter();
        QVERIFY(writer);
        QVERIFY2(writer->warning().contains(segments), qPrintable(writer->warning()));
        QSignalSpy advanced(writer.get(), &StoreWriter::advanced);
        writer->add(QList<Span>{anySpan()});
        QVERIFY(obstacle.remove());
        QVERIFY(advanced.wait());
        QCOMPARE(m_store->reader().traces({})->total, 1);
    }

private:
    std::unique_ptr<test::StoreFolder> m_store;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StoreFilesTest>(argc, argv);
}

#include "store_files_test.moc"
