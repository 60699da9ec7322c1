// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/native_engine.h"
#include "backend/engine/process/proc.h"
#include "backend/engine/stack_variables.h"
#include "support/engine/stub_stack.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;

namespace {

constexpr int upMs = 60'000;

Variables ownEnvironment()
{
    Variables variables;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : environment.keys())
        variables.insert(name, environment.value(name));
    return variables;
}

} // namespace

// PostgreSQL, RabbitMQ and Traefik of the reference stack on the real engine: up, ready, down, nothing left. As root
// the state folder is root's alone, as one below /root would be.
class RealServersTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    // The reference stack without our own services, which are other tests' matter.
    static StackFile serversOf(StackFile stack)
    {
        stack.services.removeIf(
            [](const ServiceDefinition& service) { return service.native.recipe == Recipe::Binary; });
        for (ServiceDefinition& service : stack.services)
            service.dependsOn.clear();
        return stack;
    }

    QList<qint64> processes(const StatePaths& paths) const
    {
        QList<qint64> found;
        for (const qint64 pid : proc::all()) {
            if (proc::environmentValue(pid, "SIGNALBOX_STACK") == paths.stateDir.toUtf8() && proc::isAlive(pid))
                found.append(pid);
        }
        return found;
    }

    static QString summary(const NativeEngine& engine)
    {
        QString text;
        for (const ServiceState& state : engine.states()) {
            text += QStringLiteral("%1 %2 %3\n  %4\n")
                        .arg(state.service,
                             phaseName(state.phase),
                             state.reason,
                             state.lastLines.join(QLatin1String("\n  ")));
        }
        return text;
    }

    static bool allAre(const NativeEngine& engine, Phase phase)
    {
        const QList<ServiceState> states = engine.states();
        return std::all_of(
            states.begin(), states.end(), [phase](const ServiceState& state) { return state.phase == phase; });
    }

    static bool anyFailed(const NativeEngine& engine)
    {
        const QList<ServiceState> states = engine.states();
        return std::any_of(
            states.begin(), states.end(), [](const ServiceState& state) { return state.phase == Phase::Failed; });
    }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        QVERIFY(m_folder.isValid());
    }

    void they_come_up_work_and_leave_nothing_behind_data()
    {
        QTest::addColumn<int>("nothing");
        QTest::newRow("namespaces") << 0;
        QTest::newRow("reaper") << 0;
    }

    void they_come_up_work_and_leave_nothing_behind()
    {
        const QString guarantee = QString::fromLatin1(QTest::currentDataTag());
        // Without namespaces nothing can be brought to the account: the way to the state folder has to be open.
        if (guarantee == QLatin1String("reaper"))
            QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7711));
        StatePaths paths;
        paths.stateDir = m_folder.filePath(guarantee);
        paths.runtimeDir = m_folder.filePath(guarantee + QStringLiteral("-run"));
        QVERIFY(createFolders(paths));
        PortAllocator ports(paths.portsFile());
        const QString file = signalbox::test::sourcePath("compose/compose.yaml");
        const auto opened = openStack(file,
                                      {.paths = paths,
                                       .otlpEndpoint = QStringLiteral("http://127.0.0.1:9"),
                                       .otlpKey = QStringLiteral("key"),
                                       .environment = ownEnvironment()},
                                      ports);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));

        NativeEngine::Options options;
        options.guarantee = guarantee;
        NativeEngine engine(serversOf(opened->file),
                            {paths, QFileInfo(file).path(), signalbox::test::programFolder(), opened->variables},
                            options);
        engine.start({});
        QTRY_VERIFY_WITH_TIMEOUT(allAre(engine, Phase::Ready) || anyFailed(engine), upMs);
        QVERIFY2(allAre(engine, Phase::Ready), qPrintable(summary(engine)));
        QCOMPARE(engine.startup().size(), engine.states().size());
        QVERIFY(!processes(paths).isEmpty());
        for (const ServiceState& state : engine.states()) {
            for (auto port = state.ports.begin(); port != state.ports.end(); ++port)
                QVERIFY2(test::isListening(*port), qPrintable(state.service + QLatin1Char(' ') + port.key()));
        }

        QSignalSpy finished(&engine, &NativeEngine::finished);
        engine.shutdown();
        QVERIFY2(finished.wait(upMs), qPrintable(summary(engine)));
        QVERIFY(allAre(engine, Phase::Stopped));
        for (const ServiceState& state : engine.states()) {
            QCOMPARE(state.reason, QString()); // none had to be killed
            for (const int port : state.ports)
                QVERIFY(!test::isListening(port));
        }
        QCOMPARE(processes(paths), QList<qint64>());
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, RealServersTest>(argc, argv);
}

#include "real_servers_test.moc"
