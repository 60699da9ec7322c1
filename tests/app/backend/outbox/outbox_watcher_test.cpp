// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/outbox/outbox_watcher.h"
#include "core/base/ids.h"
#include "support/qt_test_main.h"
#include "support/send_signal.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

#include <mutex>
#include <sys/types.h>
#include <unistd.h>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QString bin = QStringLiteral("/usr/lib/postgresql/15/bin/");

// PostgreSQL refuses root; everybody else runs it as himself.
QStringList asServerUser(QStringList command)
{
    if (::geteuid() == 0)
        command = QStringList{QStringLiteral("setpriv"),
                              QStringLiteral("--reuid=nobody"),
                              QStringLiteral("--regid=nogroup"),
                              QStringLiteral("--clear-groups")} +
                  command;
    return command;
}

int run(const QStringList& command, const QByteArray& input = {})
{
    QProcess process;
    process.start(command.first(), command.mid(1));
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    if (process.exitCode() != 0)
        qInfo() << process.readAllStandardError();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

} // namespace

class OutboxWatcherTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QProcess m_server;
    int m_port = 0;
    std::mutex m_mutex;
    QList<MessageRow> m_rows;

    QString conninfo() const { return QStringLiteral("postgresql://shop_reader@127.0.0.1:%1/shop").arg(m_port); }
    void sql(const QByteArray& text)
    {
        QCOMPARE(run({bin + QStringLiteral("psql"),
                      QStringLiteral("-qX"),
                      QStringLiteral("-v"),
                      QStringLiteral("ON_ERROR_STOP=1"),
                      QStringLiteral("postgresql://owner@127.0.0.1:%1/shop").arg(m_port)},
                     text),
                 0);
    }
    QByteArray serverLog() const
    {
        QFile file(m_dir->filePath(QStringLiteral("server.log")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void startServer()
    {
        const QStringList command = asServerUser({bin + QStringLiteral("postgres"),
                                                  QStringLiteral("-D"),
                                                  m_dir->filePath(QStringLiteral("data")),
                                                  QStringLiteral("-p"),
                                                  QString::number(m_port),
                                                  QStringLiteral("-h"),
                                                  QStringLiteral("127.0.0.1"),
                                                  QStringLiteral("-k"),
                                                  QString(),
                                                  QStringLiteral("-F"),
                                                  QStringLiteral("-c"),
                                                  QStringLiteral("log_connections=on")});
        m_server.setStandardErrorFile(m_dir->filePath(QStringLiteral("server.log")));
        m_server.start(command.first(), command.mid(1));
        QTRY_COMPARE_WITH_TIMEOUT(run({bin + QStringLiteral("pg_isready"),
                                       QStringLiteral("-q"),
                                       QStringLiteral("-h"),
                                       QStringLiteral("127.0.0.1"),
                                       QStringLiteral("-p"),
                                       QString::number(m_port)}),
                                  0,
                                  20'000);
    }
    void stopServer()
    {
        if (m_server.state() != QProcess::Running)
            return;
        test::sendSignal(m_server.processId(), SIGINT);
        QVERIFY(m_server.waitForFinished(20'000));
    }
    OutboxWatcher::Sink sink()
    {
        return [this](const QList<MessageRow>& rows) {
            const std::lock_guard lock(m_mutex);
            m_rows += rows;
        };
    }
    QList<MessageRow> rows(MessageRow::Table table)
    {
        const std::lock_guard lock(m_mutex);
        QList<MessageRow> result;
        std::copy_if(m_rows.begin(), m_rows.end(), std::back_inserter(result), [table](const MessageRow& row) {
            return row.table == table;
        });
        return result;
    }
    QList<OutboxSource> sources() const
    {
        QMap<QString, QString> columns;
        for (const char* name : {"id",
                                 "event_id",
                                 "event_type",
                                 "aggregate_id",
                                 "created_at",
                                 "sent_at",
                                 "dead_at",
                                 "attempts",
                                 "last_error"})
            columns.insert(QLatin1String(name), QLatin1String(name));
        columns.insert(QStringLiteral("traceparent"), QStringLiteral("headers->>'traceparent'"));
        columns.insert(QStringLiteral("correlation_id"), QStringLiteral("headers->>'correlation_id'"));
        OutboxSource shop{
            .service = QStringLiteral("shop"), .conninfo = conninfo(), .outbox = OutboxSpec{}, .inbox = {}};
        shop.outbox->database = QStringLiteral("shop");
        shop.outbox->columns = columns;
        OutboxSource billing{
            .service = QStringLiteral("billing"), .conninfo = conninfo(), .outbox = {}, .inbox = InboxSpec{}};
        billing.inbox->columns = {{QStringLiteral("event_id"), QStringLiteral("event_id")},
                                  {QStringLiteral("seen_at"), QStringLiteral("seen_at")}};
        return {shop, billing};
    }

private slots:
    void initTestCase()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::setPermissions(m_dir->path(), QFile::Permissions(0x7777)));
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        m_port = probe.serverPort();
        probe.close();
        QCOMPARE(run(asServerUser({bin + QStringLiteral("initdb"),
                                   QStringLiteral("-D"),
                                   m_dir->filePath(QStringLiteral("data")),
                                   QStringLiteral("-U"),
                                   QStringLiteral("owner"),
                                   QStringLiteral("-A"),
                                   QStringLiteral("trust"),
                                   QStringLiteral("-N")})),
                 0);
        startServer();
        QCOMPARE(run({bin + QStringLiteral("createdb"),
                      QStringLiteral("-h"),
                      QStringLiteral("127.0.0.1"),
                      QStringLiteral("-p"),
                      QString::number(m_port),
                      QStringLiteral("-U"),
                      QStringLiteral("owner"),
                      QStringLiteral("shop")}),
                 0);
        sql("CREATE ROLE shop_reader LOGIN;"
            "CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY, event_id uuid, event_type text, aggregate_id "
            "text, headers jsonb,"
            " created_at timestamptz DEFAULT now(), attempts smallint DEFAULT 0, last_error text, sent_at timestamptz, "
            "dead_at timestamptz,"
            " PRIMARY KEY (created_at, id));"
            "CREATE TABLE inbox (event_id uuid PRIMARY KEY, seen_at timestamptz DEFAULT now());"
            "GRANT SELECT ON outbox, inbox TO shop_reader;");
    }
    void cleanupTestCase() { stopServer(); }
    void init()
    {
        test::failOnAnyWarning();
        m_rows.clear();
        sql("TRUNCATE outbox, inbox");
    }

    void a_row_is_told_when_it_is_written_and_when_it_is_sent()
    {
        const QString event = newUuidV7();
        const QString trace = newTraceId();
        OutboxWatcher watcher(sink(), 20ms);
        watcher.setSources(sources());
        watcher.setActive(true);
        QTRY_COMPARE(watcher.states().value(0).pending, 0);
        sql(QStringLiteral(
                "INSERT INTO outbox (event_id, event_type, aggregate_id, headers) VALUES ('%1', 'thing.made.v1', 'a1',"
                " '{\"traceparent\": \"00-%2-0123456789abcdef-01\", \"correlation_id\": \"c1\"}')")
                .arg(event, trace)
                .toUtf8());
        QTRY_COMPARE(rows(MessageRow::Table::Outbox).size(), 1);
        const MessageRow row = rows(MessageRow::Table::Outbox).first();
        QCOMPARE(row.service, QStringLiteral("shop"));
        QCOMPARE(row.eventId, event);
        QCOMPARE(row.eventType, QStringLiteral("thing.made.v1"));
        QCOMPARE(row.aggregateId, QStringLiteral("a1"));
        QCOMPARE(row.traceId, trace);
        QCOMPARE(row.correlationId, QStringLiteral("c1"));
        QVERIFY(row.createdNs > 0);
        QCOMPARE(row.sentNs, 0);
        QTRY_COMPARE(watcher.states().value(0).pending, 1);
        QTRY_VERIFY(watcher.states().value(0).oldestPendingMs > 0);

        sql("UPDATE outbox SET attempts = 1, last_error = 'no broker'");
        QTRY_COMPARE(rows(MessageRow::Table::Outbox).size(), 2);
        QCOMPARE(rows(MessageRow::Table::Outbox).last().lastError, QStringLiteral("no broker"));
        sql("UPDATE outbox SET sent_at = now()");
        QTRY_COMPARE(rows(MessageRow::Table::Outbox).size(), 3);
        QVERIFY(rows(MessageRow::Table::Outbox).last().sentNs >= row.createdNs);
        QTRY_COMPARE(watcher.states().value(0).pending, 0);
        QCOMPARE(watcher.states().value(0).oldestPendingMs, -1);
    }

    void an_inbox_row_is_told_with_what_the_outbox_knows()
    {
        const QString event = newUuidV7();
        OutboxWatcher watcher(sink(), 20ms);
        watcher.setSources(sources());
        watcher.setActive(true);
        sql(QStringLiteral("INSERT INTO outbox (event_id, event_type, sent_at) VALUES ('%1', 'thing.made.v1', now());"
                           " INSERT INTO inbox (event_id) VALUES ('%1'), ('%2')")
                .arg(event, newUuidV7())
                .toUtf8());
        QTRY_COMPARE(rows(MessageRow::Table::Inbox).size(), 1);
        QCOMPARE(rows(MessageRow::Table::Inbox).first().service, QStringLiteral("billing"));
        QCOMPARE(rows(MessageRow::Table::Inbox).first().eventId, event);
        QCOMPARE(rows(MessageRow::Table::Inbox).first().eventType, QStringLiteral("thing.made.v1"));
    }

    void old_pending_and_dead_rows_are_found_and_counted()
    {
        sql("INSERT INTO outbox (event_id, event_type, created_at) VALUES (gen_random_uuid(), 'old', now() - interval "
            "'1 hour');"
            "INSERT INTO outbox (event_id, event_type, dead_at) VALUES (gen_random_uuid(), 'dead', now())");
        OutboxWatcher watcher(sink(), 20ms);
        watcher.setSources(sources());
        watcher.setActive(true);
        QTRY_COMPARE(watcher.states().value(0).pending, 1);
        QCOMPARE(watcher.states().value(0).dead, 1);
        QVERIFY(watcher.states().value(0).oldestPendingMs >= 3'600'000);
        QTRY_COMPARE(rows(MessageRow::Table::Outbox).size(), 2);
    }

    void tables_that_a_first_start_has_yet_to_make_leave_no_error_in_the_servers_log()
    {
        sql("ALTER TABLE outbox RENAME TO later_outbox; ALTER TABLE inbox RENAME TO later_inbox");
        const qsizetype begun = serverLog().size();
        OutboxWatcher watcher(sink(), 20ms);
        watcher.setSources(sources());
        watcher.setActive(true);
        QTRY_VERIFY(serverLog().mid(begun).contains("connection authorized: user=shop_reader"));
        sql("ALTER TABLE later_outbox RENAME TO outbox; ALTER TABLE later_inbox RENAME TO inbox");
        QTRY_COMPARE(watcher.states().value(0).pending, 0);
        const QByteArray log = serverLog().mid(begun);
        QVERIFY2(!log.contains("ERROR"), log.constData());
    }

    void nothing_is_connected_while_the_database_is_down_on_purpose()
    {
        OutboxWatcher watcher(sink(), 20ms);
        watcher.setSources(sources());
        watcher.setActive(true);
        QTRY_COMPARE(watcher.states().value(0).pending, 0);
        watcher.setActive(false);
        QTRY_COMPARE(watcher.states().value(0).pending, -1);
        QVERIFY(watcher.states().value(0).problem.isEmpty());
    }

    void a_database_that_dies_is_a_sentence_and_comes_back()
    {
        OutboxWatcher watcher(sink(), 20ms);
        watcher.setSources(sources());
        watcher.setActive(true);
        QTRY_COMPARE(watcher.states().value(0).pending, 0);
        stopServer();
        QTRY_VERIFY(watcher.states().value(0).problem.contains(QStringLiteral("shop")));
        startServer();
        QTRY_COMPARE_WITH_TIMEOUT(watcher.states().value(0).pending, 0, 15'000);
        QVERIFY(watcher.states().value(0).problem.isEmpty());
    }

    void a_database_that_hangs_does_not_hold_up_the_end()
    {
        auto watcher = std::make_unique<OutboxWatcher>(sink(), 20ms);
        watcher->setSources(sources());
        watcher->setActive(true);
        QTRY_COMPARE(watcher->states().value(0).pending, 0);
        QTcpServer silent; // accepts and never says a word
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        auto hanging = sources();
        hanging[0].conninfo = QStringLiteral("postgresql://shop_reader@127.0.0.1:%1/shop").arg(silent.serverPort());
        watcher->setSources(hanging);
        QVERIFY(silent.waitForNewConnection(5000));
        QElapsedTimer timer;
        timer.start();
        watcher.reset();
        QVERIFY(timer.elapsed() < 1000);
    }
};

int main(int argc, char* argv[])
{
    return test::run<QCoreApplication, OutboxWatcherTest>(argc, argv);
}
#include "outbox_watcher_test.moc"
