// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/broker_state.h"
#include "core/stack/service_state.h"
#include "support/qt_test_main.h"

using namespace signalbox;

class StackStatesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void a_service_state_survives_the_wire()
    {
        const ServiceState state{.service = QStringLiteral("crane"),
                                 .phase = Phase::Backoff,
                                 .reason = QStringLiteral("exited 139"),
                                 .sinceMs = 1'790'000'000'123,
                                 .startedMs = 1'790'000'000'001,
                                 .restarts = 3,
                                 .pid = 4'000'000,
                                 .exitCode = 139,
                                 .exitSignal = QStringLiteral("SIGSEGV"),
                                 .waitingFor = {QStringLiteral("mail")},
                                 .lastLines = {QStringLiteral("one"), QStringLiteral("two")},
                                 .ports = {{QStringLiteral("http"), 7300}},
                                 .cpuPercent = 12.5,
                                 .memoryBytes = 8'589'934'592,
                                 .version = QStringLiteral("1.2")};
        const QJsonObject object = toJson(state);
        QCOMPARE(object[QLatin1String("phase")].toString(), QStringLiteral("backoff"));
        QVERIFY(object.contains(QLatin1String("since_ms")) && object.contains(QLatin1String("last_lines")));
        QVERIFY(serviceStateFromJson(object) == state);
    }

    void what_is_not_said_is_unknown_and_not_zero()
    {
        QVERIFY(serviceStateFromJson({}) == ServiceState{});
        QVERIFY(brokerStateFromJson({}) == BrokerState{});
        QVERIFY(outboxStateFromJson({}) == OutboxState{});
    }

    void every_phase_has_a_name_of_its_own()
    {
        QSet<QString> names;
        for (int phase = 0; phase <= static_cast<int>(Phase::Failed); ++phase) {
            const QString name = phaseName(static_cast<Phase>(phase));
            names.insert(name);
            QVERIFY(phaseFromName(name) == static_cast<Phase>(phase));
        }
        QCOMPARE(names.size(), static_cast<int>(Phase::Failed) + 1);
    }

    void broker_and_outbox_survive_the_wire()
    {
        BrokerState broker;
        broker.observedMs = 5;
        broker.problem = QStringLiteral("refused");
        broker.queues.append({.name = QStringLiteral("ships.in"),
                              .type = QStringLiteral("quorum"),
                              .ready = 7,
                              .unacked = 2,
                              .consumers = 1,
                              .publishRate = 1.5,
                              .deliverRate = 2.5,
                              .deadLetterExchange = QStringLiteral("ships.dead"),
                              .isDeadLetters = true});
        broker.exchanges.append({QStringLiteral("notices"), QStringLiteral("topic")});
        broker.bindings.append(
            {QStringLiteral("notices"), QStringLiteral("ships.in"), QStringLiteral("queue"), QStringLiteral("ship.#")});
        QVERIFY(brokerStateFromJson(toJson(broker)) == broker);

        const OutboxState outbox{.service = QStringLiteral("harbour-master"),
                                 .observedMs = 9,
                                 .problem = QStringLiteral("no"),
                                 .pending = 3,
                                 .oldestPendingMs = 1200,
                                 .dead = 1};
        QVERIFY(outboxStateFromJson(toJson(outbox)) == outbox);
    }
};

QTEST_GUILESS_MAIN(StackStatesTest)
#include "stack_states_test.moc"
