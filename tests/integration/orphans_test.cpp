// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <QJsonValue>

#include <signal.h>

using namespace signalbox;

// Nothing of ours keeps running when it should not.
class OrphansTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_stack = std::make_unique<test::TestStack>();
        const QString problem = m_stack->up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_ports = portsOfStack();
        QVERIFY(m_ports.size() >= 10);
        QVERIFY((test::listeningPorts() & m_ports).size() >= 8);
    }

    void cleanup() { m_stack.reset(); }

    void down_leaves_nothing_running()
    {
        const QString problem = m_stack->down();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(test::processesNaming(m_stack->stateDir()), QList<qint64>());
        QCOMPARE(test::listeningPorts() & m_ports, QSet<int>());
    }

    void a_killed_daemon_takes_everything_with_it()
    {
        QVERIFY(m_stack->daemonPid() > 1);
        QCOMPARE(::kill(static_cast<pid_t>(m_stack->daemonPid()), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(test::processesNaming(m_stack->stateDir()), QList<qint64>(), 2000);
        QTRY_COMPARE_WITH_TIMEOUT(test::listeningPorts() & m_ports, QSet<int>(), 2000);
    }

    void after_a_killed_daemon_the_stack_starts_again()
    {
        QCOMPARE(::kill(static_cast<pid_t>(m_stack->daemonPid()), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(test::processesNaming(m_stack->stateDir()), QList<qint64>(), 2000);
        const QString problem = m_stack->up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void a_second_stack_runs_beside_the_first()
    {
        test::TestStack other;
        const QString problem = other.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(other.info().value(QStringLiteral("edge_url")) != m_stack->info().value(QStringLiteral("edge_url")));
        QVERIFY(m_stack->isReady(QStringLiteral("edge")));
    }

private:
    QSet<int> portsOfStack() const
    {
        QSet<int> ports;
        const QJsonObject services = m_stack->info().value(QStringLiteral("services")).toObject();
        for (const auto& service : services)
            for (const auto& port : service.toObject().value(QStringLiteral("ports")).toObject())
                ports.insert(port.toInt());
        return ports;
    }

    std::unique_ptr<test::TestStack> m_stack;
    QSet<int> m_ports;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, OrphansTest>(argc, argv);
}

#include "orphans_test.moc"
