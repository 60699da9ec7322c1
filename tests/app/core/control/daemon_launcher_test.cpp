// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/daemon_launcher.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;

class DaemonLauncherTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        m_location.stackFile = m_folder->filePath(QStringLiteral("compose.yaml"));
        m_location.paths = {m_folder->filePath(QStringLiteral("state")), m_folder->filePath(QStringLiteral("run"))};
    }

    void a_running_daemon_is_found_and_none_is_started()
    {
        QVERIFY(createFolders(m_location.paths));
        QLocalServer server;
        QVERIFY(server.listen(m_location.paths.controlSocket()));
        DaemonLauncher launcher(m_location);
        launcher.setProgram(QStringLiteral("/bin/false"));
        QSignalSpy finished(&launcher, &DaemonLauncher::finished);
        launcher.run();
        QVERIFY(finished.count() > 0 || finished.wait());
        QCOMPARE(finished.first().first().toBool(), false);
    }

    void a_daemon_that_ends_at_once_is_quoted()
    {
        DaemonLauncher launcher(m_location);
        launcher.setProgram(script("echo 'first line' >&2; echo 'Port 5432 is taken by somebody.' >&2; exit 1"));
        QSignalSpy failed(&launcher, &DaemonLauncher::failed);
        launcher.run();
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<Error>().message, QStringLiteral("Port 5432 is taken by somebody."));
    }

    void a_missing_program_is_a_sentence()
    {
        DaemonLauncher launcher(m_location);
        launcher.setProgram({});
        QSignalSpy failed(&launcher, &DaemonLauncher::failed);
        launcher.run();
        QVERIFY(failed.count() > 0 || failed.wait());
        QVERIFY(failed.first().first().value<Error>().message.contains(QStringLiteral("signalboxd")));
    }

    void the_daemon_is_told_which_stack_and_where()
    {
        DaemonLauncher launcher(m_location);
        launcher.setProgram(script("echo \"$@\" >&2; exit 1"));
        QSignalSpy failed(&launcher, &DaemonLauncher::failed);
        launcher.run();
        QVERIFY(failed.wait());
        const QString arguments = failed.first().first().value<Error>().message;
        QVERIFY(arguments.contains(QStringLiteral("--stack ") + m_location.stackFile));
        QVERIFY(arguments.contains(QStringLiteral("--state-dir ") + m_location.paths.stateDir));
        QVERIFY(arguments.contains(QStringLiteral("--runtime-dir ") + m_location.paths.runtimeDir));
    }

private:
    QString script(const char* body) const
    {
        QFile file(m_folder->filePath(QStringLiteral("daemon.sh")));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray("#!/bin/sh\n") + body + '\n');
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file.fileName();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    StackLocation m_location;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, DaemonLauncherTest>(argc, argv);
}

#include "daemon_launcher_test.moc"
