// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/daemon/test_daemon.h"
#include "support/engine/free_port.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>

#include <unistd.h>

using namespace signalbox;
using test::TestDaemon;

namespace {

// A wrapper that gives the daemon a file system of its own at `folder`; bubblewrap drops root's rights unless told.
QStringList mounting(const QStringList& mount)
{
    QStringList words{QStringLiteral("bwrap"),
                      QStringLiteral("--die-with-parent"),
                      QStringLiteral("--dev-bind"),
                      QStringLiteral("/"),
                      QStringLiteral("/")};
    if (geteuid() == 0)
        words << QStringLiteral("--cap-add") << QStringLiteral("ALL");
    return words + mount + QStringList{QStringLiteral("--")};
}

bool works(const QStringList& wrapper)
{
    return QProcess::execute(wrapper.first(), wrapper.mid(1) + QStringList{QStringLiteral("true")}) == 0;
}

} // namespace

// Places that do not let a daemon work as it would: each is a sentence, and none a crash.
class DaemonPlacesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_daemon = std::make_unique<TestDaemon>();
        m_daemon->writeStack(test::stackOf({{.name = "pump", .words = {"print", "hello"}}}));
    }

    void a_read_only_state_folder_is_a_sentence_data()
    {
        QTest::addColumn<bool>("exists");
        QTest::newRow("to be created") << false;
        QTest::newRow("there already") << true;
    }

    void a_read_only_state_folder_is_a_sentence()
    {
        QFETCH(bool, exists);
        const QString disk = m_daemon->folder() + QStringLiteral("/disk");
        m_daemon->placeAt(disk + QStringLiteral("/state"));
        QVERIFY(QDir().mkpath(exists ? m_daemon->stateDir() : disk));
        const QStringList wrapper = mounting({QStringLiteral("--ro-bind"), disk, disk});
        if (!works(wrapper))
            QSKIP("no mounts for this user here");
        m_daemon->setWrapper(wrapper);
        m_daemon->launch();
        QCOMPARE(m_daemon->exitCode(), 1);
        QVERIFY2(m_daemon->said().contains(m_daemon->stateDir()), qPrintable(m_daemon->said()));
        QVERIFY2(m_daemon->said().contains(QStringLiteral("--state-dir")), qPrintable(m_daemon->said()));
    }

    void a_disk_that_is_full_is_a_sentence_and_the_stack_runs()
    {
        if (!canBeReachedByOthers(signalbox::test::programFolder()))
            QSKIP("programs of a clone below a closed folder are copied for the account, and a full disk has no room");
        useSmallDisk(16 * 1024);
        QCOMPARE(m_daemon->start(), QString());
        const TestDaemon::Outcome up = m_daemon->ctl({QStringLiteral("up"), QStringLiteral("--wait")});
        QVERIFY2(up.exitCode == 0, (up.out + up.err).constData());
        const TestDaemon::Outcome status = m_daemon->ctl({QStringLiteral("status")});
        QCOMPARE(status.exitCode, 0);
        QVERIFY2(status.err.contains("The disk is full"), status.err.constData());
        QCOMPARE(m_daemon->ctl({QStringLiteral("down")}).exitCode, 0);
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void a_disk_that_fills_up_is_a_sentence_until_there_is_space_again()
    {
        useSmallDisk(2 * 1024 * 1024);
        m_daemon->writeStack(test::stackOf({{.name = "pump", .words = {"chatter"}}}));
        QCOMPARE(m_daemon->start(), QString());
        const auto client = m_daemon->attach();
        QVERIFY(client);
        client->session.start();
        QTRY_COMPARE(client->session.state(QStringLiteral("pump")).phase, Phase::Ready);
        QCOMPARE(client->session.stackProblem(), QString());

        QFile filler(QStringLiteral("/proc/%1/root%2/filler").arg(daemonPid()).arg(m_daemon->stateDir()));
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (filler.write(QByteArray(4096, 'x')) == 4096) {
        }
        QTRY_VERIFY(client->session.stackProblem().contains(QStringLiteral("The disk is full")));
        QVERIFY(filler.remove());
        QTRY_COMPARE(client->session.stackProblem(), QString());
        m_daemon->ctl({QStringLiteral("down")});
        QCOMPARE(m_daemon->exitCode(), 0);
    }

    void without_a_runtime_folder_of_the_session_there_is_one_in_tmp()
    {
        const QString state = m_daemon->stateDir();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("XDG_RUNTIME_DIR"));
        environment.remove(QStringLiteral("SIGNALBOX_RUNTIME_DIR"));
        environment.insert(QStringLiteral("SIGNALBOX_STACK"), m_daemon->stackFile());
        environment.insert(QStringLiteral("SIGNALBOX_STATE_DIR"), state);
        const auto ctl = [&](const QStringList& words) {
            const QString program = m_daemon->ctlWords({}).first();
            QProcess process;
            process.setProcessEnvironment(environment);
            process.start(program, words);
            process.waitForFinished();
            return process.exitCode() == 0 ? process.readAllStandardOutput() : process.readAllStandardError();
        };
        ctl({QStringLiteral("up"), QStringLiteral("--wait")});
        const QByteArray socket = ctl({QStringLiteral("daemon")});
        QCOMPARE(ctl({QStringLiteral("down")}).simplified(), QByteArray("Stack and daemon are down."));
        QVERIFY2(socket.contains("/signalbox/works-") || socket.contains("/signalbox-"), socket.constData());
        QDir(QString::fromUtf8(socket.simplified().split(' ').last()).section(QLatin1Char('/'), 0, -2))
            .removeRecursively();
    }

    void a_port_that_is_taken_names_its_holder()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        m_daemon->setVariable(QStringLiteral("PUMP_HTTP_PORT"), QString::number(holder.serverPort()));
        QCOMPARE(m_daemon->start(), QString());
        const auto client = m_daemon->attach();
        QVERIFY(client);
        client->session.start();
        QTRY_COMPARE(client->session.state(QStringLiteral("pump")).phase, Phase::Backoff);
        const QString reason = client->session.state(QStringLiteral("pump")).reason;
        QVERIFY2(reason.contains(QString::number(holder.serverPort())), qPrintable(reason));
        QVERIFY2(reason.contains(QString::number(getpid())), qPrintable(reason));
        QVERIFY2(reason.contains(QStringLiteral("daemon_places")), qPrintable(reason));
    }

    void a_guarantee_that_is_none_is_refused()
    {
        m_daemon->setVariable(QStringLiteral("SIGNALBOX_GUARANTEE"), QStringLiteral("hope"));
        QCOMPARE(m_daemon->start(), QString());
        const TestDaemon::Outcome up = m_daemon->ctl({QStringLiteral("up"), QStringLiteral("--wait")});
        QCOMPARE(up.exitCode, 1);
        QVERIFY2((up.out + up.err).contains("hope"), (up.out + up.err).constData());
    }

    void without_namespaces_a_reaper_takes_care()
    {
        m_daemon->setVariable(QStringLiteral("SIGNALBOX_GUARANTEE"), QStringLiteral("reaper"));
        QCOMPARE(m_daemon->start(), QString());
        QCOMPARE(m_daemon->ctl({QStringLiteral("up"), QStringLiteral("--wait")}).exitCode, 0);
        const auto client = m_daemon->attach();
        QVERIFY(client);
        QVERIFY2(client->session.guarantee().contains(QStringLiteral("reaper")),
                 qPrintable(client->session.guarantee()));
        QCOMPARE(m_daemon->ctl({QStringLiteral("down")}).exitCode, 0);
        QCOMPARE(m_daemon->exitCode(), 0);
    }

