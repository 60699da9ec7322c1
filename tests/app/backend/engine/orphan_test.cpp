// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/proc.h"
#include "support/engine/stub_stack.h"
#include "support/paths.h"
#include "support/qt_test_main.h"
#include "support/send_signal.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

using namespace signalbox;

// The promise of the native engine: after kill -9 of the daemon nothing is left, whatever its services did.
class OrphanTest : public QObject
{
    Q_OBJECT

    static QList<qint64> processesOf(const QString& stateDir)
    {
        QList<qint64> found;
        for (const qint64 pid : proc::all()) {
            if (proc::environmentValue(pid, "SIGNALBOX_STACK") == stateDir.toUtf8() && proc::isAlive(pid))
                found.append(pid);
        }
        return found;
    }

private slots:
    void init() { test::failOnAnyWarning(); }

    void nothing_survives_a_killed_daemon_data()
    {
        QTest::addColumn<bool>("frozen");
        QTest::newRow("namespaces") << false;
        QTest::newRow("reaper") << false;
        QTest::newRow("namespaces, services frozen") << true;
        QTest::newRow("reaper, services frozen") << true;
    }

    void nothing_survives_a_killed_daemon()
    {
        QFETCH(bool, frozen);
        const QString guarantee = QString::fromLatin1(QTest::currentDataTag()).section(QLatin1Char(','), 0, 0);
        QTemporaryDir folder;
        QFile::setPermissions(folder.path(), QFile::Permissions(0x7711));
        const QList<int> ports{test::freePort(), test::freePort(), test::freePort(), test::freePort()};

        QProcess daemon;
        daemon.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("SIGNALBOX_GUARANTEE"), guarantee);
        daemon.setProcessEnvironment(environment);
        QStringList arguments{folder.path(), signalbox::test::programFolder()};
        for (const int port : ports)
            arguments.append(QString::number(port));
        daemon.start(QStringLiteral(SIGNALBOX_ENGINE_HOST), arguments);
        QTRY_VERIFY_WITH_TIMEOUT(daemon.canReadLine(), 10'000);
        QCOMPARE(daemon.readLine().trimmed(), QByteArray("ready"));
        for (const int port : ports)
            QVERIFY(test::isListening(port));
        const QList<qint64> processes = processesOf(folder.path());
        QVERIFY(processes.size() >= 4); // two services, and what each left behind
        if (frozen) {
            for (const qint64 pid : processes)
                test::sendSignal(pid, proc::name(pid) == QLatin1String("stub_service") ? SIGSTOP : 0);
        }

        QElapsedTimer clock;
        clock.start();
        QCOMPARE(test::sendSignal(daemon.processId(), SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(processesOf(folder.path()).isEmpty(), 2'000);
        // A process that ends gives up its memory, by which it is found here, before its sockets.
        for (const int port : ports)
            QTRY_VERIFY_WITH_TIMEOUT(!test::isListening(port), 2'000);
        QVERIFY(clock.elapsed() < 2'000);
        daemon.waitForFinished();
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, OrphanTest>(argc, argv);
}

#include "orphan_test.moc"
