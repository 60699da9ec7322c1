// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/supervision/service_machine.h"
#include "support/qt_test_main.h"

using namespace signalbox;
using namespace signalbox::supervise;

using Kind = SupervisionAction::Kind;

Q_DECLARE_METATYPE(signalbox::SupervisionEvent)

namespace {

constexpr qint64 pid = 4711;

// Events that bring a fresh machine into a phase.
QList<SupervisionEvent> wayTo(Phase phase)
{
    const QList<SupervisionEvent> preparing{StartOrdered{}, DependenciesMet{}};
    const QList<SupervisionEvent> starting = preparing + QList<SupervisionEvent>{Prepared{}, Launched{pid}};
    const QList<SupervisionEvent> ready = starting + QList<SupervisionEvent>{ProbePassed{}, Provisioned{}};
    const ProbeMissed missed{QStringLiteral("no answer")};
    switch (phase) {
    case Phase::Stopped: return {};
    case Phase::Waiting: return {StartOrdered{}};
    case Phase::Preparing: return preparing;
    case Phase::Starting: return starting;
    case Phase::Ready: return ready;
    case Phase::Unhealthy: return ready + QList<SupervisionEvent>{missed, missed, missed};
    case Phase::Stopping: return ready + QList<SupervisionEvent>{StopOrdered{}, DependentsGone{}};
    case Phase::Backoff: return starting + QList<SupervisionEvent>{Exited{1, {}, {}}};
    case Phase::Failed: return preparing + QList<SupervisionEvent>{StepFailed{QStringLiteral("missing"), true, {}}};
    }
    return {};
}

ServiceMachine machineIn(Phase phase, bool oneShot = false)
{
    ServiceMachine machine(QStringLiteral("one"), oneShot);
    for (const SupervisionEvent& event : wayTo(phase))
        machine.handle(event, {0, 0});
    return machine;
}

QList<Kind> kinds(const QList<SupervisionAction>& actions)
{
    QList<Kind> list;
    for (const SupervisionAction& action : actions)
        list.append(action.kind);
    return list;
}

} // namespace

class ServiceMachineTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void every_phase_is_reached()
    {
        for (int phase = 0; phase <= int(Phase::Failed); ++phase)
            QCOMPARE(machineIn(Phase(phase)).state().phase, Phase(phase));
    }

    void each_row_of_the_table_holds_data()
    {
        QTest::addColumn<Phase>("from");
        QTest::addColumn<SupervisionEvent>("event");
        QTest::addColumn<Phase>("to");
        QTest::addColumn<QList<Kind>>("actions");
        const auto row =
            [](const char* name, Phase from, const SupervisionEvent& event, Phase to, QList<Kind> actions) {
                QTest::newRow(name) << from << event << to << actions;
            };
        const QString why = QStringLiteral("why");
        const QList<Kind> none;
        row("stopped, start", Phase::Stopped, StartOrdered{}, Phase::Waiting, none);
        row("failed, start", Phase::Failed, StartOrdered{}, Phase::Waiting, none);
        row("backoff, start", Phase::Backoff, StartOrdered{}, Phase::Waiting, none);
        row("stopped, restart", Phase::Stopped, RestartOrdered{}, Phase::Waiting, none);
        row("failed, restart", Phase::Failed, RestartOrdered{}, Phase::Waiting, none);
        row("backoff, restart", Phase::Backoff, RestartOrdered{}, Phase::Waiting, none);
        row("stopping, start", Phase::Stopping, StartOrdered{}, Phase::Stopping, none);
        row("ready, start", Phase::Ready, StartOrdered{}, Phase::Ready, none);
        row("waiting, unmet", Phase::Waiting, DependenciesUnmet{{why}, why}, Phase::Waiting, none);
        row("waiting, met", Phase::Waiting, DependenciesMet{}, Phase::Preparing, {Kind::Prepare});
        row("preparing, prepared", Phase::Preparing, Prepared{}, Phase::Starting, {Kind::Launch});
        row("preparing, failed", Phase::Preparing, StepFailed{why, false, {}}, Phase::Backoff, {Kind::Delay});
        row("preparing, failed for good", Phase::Preparing, StepFailed{why, true, {}}, Phase::Failed, none);
        row("starting, launch failed", Phase::Starting, LaunchFailed{why, false}, Phase::Backoff, {Kind::Delay});
        row("starting, cannot be launched", Phase::Starting, LaunchFailed{why, true}, Phase::Failed, none);
        row("starting, missed", Phase::Starting, ProbeMissed{why}, Phase::Starting, none);
        row("starting, passed", Phase::Starting, ProbePassed{}, Phase::Starting, {Kind::StopProbing, Kind::Provision});
        row("starting, too long",
            Phase::Starting,
            StartTimedOut{std::chrono::seconds(9)},
            Phase::Stopping,
            {Kind::StopProbing, Kind::Signal});
        row("ready, too late", Phase::Ready, StartTimedOut{std::chrono::seconds(9)}, Phase::Ready, none);
        row("starting, exited", Phase::Starting, Exited{1, {}, {}}, Phase::Backoff, {Kind::StopProbing, Kind::Delay});
        row("ready, one miss", Phase::Ready, ProbeMissed{why}, Phase::Ready, none);
        row("unhealthy, passed", Phase::Unhealthy, ProbePassed{}, Phase::Ready, none);
        row("ready, exited", Phase::Ready, Exited{1, {}, {}}, Phase::Backoff, {Kind::StopProbing, Kind::Delay});
        row("unhealthy, exited", Phase::Unhealthy, Exited{1, {}, {}}, Phase::Backoff, {Kind::StopProbing, Kind::Delay});
        row("waiting, stop", Phase::Waiting, StopOrdered{}, Phase::Stopped, none);
        row("backoff, stop", Phase::Backoff, StopOrdered{}, Phase::Stopped, none);
        row("failed, stop", Phase::Failed, StopOrdered{}, Phase::Stopped, none);
        row("preparing, stop", Phase::Preparing, StopOrdered{}, Phase::Stopping, {Kind::Interrupt});
        row("starting, stop", Phase::Starting, StopOrdered{}, Phase::Stopping, none);
        row("ready, stop", Phase::Ready, StopOrdered{}, Phase::Stopping, none);
        row("unhealthy, stop", Phase::Unhealthy, StopOrdered{}, Phase::Stopping, none);
        row("preparing, restart", Phase::Preparing, RestartOrdered{}, Phase::Stopping, {Kind::Interrupt});
        row("starting, restart", Phase::Starting, RestartOrdered{}, Phase::Stopping, {Kind::StopProbing, Kind::Signal});
        row("ready, restart", Phase::Ready, RestartOrdered{}, Phase::Stopping, {Kind::StopProbing, Kind::Signal});
        row("stopping, grace over", Phase::Stopping, GraceElapsed{}, Phase::Stopping, {Kind::Kill});
        row("stopping, exited", Phase::Stopping, Exited{0, {}, {}}, Phase::Stopped, none);
        row("backoff, delay over", Phase::Backoff, DelayElapsed{}, Phase::Waiting, none);
    }

    void each_row_of_the_table_holds()
    {
        QFETCH(Phase, from);
        QFETCH(SupervisionEvent, event);
        ServiceMachine machine = machineIn(from);
        const auto actions = machine.handle(event, {1, 1});
        QTEST(machine.state().phase, "to");
        QTEST(kinds(actions), "actions");
    }

    void what_comes_late_changes_nothing()
    {
        const QList<SupervisionEvent> late{
            Prepared{}, Launched{pid}, ProbePassed{}, Provisioned{}, Exited{1, {}, {}}, DelayElapsed{}, GraceElapsed{}};
        for (const SupervisionEvent& event : late) {
            ServiceMachine machine = machineIn(Phase::Stopped);
            QVERIFY(machine.handle(event, {1, 1}).isEmpty());
            QCOMPARE(machine.state().phase, Phase::Stopped);
        }
    }

    void a_launched_process_is_asked_for_readiness()
    {
        ServiceMachine machine = machineIn(Phase::Preparing);
        machine.handle(Prepared{}, {});
        QCOMPARE(kinds(machine.handle(Launched{pid}, {5, 1234})), QList{Kind::ProbeOften});
        QCOMPARE(machine.state().pid, pid);
        QCOMPARE(machine.state().startedMs, 1234);
    }

    void a_process_that_never_gets_ready_fails_with_what_the_probe_said_last()
    {
        ServiceMachine machine = machineIn(Phase::Starting);
        machine.handle(ProbeMissed{QStringLiteral("answers 503: store: is asleep")}, {});
        machine.handle(StartTimedOut{std::chrono::seconds(9)}, {});
        QCOMPARE(machine.state().phase, Phase::Stopping);
        machine.handle(Exited{0, {}, {QStringLiteral("last line")}}, {});
        QCOMPARE(machine.state().phase, Phase::Failed);
        QCOMPARE(machine.state().reason, QStringLiteral("not ready after 9 s: answers 503: store: is asleep"));
        QCOMPARE(machine.state().lastLines, QStringList{QStringLiteral("last line")});
    }

    void one_that_is_stopped_meanwhile_has_not_failed()
    {
        ServiceMachine machine = machineIn(Phase::Starting);
        machine.handle(StartTimedOut{std::chrono::seconds(9)}, {});
        machine.handle(StopOrdered{}, {});
        machine.handle(Exited{0, {}, {}}, {});
        QCOMPARE(machine.state().phase, Phase::Stopped);
    }

    void provisioned_is_ready_and_asked_seldom()
    {
        ServiceMachine machine = machineIn(Phase::Starting);
        machine.handle(ProbePassed{}, {});
        QCOMPARE(kinds(machine.handle(Provisioned{}, {})), QList{Kind::ProbeSeldom});
        QCOMPARE(machine.state().phase, Phase::Ready);
    }

    void provision_runs_once_however_often_the_probe_passes()
    {
        ServiceMachine machine = machineIn(Phase::Starting);
        machine.handle(ProbePassed{}, {});
        QVERIFY(machine.handle(ProbePassed{}, {}).isEmpty());
    }

    void a_failed_provision_stops_the_process_and_counts_as_a_failure()
    {
        ServiceMachine machine = machineIn(Phase::Starting);
        machine.handle(ProbePassed{}, {});
        const auto actions = machine.handle(StepFailed{QStringLiteral("roles: exited 3"), false, {}}, {});
        QCOMPARE(kinds(actions), (QList{Kind::StopProbing, Kind::Signal}));
        QCOMPARE(machine.state().phase, Phase::Stopping);
        QCOMPARE(kinds(machine.handle(Exited{0, {}, {}}, {})), QList{Kind::Delay});
        QCOMPARE(machine.state().reason, QStringLiteral("roles: exited 3; starts again in 0.1 s"));
    }

    void a_stop_while_provisioning_waits_for_the_step_and_the_process()
    {
        ServiceMachine machine = machineIn(Phase::Starting);
        machine.handle(ProbePassed{}, {});
        machine.handle(StopOrdered{}, {});
        QCOMPARE(kinds(machine.handle(DependentsGone{}, {})),
                 (QList{Kind::StopProbing, Kind::Interrupt, Kind::Signal}));
        machine.handle(Exited{0, {}, {}}, {});
        QCOMPARE(machine.state().phase, Phase::Stopping);
        machine.handle(Interrupted{}, {});
        QCOMPARE(machine.state().phase, Phase::Stopped);
    }

    void the_version_is_what_the_process_said_last()
    {
        ServiceMachine machine = machineIn(Phase::Ready);
        QVERIFY(machine.state().version.isEmpty());
        machine.handle(ProbePassed{QStringLiteral("3.7.6")}, {});
        machine.handle(ProbePassed{}, {});
        QCOMPARE(machine.state().version, QStringLiteral("3.7.6"));
        machine.handle(Launched{99}, {});
        QVERIFY(machine.state().version.isEmpty());
    }

    void the_third_miss_in_a_row_makes_it_unhealthy_with_a_reason()
    {
        ServiceMachine machine = machineIn(Phase::Ready);
        const ProbeMissed missed{QStringLiteral("answers 503: database")};
        machine.handle(missed, {});
        machine.handle(missed, {});
        machine.handle(ProbePassed{}, {});
        machine.handle(missed, {});
        machine.handle(missed, {});
        QCOMPARE(machine.state().phase, Phase::Ready);
        machine.handle(missed, {});
        QCOMPARE(machine.state().phase, Phase::Unhealthy);
        QCOMPARE(machine.state().reason, QStringLiteral("answers 503: database"));
    }

    void an_exit_says_how_with_the_last_lines_and_when_it_starts_again()
    {
        ServiceMachine machine = machineIn(Phase::Ready);
        machine.handle(Exited{139, QStringLiteral("SIGSEGV"), {QStringLiteral("the last line")}}, {1, 1}, 0.5);
        QCOMPARE(machine.state().reason, QStringLiteral("exited 139 (SIGSEGV); starts again in 0.1 s"));
        QCOMPARE(machine.state().lastLines, QStringList{QStringLiteral("the last line")});
        QCOMPARE(machine.state().exitSignal, QStringLiteral("SIGSEGV"));
        QCOMPARE(machine.state().pid, 0);
    }

    void a_reason_that_is_a_sentence_is_followed_by_one()
    {
        ServiceMachine machine = machineIn(Phase::Starting);
        machine.handle(LaunchFailed{QStringLiteral("Port 1 is taken."), false}, {}, 0.5);
        QCOMPARE(machine.state().reason, QStringLiteral("Port 1 is taken. Starts again in 0.1 s."));
    }

    void a_crash_loop_is_given_up_visibly()
    {
        ServiceMachine machine = machineIn(Phase::Backoff);
        for (int failure = 2; failure <= 5; ++failure) {
            QCOMPARE(machine.state().phase, Phase::Backoff);
            machine.handle(DelayElapsed{}, {failure, 0});
            for (const SupervisionEvent& event : QList<SupervisionEvent>{DependenciesMet{}, Prepared{}, Launched{pid}})
                machine.handle(event, {failure, 0});
            machine.handle(Exited{3, {}, {QStringLiteral("no such table")}}, {failure, 0});
        }
        QCOMPARE(machine.state().phase, Phase::Failed);
        QCOMPARE(machine.state().reason, QStringLiteral("gave up after 5 failures in 60 s: exited 3"));
        QCOMPARE(machine.state().lastLines, QStringList{QStringLiteral("no such table")});
        QCOMPARE(machine.state().restarts, 4);
    }

    void a_start_by_the_user_forgets_the_failures()
    {
        ServiceMachine machine = machineIn(Phase::Backoff);
        machine.handle(DelayElapsed{}, {});
        QCOMPARE(machine.state().restarts, 1);
        machine.handle(StopOrdered{}, {});
        machine.handle(StartOrdered{}, {});
        QCOMPARE(machine.state().restarts, 0);
    }

    void a_start_while_stopping_starts_it_again_afterwards()
    {
        ServiceMachine machine = machineIn(Phase::Stopping);
        machine.handle(StartOrdered{}, {});
        machine.handle(Exited{0, {}, {}}, {});
        QCOMPARE(machine.state().phase, Phase::Waiting);
    }

    void a_stop_while_restarting_leaves_it_stopped()
    {
        ServiceMachine machine = machineIn(Phase::Ready);
        machine.handle(RestartOrdered{}, {});
        machine.handle(StopOrdered{}, {});
        machine.handle(Exited{0, {}, {}}, {});
        QCOMPARE(machine.state().phase, Phase::Stopped);
    }

    void a_stop_that_needed_a_kill_says_so()
    {
        ServiceMachine machine = machineIn(Phase::Stopping);
        machine.handle(GraceElapsed{}, {});
        machine.handle(Exited{137, QStringLiteral("SIGKILL"), {}}, {});
        QCOMPARE(machine.state().phase, Phase::Stopped);
        QCOMPARE(machine.state().reason, QStringLiteral("did not stop in time and was killed"));
    }

    void a_process_is_not_told_to_stop_before_its_dependents_are_gone()
    {
        ServiceMachine machine = machineIn(Phase::Ready);
        machine.handle(StopOrdered{}, {});
        QVERIFY(machine.handle(DependentsLeft{{QStringLiteral("two")}}, {}).isEmpty());
        QCOMPARE(machine.state().waitingFor, QStringList{QStringLiteral("two")});
        QCOMPARE(machine.state().reason, QStringLiteral("waiting for two to stop"));
        QCOMPARE(kinds(machine.handle(DependentsGone{}, {})), (QList{Kind::StopProbing, Kind::Signal}));
        QVERIFY(machine.handle(DependentsGone{}, {}).isEmpty());
    }

    void a_one_shot_is_not_probed_and_completes_with_zero()
    {
        ServiceMachine machine = machineIn(Phase::Preparing, true);
        machine.handle(Prepared{}, {});
        QVERIFY(machine.handle(Launched{pid}, {}).isEmpty());
        QCOMPARE(kinds(machine.handle(Exited{0, {}, {}}, {})), QList{Kind::StopProbing});
        QCOMPARE(machine.state().phase, Phase::Stopped);
        QCOMPARE(machine.state().reason, QStringLiteral("completed"));
        QVERIFY(machine.completed());
    }

    void a_one_shot_that_fails_is_not_complete()
    {
        ServiceMachine machine = machineIn(Phase::Starting, true);
        machine.handle(Exited{2, {}, {}}, {});
        QCOMPARE(machine.state().phase, Phase::Backoff);
        QVERIFY(!machine.completed());
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, ServiceMachineTest>(argc, argv);
}

#include "service_machine_test.moc"
