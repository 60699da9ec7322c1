// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/child_process.h"
#include "backend/engine/process/proc.h"
#include "support/engine/stub_stack.h"
#include "support/paths.h"
#include "support/qt_test_main.h"
#include "support/send_signal.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;

// Every case runs with both guarantees. As root the temporary folder, 0700 and root's, stands for /root and for a
// clone the account cannot reach.
class ChildProcessTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    // The account may come here: without namespaces it runs nothing of a clone that it cannot reach.
    QTemporaryDir m_programs;

    QString log() const { return m_folder.filePath(QStringLiteral("stub.log")); }

    QString state() const { return m_folder.filePath(QStringLiteral("state")); }

    QByteArray written() const
    {
        QFile file(log());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    ProcessSpec stub(const QStringList& words) const
    {
        ProcessSpec spec;
        spec.program = m_programs.filePath(QStringLiteral("stub_service"));
        spec.arguments = words;
        spec.environment = {{QStringLiteral("GREETING"), QStringLiteral("hello")}};
        return spec;
    }

    Confinement confinement() const
    {
        const auto guarantee =
            chooseGuarantee(QString::fromLatin1(QTest::currentDataTag()), signalbox::test::programFolder());
        return Confinement(guarantee.value(), Account::forServices(), state());
    }

    static void bothGuarantees()
    {
        QTest::addColumn<int>("nothing");
        QTest::newRow("namespaces") << 0;
        QTest::newRow("reaper") << 0;
    }

private slots:
    void initTestCase()
    {
        QVERIFY(QFile::copy(QStringLiteral(SIGNALBOX_STUB), m_programs.filePath(QStringLiteral("stub_service"))));
        QVERIFY(QFile::setPermissions(m_programs.path(),
                                      QFile::permissions(m_programs.path()) | QFile::ReadOther | QFile::ExeOther));
    }

    void init()
    {
        test::failOnAnyWarning();
        QVERIFY(m_folder.isValid());
        QFile::remove(log());
    }

    void an_exit_code_and_the_last_lines_arrive_data() { bothGuarantees(); }

    void an_exit_code_and_the_last_lines_arrive()
    {
        ChildProcess child(confinement());
        QSignalSpy exited(&child, &ChildProcess::exited);
        child.start(stub({QStringLiteral("print"),
                          QStringLiteral("one"),
                          QStringLiteral("env"),
                          QStringLiteral("GREETING"),
                          QStringLiteral("env"),
                          QStringLiteral("HOME"),
                          QStringLiteral("exit"),
                          QStringLiteral("3")}),
                    QStringLiteral("stub"),
                    log());
        QVERIFY(exited.wait());
        QCOMPARE(exited[0][0].toInt(), 3);
        QCOMPARE(exited[0][1].toString(), QString());
        QCOMPARE(
            child.lastLines(),
            (QStringList{QStringLiteral("one"), QStringLiteral("GREETING=hello"), QStringLiteral("HOME=(unset)")}));
    }

    void a_signal_that_ended_it_is_named_data() { bothGuarantees(); }

    void a_signal_that_ended_it_is_named()
    {
        ChildProcess child(confinement());
        QSignalSpy exited(&child, &ChildProcess::exited);
        child.start(stub({QStringLiteral("raise"), QString::number(SIGSEGV)}), QStringLiteral("stub"), log());
        QVERIFY(exited.wait());
        QCOMPARE(exited[0][0].toInt(), 139);
        QCOMPARE(exited[0][1].toString(), QStringLiteral("SIGSEGV"));
    }

    void the_program_gets_the_signal_and_not_its_wrapper_data() { bothGuarantees(); }

    void the_program_gets_the_signal_and_not_its_wrapper()
    {
        ChildProcess child(confinement());
        QSignalSpy started(&child, &ChildProcess::started);
        QSignalSpy exited(&child, &ChildProcess::exited);
        child.start(stub({QStringLiteral("print"), QStringLiteral("up")}), QStringLiteral("stub"), log());
        QVERIFY(started.wait());
        QTRY_VERIFY(written().contains("up")); // its handler is in place
        QCOMPARE(proc::name(child.programPid()), QStringLiteral("stub_service"));
        child.signalProgram(SIGTERM);
        QVERIFY(exited.wait());
        QCOMPARE(exited[0][0].toInt(), 0);
    }

    void a_signal_before_the_pid_is_known_is_not_lost_data() { bothGuarantees(); }

    void a_signal_before_the_pid_is_known_is_not_lost()
    {
        ChildProcess child(confinement());
        QSignalSpy exited(&child, &ChildProcess::exited);
        child.start(stub({}), QStringLiteral("stub"), log());
        child.signalProgram(SIGTERM);
        QVERIFY(exited.wait());
    }

    void what_it_left_behind_is_gone_when_it_has_exited_data() { bothGuarantees(); }

    void what_it_left_behind_is_gone_when_it_has_exited()
    {
        const int port = test::freePort();
        ChildProcess child(confinement());
        QSignalSpy exited(&child, &ChildProcess::exited);
        child.start(stub({QStringLiteral("ignore-term"), QStringLiteral("leave-behind"), QString::number(port)}),
                    QStringLiteral("stub"),
                    log());
        QTRY_VERIFY(test::isListening(port));
        QTRY_VERIFY(child.programPid() > 0); // it can be listening before its pid was read
        const QList<qint64> tree = proc::tree(child.treeRoot());
        QVERIFY(tree.size() >= 3);
        QCOMPARE(test::sendSignal(child.programPid(), SIGKILL), 0);
        QVERIFY(exited.wait());
        for (const qint64 pid : tree)
            QVERIFY2(!proc::isAlive(pid), qPrintable(proc::name(pid)));
        QVERIFY(!test::isListening(port));
    }

    void a_killed_tree_is_gone_when_it_has_exited_data() { bothGuarantees(); }

    void a_killed_tree_is_gone_when_it_has_exited()
    {
        const int port = test::freePort();
        ChildProcess child(confinement());
        QSignalSpy exited(&child, &ChildProcess::exited);
        child.start(stub({QStringLiteral("ignore-term"), QStringLiteral("leave-behind"), QString::number(port)}),
                    QStringLiteral("stub"),
                    log());
        QTRY_VERIFY(test::isListening(port));
        QTRY_VERIFY(child.programPid() > 0);
        const QList<qint64> tree = proc::tree(child.treeRoot());
        child.killTree();
        QVERIFY(exited.wait());
        QCOMPARE(exited[0][1].toString(), QStringLiteral("SIGKILL"));
        for (const qint64 pid : tree)
            QVERIFY2(!proc::isAlive(pid), qPrintable(proc::name(pid)));
    }

    void a_missing_program_is_named_data() { bothGuarantees(); }

    void a_missing_program_is_named()
    {
        ChildProcess child(confinement());
        Error said;
        connect(&child, &ChildProcess::failed, this, [&said](const Error& error) { said = error; });
        ProcessSpec spec = stub({});
        spec.program = QStringLiteral("/usr/lib/nowhere/traefik");
        child.start(spec, QStringLiteral("stub"), log());
        QTRY_COMPARE(said.message,
                     QStringLiteral("program traefik is missing: /usr/lib/nowhere/traefik does not exist or cannot be "
                                    "executed"));
        QCOMPARE(said.code, Error::Code::NotFound);
    }

    // Through a namespace everything is brought to the account; a reaper can only copy, so the state folder itself
    // has to be reachable there.
    void as_root_a_service_runs_under_the_account_with_its_files_in_reach_data() { bothGuarantees(); }

    void as_root_a_service_runs_under_the_account_with_its_files_in_reach()
    {
        const auto account = Account::forServices();
        if (!account)
            QSKIP("Only root runs services under another account.");
        const QString guarantee = QString::fromLatin1(QTest::currentDataTag());
        if (guarantee == QLatin1String("reaper"))
            QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7711));
        const auto restore =
            qScopeGuard([this] { QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7700)); });

        const QString closed = m_folder.filePath(QStringLiteral("closed"));
        QDir().mkpath(closed);
        QFile::setPermissions(closed, QFile::Permissions(0x7700));
        const QString config = closed + QStringLiteral("/key.pem");
        QFile key(config);
        QVERIFY(key.open(QIODevice::WriteOnly));
        key.write("secret\n");
        key.close();
        key.setPermissions(QFile::Permissions(0x6600));
        const QString program = closed + QStringLiteral("/service");
        QFile::remove(program);
        QVERIFY(QFile::copy(QStringLiteral(SIGNALBOX_STUB), program));
        QVERIFY(QFile::setPermissions(program, QFile::Permissions(0x7700)));
        const QString data = state() + QStringLiteral("/data/%1").arg(guarantee);
        QDir().mkpath(state());
        QFile::setPermissions(state(), QFile::Permissions(0x7700));

        ProcessSpec spec = stub({QStringLiteral("whoami"),
                                 QStringLiteral("read"),
                                 config,
                                 QStringLiteral("write"),
                                 data + QStringLiteral("/made"),
                                 QStringLiteral("exit"),
                                 QStringLiteral("0")});
        spec.program = program;
        spec.readable = {config};
        spec.writable = {data};
        spec.workingDirectory = data;
        ChildProcess child(confinement());
        QSignalSpy exited(&child, &ChildProcess::exited);
        child.start(spec, QStringLiteral("stub"), log());
        QVERIFY(exited.wait());
        QCOMPARE(child.lastLines(),
                 (QStringList{QStringLiteral("uid %1").arg(account->uid), QStringLiteral("secret")}));
        QCOMPARE(exited[0][0].toInt(), 0);
        QCOMPARE(QFileInfo(data + QStringLiteral("/made")).ownerId(), account->uid);
    }

    void without_namespaces_a_closed_state_folder_is_said_to_be_closed()
    {
        if (!Account::forServices())
            QSKIP("Only root runs services under another account.");
        const auto guarantee = chooseGuarantee(QStringLiteral("reaper"), signalbox::test::programFolder());
        const Confinement reaper(guarantee.value(), Account::forServices(), state());
        ProcessSpec spec = stub({});
        spec.writable = {state() + QStringLiteral("/data/closed")};
        const auto command = reaper.confine(spec, QStringLiteral("stub"), 3, 4);
        QVERIFY(!command);
        QVERIFY(command.error().message.contains(m_folder.path()));
        QVERIFY(command.error().message.contains(QStringLiteral("--state-dir")));
    }

    void nothing_of_other_services_is_seen_in_a_namespace()
    {
        if (!Account::forServices())
            QSKIP("Only root runs services under another account.");
        const auto guarantee = chooseGuarantee(QStringLiteral("namespaces"), {});
        ChildProcess child(Confinement(guarantee.value(), Account::forServices(), state()));
        const QString data = state() + QStringLiteral("/data/mine");
        QDir().mkpath(state() + QStringLiteral("/data/other"));
        QFile other(state() + QStringLiteral("/data/other/file"));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("theirs\n");
        other.close();
        ProcessSpec spec = stub({QStringLiteral("read"), other.fileName()});
        spec.writable = {data};
        QSignalSpy exited(&child, &ChildProcess::exited);
        child.start(spec, QStringLiteral("stub"), log());
        QVERIFY(exited.wait());
        QCOMPARE(exited[0][0].toInt(), 1);
        QVERIFY(child.lastLines().join(QString()).contains(QStringLiteral("No such file or directory")));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, ChildProcessTest>(argc, argv);
}

#include "child_process_test.moc"
