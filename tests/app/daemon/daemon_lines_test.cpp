// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/daemon/test_daemon.h"
#include "support/qt_test_main.h"
#include "support/send_signal.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <signal.h>

using namespace signalbox;
using test::TestDaemon;

// The lines of services, from their output through the daemon's store to the command line.
class DaemonLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_daemon = std::make_unique<TestDaemon>();
        m_daemon->writeStack(test::stackOf({{.name = "pump", .words = {"print", "pump is up"}},
                                            {.name = "tank", .words = {"print", "tank is full"}}}));
        QCOMPARE(m_daemon->start(), QString());
    }

    void cleanup()
    {
        m_daemon->terminate();
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void lines_are_there_once_they_were_said()
    {
        QCOMPARE(m_daemon->ctl({QStringLiteral("up"), QStringLiteral("--wait")}).exitCode, 0);
        QTRY_COMPARE(linesOf(QStringLiteral("pump")), QByteArrayList{"pump is up"});
        QTRY_COMPARE(linesOf(QStringLiteral("tank")), QByteArrayList{"tank is full"});
    }

    void follow_goes_on_with_what_arrives_until_it_is_interrupted()
    {
        QCOMPARE(m_daemon->ctl({QStringLiteral("up"), QStringLiteral("--wait")}).exitCode, 0);
        const QStringList words = m_daemon->ctlWords({QStringLiteral("logs"),
                                                      QStringLiteral("--follow"),
                                                      QStringLiteral("--service"),
                                                      QStringLiteral("pump"),
                                                      QStringLiteral("--json")});
        QProcess follower;
        QByteArray said;
        connect(&follower, &QProcess::readyRead, this, [&] { said += follower.readAll(); });
        follower.start(words.first(), words.mid(1));
        QTRY_COMPARE(said.count("\"message\":\"pump is up\""), 1);
        QCOMPARE(m_daemon->ctl({QStringLiteral("restart"), QStringLiteral("pump")}).exitCode, 0);
        QTRY_COMPARE(said.count("\"message\":\"pump is up\""), 2);
        QVERIFY(!said.contains("tank"));
        for (const QByteArray& line : said.trimmed().split('\n'))
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
        QCOMPARE(follower.state(), QProcess::Running);
        test::sendSignal(follower.processId(), SIGINT);
        QTRY_COMPARE(follower.state(), QProcess::NotRunning);
    }

    void without_traces_the_list_is_empty_and_no_error()
    {
        const TestDaemon::Outcome traces = m_daemon->ctl({QStringLiteral("traces"), QStringLiteral("--json")});
        QCOMPARE(traces.exitCode, 0);
        const QJsonObject page = QJsonDocument::fromJson(traces.out).object();
        QCOMPARE(page.value(QStringLiteral("total")).toInt(-1), 0);
        QVERIFY(page.value(QStringLiteral("traces")).isArray());
        QCOMPARE(m_daemon->ctl({QStringLiteral("traces"), QStringLiteral("0af7651916cd43dd8448eb211c80319c")}).exitCode,
                 1);
    }

private:
    QByteArrayList linesOf(const QString& service) const
    {
        const auto logs =
            m_daemon->ctl({QStringLiteral("logs"), QStringLiteral("--service"), service, QStringLiteral("--json")});
        QByteArrayList lines;
        for (const QByteArray& line : logs.out.trimmed().split('\n'))
            lines.append(QJsonDocument::fromJson(line).object().value(QStringLiteral("message")).toString().toUtf8());
        return lines;
    }

    std::unique_ptr<TestDaemon> m_daemon;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, DaemonLinesTest>(argc, argv);
}

#include "daemon_lines_test.moc"
