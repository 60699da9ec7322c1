// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qt_test_main.h"
#include "support/send_signal.h"
#include "support/test_stack.h"

#include <QJsonValue>

#include <signal.h>

using namespace signalbox;

// Nothing of ours keeps running when it should not.
class OrphansTest : public QObject
{
    Q_OBJECT

private slots:
    // The cases follow each other: each start of a stack costs more than all that is looked at.
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_ports = portsOf(m_stack);
        QVERIFY(m_ports.size() >= 10);
        QVERIFY((test::listeningPorts() & m_ports).size() >= 8);
    }

    void a_second_stack_runs_beside_the_first_and_its_down_leaves_nothing_running()
    {
        test::TestStack other;
        const QString problem = other.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QSet<int> ports = portsOf(other);
        QVERIFY((test::listeningPorts() & ports).size() >= 8);
        QVERIFY((ports & m_ports).isEmpty());
        const QString problemOfDown = other.down();
        QVERIFY2(problemOfDown.isEmpty(), qPrintable(problemOfDown));
        QCOMPARE(test::processesNaming(other.stateDir()), QList<qint64>());
        QCOMPARE(test::listeningPorts() & ports, QSet<int>());
        QVERIFY(m_stack.isReady(QStringLiteral("edge")));
    }

    void a_killed_daemon_takes_everything_with_it_and_the_stack_starts_again()
    {
        QVERIFY(m_stack.daemonPid() > 1);
        QCOMPARE(test::sendSignal(m_stack.daemonPid(), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(test::processesNaming(m_stack.stateDir()), QList<qint64>(), 2000);
        QTRY_COMPARE_WITH_TIMEOUT(test::listeningPorts() & m_ports, QSet<int>(), 2000);
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

private:
    static QSet<int> portsOf(const test::TestStack& stack)
    {
        QSet<int> ports;
        const QJsonObject services = stack.info().value(QStringLiteral("services")).toObject();
        for (const auto& service : services)
            for (const auto& port : service.toObject().value(QStringLiteral("ports")).toObject())
                ports.insert(port.toInt());
        return ports;
    }

    test::TestStack m_stack;
    QSet<int> m_ports;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, OrphansTest>(argc, argv);
}

#include "orphans_test.moc"