private:
    static bool canBeReachedByOthers(const QString& folder)
    {
        for (QDir dir(folder); !dir.isRoot(); dir.cdUp())
            if (!QFile::permissions(dir.path()).testFlag(QFile::ExeOther))
                return false;
        return true;
    }

    void useSmallDisk(int bytes)
    {
        QVERIFY(QDir().mkpath(m_daemon->stateDir()));
        const QStringList wrapper = mounting(
            {QStringLiteral("--size"), QString::number(bytes), QStringLiteral("--tmpfs"), m_daemon->stateDir()});
        if (!works(wrapper))
            QSKIP("no mounts for this user here");
        m_daemon->setWrapper(wrapper);
        m_daemon->setVariable(QStringLiteral("SIGNALBOX_GUARANTEE"), QStringLiteral("reaper")); // no namespace in one
    }

    // Not the one of the wrapper.
    qint64 daemonPid() const
    {
        QFile lock(m_daemon->runtimeDir() + QStringLiteral("/daemon.lock"));
        return lock.open(QIODevice::ReadOnly) ? lock.readAll().simplified().split(' ').first().toLongLong() : 0;
    }

    std::unique_ptr<TestDaemon> m_daemon;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, DaemonPlacesTest>(argc, argv);
}

#include "daemon_places_test.moc"
