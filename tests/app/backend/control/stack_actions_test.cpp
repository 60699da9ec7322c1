// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/stack_actions.h"
#include "support/fake_engine.h"
#include "support/qt_test_main.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QString tank = QStringLiteral("tank");
const QString pump = QStringLiteral("pump"); // needs the tank
const QString lamp = QStringLiteral("lamp");

StackFile plantToAct()
{
    StackFile stack;
    stack.name = QStringLiteral("plant");
    for (const QString& name : {tank, pump, lamp}) {
        ServiceDefinition service;
        service.name = name;
        if (name == pump)
            service.dependsOn = {{tank, DependencyCondition::Healthy, true}};
        stack.services.append(service);
    }
    return stack;
}

} // namespace

class StackActionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_engine = std::make_unique<test::FakeEngine>(QStringList{tank, pump, lamp});
        m_actions = std::make_unique<StackActions>(*m_engine, plantToAct());
        connect(m_actions.get(), &StackActions::changed, this, [this](const ActionState& action) {
            m_told.append(action);
        });
        m_told.clear();
    }

    void a_start_is_finished_when_the_states_were_reached()
    {
        const auto action = m_actions->start({pump});
        QVERIFY(action);
        QVERIFY(action->running);
        QCOMPARE(m_engine->started, (QList<QSet<QString>>{{tank, pump}}));
        QVERIFY(action->message.contains(QStringLiteral("tank (stopped)")));
        m_engine->become(tank, Phase::Ready);
        QTRY_VERIFY(!last().message.contains(tank));
        QVERIFY(last().running);
        m_engine->become(pump, Phase::Starting);
        m_engine->become(pump, Phase::Ready);
        QTRY_VERIFY(!last().running);
        QVERIFY(last().ok);
        QCOMPARE(last().id, action->id);
        QVERIFY(last().endedMs >= last().beganMs);
        QVERIFY(m_actions->isIdle());
    }

    void a_start_of_what_is_ready_is_finished_at_once()
    {
        for (const QString& service : {tank, pump, lamp})
            m_engine->become(service, Phase::Ready);
        const auto action = m_actions->start({});
        QVERIFY(action);
        QVERIFY(!action->running);
        QVERIFY(action->ok);
    }

    void a_service_that_gives_up_fails_the_start_with_its_reason()
    {
        QVERIFY(m_actions->start({}));
        m_engine->become(tank, Phase::Failed, QStringLiteral("The program reservoird is missing."));
        QTRY_VERIFY(!last().running);
        QVERIFY(!last().ok);
        QVERIFY(last().message.contains(QStringLiteral("tank failed: The program reservoird is missing.")));
    }

    void a_failure_from_before_the_order_does_not_count()
    {
        m_engine->become(tank, Phase::Failed, QStringLiteral("old"));
        QCoreApplication::processEvents();
        const auto action = m_actions->start({tank});
        QVERIFY(action->running);
        m_engine->become(tank, Phase::Ready);
        QTRY_VERIFY(last().ok);
    }

    void a_stop_takes_along_what_needs_the_service()
    {
        for (const QString& service : {tank, pump, lamp})
            m_engine->become(service, Phase::Ready);
        const auto action = m_actions->stop({tank});
        QVERIFY(action->running);
        QCOMPARE(m_engine->stopped, (QList<QSet<QString>>{{tank, pump}}));
        m_engine->become(pump, Phase::Stopped);
        m_engine->become(tank, Phase::Stopping);
        QTRY_VERIFY(last().message.contains(QStringLiteral("tank (stopping)")));
        m_engine->become(tank, Phase::Stopped);
        QTRY_VERIFY(last().ok);
    }

    void a_restart_waits_for_a_new_process()
    {
        m_engine->become(lamp, Phase::Starting);
        m_engine->become(lamp, Phase::Ready);
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > before); // the next process is younger
        const auto action = m_actions->restart(lamp);
        QVERIFY(action->running);
        QCOMPARE(m_engine->restarted, QStringList{lamp});
        m_engine->become(lamp, Phase::Stopping);
        m_engine->become(lamp, Phase::Starting);
        m_engine->become(lamp, Phase::Ready);
        QTRY_VERIFY(!last().running);
        QVERIFY(last().ok);
    }

    void a_deadline_fails_the_action_and_says_what_it_waited_for()
    {
        m_actions->setDeadline(1ms);
        QVERIFY(m_actions->start({lamp}));
        QTRY_VERIFY(!last().running);
        QVERIFY(!last().ok);
        QVERIFY(last().message.contains(QStringLiteral("lamp (stopped)")));
    }

    void a_stop_cancels_the_start_of_the_same_services()
    {
        const auto start = m_actions->start({pump});
        const auto other = m_actions->start({lamp});
        QVERIFY(m_actions->stop({tank}));
        const auto ended = std::find_if(m_told.begin(), m_told.end(), [&](const ActionState& action) {
            return action.id == start->id && !action.running;
        });
        QVERIFY(ended != m_told.end());
        QVERIFY(!ended->ok);
        QVERIFY(ended->message.contains(QStringLiteral("stop tank")));
        QVERIFY(std::none_of(m_told.begin(), m_told.end(), [&](const ActionState& action) {
            return action.id == other->id && !action.running;
        }));
    }

    void an_unknown_service_is_refused_with_the_known_ones()
    {
        for (const auto& result :
             {m_actions->start({QStringLiteral("engine")}), m_actions->restart(QStringLiteral("engine"))}) {
            QVERIFY(!result);
            QCOMPARE(result.error().code, Error::Code::NotFound);
            QVERIFY(result.error().message.contains(QStringLiteral("tank, pump, lamp")));
        }
        QVERIFY(m_engine->started.isEmpty());
    }

private:
    ActionState last() const { return m_told.isEmpty() ? ActionState() : m_told.last(); }

    std::unique_ptr<test::FakeEngine> m_engine;
    std::unique_ptr<StackActions> m_actions;
    QList<ActionState> m_told;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, StackActionsTest>(argc, argv);
}

#include "stack_actions_test.moc"
