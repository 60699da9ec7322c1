// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/daemon/test_daemon.h"
#include "support/engine/free_port.h"
#include "support/qt_test_main.h"

#include <QLocalSocket>
#include <QSignalSpy>

#include <signal.h>

using namespace signalbox;
using test::TestDaemon;

namespace {

const QStringList idleLong{QStringLiteral("--idle-exit"), QStringLiteral("60")};

const QByteArrayList lingering{"linger", "200"};

} // namespace

// How a daemon ends: when it is told to, when nobody needs it, and what it leaves behind.
class DaemonEndTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_daemon = std::make_unique<TestDaemon>();
    }

    void it_stops_the_stack_in_order_and_leaves_nothing()
    {
        const int port = test::freePort();
        m_daemon->writeStack(test::stackOf({{.name = "tank", .words = lingering, .port = port},
                                            {.name = "pump", .words = lingering, .needs = "tank"}}));
        QCOMPARE(m_daemon->start(), QString());
        const auto client = m_daemon->attach();
        QVERIFY(client);
        client->session.start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(*client, "pump"), Phase::Ready, 10'000);
        QVERIFY(test::isListening(port));

        QStringList stopped;
        connect(&client->session, &StackSession::servicesChanged, this, [&](const QStringList& services) {
            for (const QString& service : services)
                if (client->session.state(service).phase == Phase::Stopped)
                    stopped.append(service);
        });
        m_daemon->terminate();
        QCOMPARE(m_daemon->exitCode(), 0);
        QVERIFY(!test::isListening(port));
        QTRY_COMPARE(client->session.phase(), SessionPhase::Lost);
        QCOMPARE(stopped.value(0), QStringLiteral("pump"));
        QVERIFY(!QFile::exists(m_daemon->socket()));
    }

    void clients_that_hang_do_not_hold_it_up()
    {
        m_daemon->writeStack(test::stackOf({{.name = "pump"}}));
        QCOMPARE(m_daemon->start(idleLong), QString());
        std::vector<std::unique_ptr<QLocalSocket>> clients;
        for (int i = 0; i < 5; ++i) {
            clients.push_back(std::make_unique<QLocalSocket>());
            clients.back()->connectToServer(m_daemon->socket());
            QVERIFY(clients.back()->waitForConnected());
        }
        clients.back()->write("{\"jsonrpc\": \"2.0\", \"id\": 1, \"me"); // and nothing more
        clients.front()->write("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"hello\"}\n");
        QTRY_VERIFY(clients.front()->bytesAvailable() > 0); // it has taken them
        m_daemon->terminate();
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void told_twice_it_still_ends_well()
    {
        m_daemon->writeStack(test::stackOf({{.name = "pump", .words = lingering}}));
        QCOMPARE(m_daemon->start(), QString());
        const auto client = m_daemon->attach();
        QVERIFY(client);
        client->session.start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(*client, "pump"), Phase::Ready, 10'000);
        m_daemon->terminate();
        QTRY_COMPARE(phase(*client, "pump"), Phase::Stopping);
        m_daemon->terminate();
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void a_stack_that_waits_to_start_again_does_not_hold_it_up()
    {
        m_daemon->writeStack(test::stackOf({{.name = "pump", .words = {"exit", "3"}}}));
        QCOMPARE(m_daemon->start(), QString());
        const auto client = m_daemon->attach();
        QVERIFY(client);
        client->session.start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(*client, "pump"), Phase::Backoff, 10'000);
        m_daemon->terminate();
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void with_idle_exit_it_leaves_when_nobody_needs_it()
    {
        m_daemon->writeStack(test::stackOf({{.name = "pump"}}));
        QCOMPARE(m_daemon->start({QStringLiteral("--idle-exit"), QStringLiteral("1")}), QString());
        auto client = m_daemon->attach();
        QVERIFY(client);
        QCOMPARE(m_daemon->exitCode(1'500), -2); // somebody is attached
        client.reset();
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void with_idle_exit_it_stays_while_something_runs()
    {
        m_daemon->writeStack(test::stackOf({{.name = "pump"}}));
        QCOMPARE(m_daemon->start({QStringLiteral("--idle-exit"), QStringLiteral("1")}), QString());
        QCOMPARE(m_daemon->ctl({QStringLiteral("up"), QStringLiteral("--wait")}).exitCode, 0);
        QCOMPARE(m_daemon->exitCode(1'500), -2);
        QCOMPARE(m_daemon->ctl({QStringLiteral("stop")}).exitCode, 0);
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void a_second_daemon_says_who_holds_the_stack()
    {
        m_daemon->writeStack(test::stackOf({{.name = "pump"}}));
        QCOMPARE(m_daemon->start(), QString());
        const TestDaemon::Outcome second = m_daemon->ctl({QStringLiteral("daemon"), QStringLiteral("run")});
        QCOMPARE(second.exitCode, 3);
        QVERIFY2(second.err.contains(QByteArray::number(m_daemon->pid())), second.err.constData());
        QVERIFY(m_daemon->attach());
    }

    void in_the_foreground_the_command_becomes_the_daemon()
    {
        m_daemon->writeStack(test::stackOf({{.name = "pump"}}));
        const QStringList words = m_daemon->ctlWords({QStringLiteral("daemon"), QStringLiteral("run")});
        QProcess foreground;
        foreground.start(words.first(), words.mid(1));
        auto client = m_daemon->attach();
        QVERIFY(client);
        auto answer = client->channel.call(QStringLiteral("hello"));
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result().value_or(QJsonValue()).toObject().value(QStringLiteral("pid")).toInteger(),
                 foreground.processId());
        QCOMPARE(m_daemon->ctl({QStringLiteral("down")}).exitCode, 0);
        QTRY_COMPARE(foreground.state(), QProcess::NotRunning);
        QCOMPARE(foreground.exitStatus(), QProcess::NormalExit);
        QCOMPARE(foreground.exitCode(), 0);
    }

private:
    static Phase phase(const TestDaemon::Client& client, const char* service)
    {
        return client.session.state(QString::fromLatin1(service)).phase;
    }

    std::unique_ptr<TestDaemon> m_daemon;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, DaemonEndTest>(argc, argv);
}

#include "daemon_end_test.moc"
