// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/supervision/startup_waterfall.h"
#include "backend/engine/supervision/supervision.h"
#include "support/qt_test_main.h"

using namespace signalbox;
using namespace signalbox::supervise;

using Kind = SupervisionAction::Kind;

namespace {

ServiceDefinition service(const QString& name, const QList<Dependency>& dependencies = {})
{
    ServiceDefinition definition;
    definition.name = name;
    definition.dependsOn = dependencies;
    return definition;
}

const QString store = QStringLiteral("store");
const QString bus = QStringLiteral("bus");
const QString app = QStringLiteral("app");
const QString front = QStringLiteral("front");

// front → app → store (healthy), bus (started)
StackFile stackOfFour()
{
    StackFile stack;
    stack.services = {
        service(bus),
        service(store),
        service(app, {{store, DependencyCondition::Healthy, true}, {bus, DependencyCondition::Started, true}}),
        service(front, {{app, DependencyCondition::Healthy, true}}),
    };
    return stack;
}

QStringList named(const Supervision::Tasks& tasks, Kind kind)
{
    QStringList names;
    for (const auto& task : tasks) {
        if (task.action.kind == kind)
            names.append(task.service);
    }
    return names;
}

void launch(Supervision& supervision, const QString& name)
{
    supervision.handle(name, Prepared{}, {});
    supervision.handle(name, Launched{1}, {});
}

Supervision::Tasks makeReady(Supervision& supervision, const QString& name)
{
    launch(supervision, name);
    supervision.handle(name, ProbePassed{}, {});
    return supervision.handle(name, Provisioned{}, {});
}

Supervision allReady()
{
    Supervision supervision(stackOfFour());
    supervision.start({}, {});
    for (const QString& name : {bus, store, app, front})
        makeReady(supervision, name);
    return supervision;
}

Phase phaseOf(const Supervision& supervision, const QString& name)
{
    return supervision.find(name)->state().phase;
}

} // namespace

class SupervisionTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void what_depends_on_nothing_starts_at_once_and_together()
    {
        Supervision supervision(stackOfFour());
        QCOMPARE(named(supervision.start({}, {}), Kind::Prepare), (QStringList{bus, store}));
    }

    void a_waiting_service_says_for_whom_and_what_that_one_does()
    {
        Supervision supervision(stackOfFour());
        supervision.start({}, {});
        launch(supervision, store);
        const ServiceState state = supervision.find(app)->state();
        QCOMPARE(state.phase, Phase::Waiting);
        QCOMPARE(state.waitingFor, (QStringList{store, bus}));
        QCOMPARE(state.reason, QStringLiteral("waiting for store (starting), bus (preparing)"));
    }

    void the_time_to_get_ready_begins_anew_while_a_dependency_comes_up()
    {
        const SupervisionEvent tooLong = StartTimedOut{std::chrono::seconds(1)};
        Supervision supervision(stackOfFour());
        supervision.start({}, {});
        makeReady(supervision, store);
        launch(supervision, bus);
        launch(supervision, app);
        QCOMPARE(named(supervision.handle(app, tooLong, {}), Kind::ProbeOften), QStringList{app});
        QCOMPARE(phaseOf(supervision, app), Phase::Starting);

        supervision.handle(bus, tooLong, {});
        supervision.handle(bus, Exited{0, {}, {}}, {});
        QCOMPARE(phaseOf(supervision, bus), Phase::Failed); // will not come up any more
        supervision.handle(app, tooLong, {});
        QCOMPARE(phaseOf(supervision, app), Phase::Stopping);
    }

    void started_is_met_by_a_running_process_and_healthy_only_by_readiness()
    {
        Supervision supervision(stackOfFour());
        supervision.start({}, {});
        launch(supervision, bus);
        launch(supervision, store);
        QCOMPARE(supervision.find(app)->state().waitingFor, QStringList{store});
        supervision.handle(store, ProbePassed{}, {});
        QCOMPARE(named(supervision.handle(store, Provisioned{}, {}), Kind::Prepare), QStringList{app});
    }

    void completed_successfully_is_met_by_a_clean_exit_alone()
    {
        StackFile stack;
        stack.services = {service(store), service(app, {{store, DependencyCondition::CompletedSuccessfully, true}})};
        Supervision supervision(stack);
        supervision.start({}, {});
        launch(supervision, store);
        QCOMPARE(phaseOf(supervision, app), Phase::Waiting);
        supervision.handle(store, Exited{1, {}, {}}, {});
        QCOMPARE(phaseOf(supervision, app), Phase::Waiting);
        supervision.handle(store, DelayElapsed{}, {});
        launch(supervision, store);
        QCOMPARE(named(supervision.handle(store, Exited{0, {}, {}}, {}), Kind::Prepare), QStringList{app});
    }

    void starting_one_service_starts_what_it_needs_and_nothing_else()
    {
        Supervision supervision(stackOfFour());
        supervision.start({app}, {});
        QCOMPARE(phaseOf(supervision, front), Phase::Stopped);
        QCOMPARE(phaseOf(supervision, app), Phase::Waiting);
        QCOMPARE(phaseOf(supervision, store), Phase::Preparing);
    }

    void an_optional_dependency_that_is_not_wanted_holds_nobody_up()
    {
        StackFile stack;
        stack.services = {service(app, {{QStringLiteral("absent"), DependencyCondition::Healthy, false}})};
        Supervision supervision(stack);
        QCOMPARE(named(supervision.start({}, {}), Kind::Prepare), QStringList{app});
    }

    void a_stop_goes_from_the_last_dependent_to_the_first_dependency()
    {
        Supervision supervision = allReady();
        QCOMPARE(named(supervision.stop({}, {}), Kind::Signal), QStringList{front});
        QCOMPARE(named(supervision.handle(front, Exited{0, {}, {}}, {}), Kind::Signal), QStringList{app});
        QCOMPARE(supervision.find(store)->state().reason, QStringLiteral("waiting for app to stop"));
        QCOMPARE(named(supervision.handle(app, Exited{0, {}, {}}, {}), Kind::Signal), (QStringList{bus, store}));
        QVERIFY(!supervision.isIdle());
        supervision.handle(bus, Exited{0, {}, {}}, {});
        supervision.handle(store, Exited{0, {}, {}}, {});
        QVERIFY(supervision.isIdle());
    }

    void stopping_one_service_stops_what_depends_on_it()
    {
        Supervision supervision = allReady();
        supervision.stop({app}, {});
        QCOMPARE(phaseOf(supervision, front), Phase::Stopping);
        QCOMPARE(phaseOf(supervision, app), Phase::Stopping);
        QCOMPARE(phaseOf(supervision, store), Phase::Ready);
    }

    void a_restart_leaves_dependents_alone()
    {
        Supervision supervision = allReady();
        QCOMPARE(named(supervision.restart(store, {}), Kind::Signal), QStringList{store});
        QCOMPARE(phaseOf(supervision, app), Phase::Ready);
        QCOMPARE(named(supervision.handle(store, Exited{0, {}, {}}, {}), Kind::Prepare), QStringList{store});
    }

    void a_service_comes_back_only_when_its_dependencies_hold_again()
    {
        Supervision supervision = allReady();
        supervision.handle(store, Exited{1, {}, {}}, {});
        supervision.handle(app, Exited{1, {}, {}}, {});
        supervision.handle(app, DelayElapsed{}, {});
        QCOMPARE(supervision.find(app)->state().reason, QStringLiteral("waiting for store (backoff)"));
        supervision.handle(store, DelayElapsed{}, {});
        QCOMPARE(named(makeReady(supervision, store), Kind::Prepare), QStringList{app});
    }

    void a_cycle_waits_visibly_instead_of_hanging()
    {
        StackFile stack;
        stack.services = {service(app, {{bus, DependencyCondition::Started, true}}),
                          service(bus, {{app, DependencyCondition::Started, true}})};
        Supervision supervision(stack);
        supervision.start({}, {});
        QCOMPARE(supervision.find(app)->state().reason, QStringLiteral("waiting for bus (waiting)"));
    }

    void the_waterfall_marks_the_chain_that_decided()
    {
        StartupWaterfall waterfall(stackOfFour());
        waterfall.begin({bus, store, app, front}, 1000);
        const auto enter = [&](const QString& name, Phase phase, qint64 at) {
            ServiceState state;
            state.service = name;
            state.phase = phase;
            return waterfall.observe(state, at);
        };
        enter(bus, Phase::Preparing, 1000);
        enter(store, Phase::Preparing, 1000);
        enter(store, Phase::Ready, 1400);
        enter(app, Phase::Preparing, 1400);
        QVERIFY(!enter(app, Phase::Starting, 1450));
        enter(bus, Phase::Ready, 5000);
        enter(app, Phase::Ready, 5100);
        enter(front, Phase::Starting, 5100);
        enter(front, Phase::Ready, 5300);
        const QList<StartupStep> expected{
            {bus, 0, 4000, true}, {store, 0, 400, false}, {app, 400, 4100, true}, {front, 4100, 4300, true}};
        QCOMPARE(waterfall.steps(), expected);
    }

    void a_waterfall_does_not_change_after_readiness()
    {
        StartupWaterfall waterfall(stackOfFour());
        waterfall.begin({bus}, 0);
        ServiceState state;
        state.service = bus;
        state.phase = Phase::Ready;
        QVERIFY(waterfall.observe(state, 10));
        QVERIFY(!waterfall.observe(state, 20));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, SupervisionTest>(argc, argv);
}

#include "supervision_test.moc"
