// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/native_engine.h"
#include "backend/engine/process/proc.h"
#include "support/engine/stub_stack.h"
#include "support/paths.h"
#include "support/qt_test_main.h"
#include "support/send_signal.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

using namespace signalbox;

namespace {

const QString one = QStringLiteral("one");
const QString two = QStringLiteral("two");
const QString listen = QStringLiteral("listen");

} // namespace

class NativeEngineTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<NativeEngine> m_engine;
    QList<ServiceState> m_seen;

    void open(const QList<ServiceDefinition>& services, NativeEngine::Planner planner = test::stubPlan)
    {
        StackFile stack;
        stack.services = services;
        NativeEngine::Options options;
        options.planner = std::move(planner);
        options.restarts.first = std::chrono::milliseconds(1);
        m_engine = std::make_unique<NativeEngine>(
            stack, test::stubContext(m_folder->path(), signalbox::test::programFolder()), options);
        connect(
            m_engine.get(), &Engine::stateChanged, this, [this](const ServiceState& state) { m_seen.append(state); });
    }

    ServiceState state(const QString& service) const
    {
        for (const ServiceState& found : m_engine->states()) {
            if (found.service == service)
                return found;
        }
        return {};
    }

    Phase phase(const QString& service) const { return state(service).phase; }

    // Where in the course of events a service reached a phase; -1 = never.
    qsizetype moment(const QString& service, Phase wanted) const
    {
        for (qsizetype i = 0; i < m_seen.size(); ++i) {
            if (m_seen[i].service == service && m_seen[i].phase == wanted)
                return i;
        }
        return -1;
    }

    static ServiceDefinition server(const QString& name, const QList<Dependency>& dependencies = {})
    {
        return test::stub(name, {listen, QString::number(test::freePort())}, dependencies);
    }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        m_seen.clear();
    }

    void cleanup()
    {
        m_engine.reset();
        m_folder.reset();
    }

    void services_become_ready_in_the_order_of_their_conditions_and_stop_in_reverse()
    {
        open({server(two, {{one, DependencyCondition::Healthy, true}}), server(one)});
        m_engine->start({});
        QTRY_COMPARE(phase(two), Phase::Ready);
        QVERIFY(state(one).sinceMs <= state(two).startedMs);
        QVERIFY(moment(two, Phase::Waiting) >= 0 && moment(one, Phase::Starting) < moment(two, Phase::Preparing));
        QVERIFY(proc::isAlive(state(one).pid));
        QCOMPARE(state(one).ports.size(), 1);

        QSignalSpy finished(m_engine.get(), &NativeEngine::finished);
        m_engine->shutdown();
        QVERIFY(finished.wait());
        QVERIFY(moment(two, Phase::Stopped) < moment(one, Phase::Stopped));
        for (const ServiceState& stopped : m_engine->states()) {
            QCOMPARE(stopped.phase, Phase::Stopped);
            QVERIFY(!test::isListening(stopped.ports.first()));
        }
    }

    void a_shutdown_of_nothing_finishes_at_once()
    {
        open({server(one)});
        QSignalSpy finished(m_engine.get(), &NativeEngine::finished);
        m_engine->shutdown();
        QVERIFY(finished.wait());
    }

    void a_start_that_was_not_over_is_stopped_all_the_same()
    {
        open({server(one), server(two, {{one, DependencyCondition::Healthy, true}})});
        m_engine->start({});
        QSignalSpy finished(m_engine.get(), &NativeEngine::finished);
        m_engine->shutdown();
        QVERIFY(finished.wait());
        QCOMPARE(phase(one), Phase::Stopped);
        QCOMPARE(phase(two), Phase::Stopped);
    }

    void the_startup_tells_when_each_was_ready()
    {
        open({server(one), server(two, {{one, DependencyCondition::Healthy, true}})});
        QSignalSpy changed(m_engine.get(), &Engine::startupChanged);
        m_engine->start({});
        QTRY_COMPARE(phase(two), Phase::Ready);
        const QList<StartupStep> steps = m_engine->startup();
        QCOMPARE(steps.size(), 2);
        QVERIFY(steps[0].readyMs >= 0 && steps[0].readyMs <= steps[1].beginMs && steps[1].readyMs > steps[1].beginMs);
        QVERIFY(steps[0].critical && steps[1].critical);
        QVERIFY(changed.count() >= 3); // two bars begin and end, one of these together
    }

    void a_crash_loop_is_given_up_with_cause_and_last_lines()
    {
        open({test::stub(
            one,
            {QStringLiteral("print"), QStringLiteral("no such table"), QStringLiteral("exit"), QStringLiteral("3")})});
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Failed);
        QCOMPARE(state(one).reason, QStringLiteral("gave up after 5 failures in 60 s: exited 3"));
        QCOMPARE(state(one).lastLines, QStringList{QStringLiteral("no such table")});
        QCOMPARE(state(one).restarts, 4);
        QCOMPARE(state(one).exitCode, 3);
    }

    void a_segmentation_fault_is_named()
    {
        open({test::stub(one, {QStringLiteral("raise"), QString::number(SIGSEGV)})});
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Failed);
        QVERIFY(state(one).reason.endsWith(QStringLiteral("exited 139 (SIGSEGV)")));
    }

    void a_taken_port_names_its_holder()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        open({test::stub(one, {listen, QString::number(holder.serverPort())})});
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Failed);
        const QString reason = state(one).reason;
        QVERIFY2(reason.contains(QString::number(holder.serverPort())), qPrintable(reason));
        QVERIFY2(reason.contains(QStringLiteral("native_engine")), qPrintable(reason));
        QVERIFY2(reason.contains(QString::number(QCoreApplication::applicationPid())), qPrintable(reason));
    }

    void a_missing_program_fails_at_once_and_is_named()
    {
        open({server(one)}, [](const ServiceDefinition& definition, const LaunchContext& context) {
            auto plan = test::stubPlan(definition, context);
            plan->process.program = QStringLiteral("/nowhere/traefik");
            return plan;
        });
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Failed);
        QVERIFY(state(one).reason.startsWith(QStringLiteral("program traefik is missing")));
        QCOMPARE(state(one).restarts, 0);
    }

    void a_service_that_ignores_the_signal_is_killed_after_its_grace()
    {
        const QString port = QString::number(test::freePort());
        const int left = test::freePort();
        open({test::stub(
            one,
            {QStringLiteral("ignore-term"), QStringLiteral("leave-behind"), QString::number(left), listen, port})});
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Ready);
        QVERIFY(test::isListening(left));
        m_engine->stop({one});
        QTRY_COMPARE(phase(one), Phase::Stopped);
        QCOMPARE(state(one).reason, QStringLiteral("did not stop in time and was killed"));
        QVERIFY(!test::isListening(left));
    }

    void a_killed_service_comes_back_by_itself()
    {
        open({server(one)});
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Ready);
        const qint64 before = state(one).pid;
        QCOMPARE(test::sendSignal(before, SIGKILL), 0);
        QTRY_VERIFY(phase(one) == Phase::Ready && state(one).pid != before);
        QCOMPARE(state(one).restarts, 1);
        QVERIFY(moment(one, Phase::Backoff) > 0);
    }

    void a_restart_gives_a_new_process()
    {
        open({server(one)});
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Ready);
        const qint64 before = state(one).pid;
        m_engine->restart(one);
        QTRY_VERIFY(phase(one) == Phase::Ready && state(one).pid != before);
        QCOMPARE(state(one).restarts, 0);
    }

    void a_service_that_is_not_ready_says_why()
    {
        const QString unready = m_folder->filePath(QStringLiteral("unready"));
        QFile file(unready);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755)); // the stub must see the file go
        open({test::stub(one, {QStringLiteral("unready"), unready, listen, QString::number(test::freePort())})});
        m_engine->start({});
        QTRY_COMPARE(state(one).reason, QStringLiteral("answers 503: store: is asleep"));
        QCOMPARE(phase(one), Phase::Starting);
        QVERIFY(file.remove());
        QTRY_COMPARE(phase(one), Phase::Ready);
        QCOMPARE(state(one).reason, QString());
    }

    void a_service_that_never_gets_ready_fails_after_its_time_and_says_why()
    {
        const QString unready = m_folder->filePath(QStringLiteral("unready"));
        QFile file(unready);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755)); // the stub must see the file
        const auto hurried = [](const ServiceDefinition& definition, const LaunchContext& context) {
            return test::stubPlan(definition, context).map([](LaunchPlan plan) {
                plan.startTimeout = std::chrono::seconds(1);
                return plan;
            });
        };
        open({test::stub(one, {QStringLiteral("unready"), unready, listen, QString::number(test::freePort())})},
             hurried);
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Failed);
        QCOMPARE(state(one).pid, 0);
        QVERIFY2(state(one).reason.startsWith(QStringLiteral("not ready after 1 s: ")), qPrintable(state(one).reason));
        QVERIFY2(state(one).reason.contains(QStringLiteral("is asleep")), qPrintable(state(one).reason));

        QVERIFY(file.remove());
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Ready);
    }

    void a_failed_step_before_the_start_is_the_reason()
    {
        open({server(one)}, [](const ServiceDefinition& definition, const LaunchContext& context) {
            auto plan = test::stubPlan(definition, context);
            ProcessSpec step = plan->process;
            step.arguments = {
                QStringLiteral("print"), QStringLiteral("disk is full"), QStringLiteral("exit"), QStringLiteral("2")};
            plan->prepare = {{QStringLiteral("create the cluster"), step}};
            return plan;
        });
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Failed);
        QVERIFY(state(one).reason.endsWith(QStringLiteral("create the cluster: exited 2")));
        QCOMPARE(state(one).lastLines, QStringList{QStringLiteral("disk is full")});
    }

    void a_step_that_takes_too_long_is_ended()
    {
        open({server(one)}, [](const ServiceDefinition& definition, const LaunchContext& context) {
            auto plan = test::stubPlan(definition, context);
            ProcessSpec step = plan->process;
            step.arguments = {QStringLiteral("ignore-term")};
            plan->prepare = {{QStringLiteral("migrate"), step, std::chrono::milliseconds(20)}};
            return plan;
        });
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Failed);
        QVERIFY(state(one).reason.endsWith(QStringLiteral("migrate: took too long")));
    }

    void provision_runs_between_the_first_answer_and_ready()
    {
        auto provisioned = std::make_shared<bool>(false);
        open({server(one)}, [provisioned](const ServiceDefinition& definition, const LaunchContext& context) {
            auto plan = test::stubPlan(definition, context);
            const auto work = [provisioned]() -> Result<void> {
                *provisioned = true;
                return {};
            };
            plan->provision = {{QStringLiteral("roles"), std::function<Result<void>()>(work)}};
            return plan;
        });
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Ready);
        QVERIFY(*provisioned);
    }

    void cpu_and_memory_of_a_running_service_are_measured()
    {
        open({server(one)});
        m_engine->start({});
        QTRY_COMPARE(phase(one), Phase::Ready);
        QTRY_VERIFY(state(one).memoryBytes > 0 && state(one).cpuPercent >= 0);
        m_engine->stop({});
        QTRY_COMPARE(phase(one), Phase::Stopped);
        QCOMPARE(state(one).memoryBytes, -1);
    }

    void leftovers_of_an_earlier_daemon_are_ended_and_named()
    {
        const int port = test::freePort();
        QProcess leftover;
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("SIGNALBOX_STACK"), m_folder->path());
        leftover.setProcessEnvironment(environment);
        leftover.start(QStringLiteral(SIGNALBOX_STUB), {listen, QString::number(port)});
        QTRY_VERIFY(test::isListening(port));
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("still running and is ended: stub_service")));
        open({server(one)});
        QTRY_VERIFY(!test::isListening(port));
        leftover.waitForFinished();
    }

    void the_guarantee_in_force_is_said()
    {
        open({server(one)});
        QVERIFY(m_engine->guarantee().contains(QStringLiteral("ends")));
        QCOMPARE(m_engine->name(), QStringLiteral("native"));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, NativeEngineTest>(argc, argv);
}

#include "native_engine_test.moc"
