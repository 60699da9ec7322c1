// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/daemon/test_daemon.h"
#include "support/engine/free_port.h"
#include "support/qt_test_main.h"

#include <QFile>

using namespace signalbox;
using test::TestDaemon;

// What a daemon makes of a stack file that changes under it.
class StackChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_daemon = std::make_unique<TestDaemon>();
        m_daemon->writeStack(oneThatSays("first"));
        QCOMPARE(m_daemon->start(), QString());
        m_client = m_daemon->attach();
        QVERIFY(m_client);
    }

    void cleanup()
    {
        m_client.reset();
        m_daemon->terminate();
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void a_broken_file_names_the_place_and_leaves_the_last_good_model()
    {
        m_daemon->writeStack("name: works\nservices:\n  pump:\n    depends_on: [tank]\n");
        QTRY_VERIFY2(problem().contains(QStringLiteral("compose.yaml, line 4, column 18: ")), qPrintable(problem()));
        startPump();
        m_daemon->writeStack(oneThatSays("second"));
        QTRY_VERIFY2(!problem().contains(QStringLiteral("line 4")), qPrintable(problem()));
    }

    void a_change_is_announced_and_taken_by_a_restart()
    {
        startPump();
        QTRY_COMPARE(lastLine(), QByteArray("first"));
        m_daemon->writeStack(oneThatSays("second"));
        QTRY_VERIFY2(problem().contains(QStringLiteral("before: pump.")), qPrintable(problem()));
        QCOMPARE(m_client->session.state(QStringLiteral("pump")).phase, Phase::Ready);
        const auto restarted = m_daemon->ctl({QStringLiteral("restart"), QStringLiteral("pump")});
        QVERIFY2(restarted.exitCode == 0, restarted.err.constData());
        QTRY_COMPARE(lastLine(), QByteArray("second"));
        QTRY_COMPARE(problem(), QString());
    }

    void a_change_that_is_taken_back_is_none()
    {
        startPump();
        m_daemon->writeStack(oneThatSays("second"));
        QTRY_VERIFY(!problem().isEmpty());
        m_daemon->writeStack(oneThatSays("first"));
        QTRY_COMPARE(problem(), QString());
    }

    void a_new_service_waits_until_the_stack_was_stopped()
    {
        startPump();
        m_daemon->writeStack(oneThatSays("first") + "  tank: {image: tank}\n");
        QTRY_VERIFY2(problem().contains(QStringLiteral("until the stack was stopped")), qPrintable(problem()));
        QCOMPARE(m_client->session.services().size(), 1);
        QCOMPARE(m_daemon->ctl({QStringLiteral("stop")}).exitCode, 0);
        QTRY_COMPARE(m_client->session.services().size(), 2);
        QCOMPARE(problem(), QString());
    }

private:
    QByteArray oneThatSays(const QByteArray& text) const
    {
        return test::stackOf({{.name = "pump", .words = {"print", text}, .port = m_port}});
    }

    QString problem() const { return m_client->session.stackProblem(); }

    void startPump()
    {
        m_client->session.start();
        QTRY_COMPARE_WITH_TIMEOUT(m_client->session.state(QStringLiteral("pump")).phase, Phase::Ready, 10'000);
    }

    QByteArray lastLine() const
    {
        QFile log(m_daemon->stateDir() + QStringLiteral("/logs/pump.log"));
        return log.open(QIODevice::ReadOnly) ? log.readAll().trimmed().split('\n').last() : QByteArray();
    }

    const int m_port = test::freePort();
    std::unique_ptr<TestDaemon> m_daemon;
    std::unique_ptr<TestDaemon::Client> m_client;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StackChangeTest>(argc, argv);
}

#include "stack_change_test.moc"
