// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/control_channel.h"
#include "core/stack/broker_state.h"
#include "core/stack/service_state.h"
#include "core/store/queries.h"

#include <QHash>
#include <QList>

namespace signalbox {

// What the map needs of a service beyond its state; the definition side of stack.get.
struct ServiceInfo
{
    QString name;
    QString kind; // "service", "edge", "database", "broker", "cache"
    QString recipe;
    QString color;
    QStringList dependsOn;
    QString database;
    QStringList queues;
    bool hasOutbox = false;

    bool operator==(const ServiceInfo&) const = default;
};

// Which of the three the connection is in, and why.
enum class SessionPhase { Connecting, Attached, Lost };

// A long action and how it stands: a start is finished when the state was reached, never when the order was given.
struct ActionState
{
    qint64 id = 0;
    QString title; // "start", "stop", "restart web" …
    bool running = false;
    bool ok = false;
    QString message; // sentence: what it waits for while running, how it ended afterwards
    qint64 beganMs = 0;
    qint64 endedMs = 0;

    bool operator==(const ActionState&) const = default;
};

// High-water marks of the store, from store.advanced.
struct StoreMarks
{
    qint64 spans = 0;
    qint64 logs = 0;
    qint64 rows = 0; // message rows
};

// A client's copy of everything a daemon says about one stack, kept current by its notifications; asks again for
// what it missed after a reconnect. Shared by window and command line. Lives on the thread of its channel.
class StackSession : public QObject
{
    Q_OBJECT

public:
    explicit StackSession(ControlChannel& channel, QObject* parent = nullptr);

    SessionPhase phase() const { return m_phase; }
    QString problem() const { return m_problem; } // sentence while Lost
    QString stackName() const { return m_stackName; }
    QString stackFile() const { return m_stackFile; }
    QString engine() const { return m_engine; }       // "native"
    QString guarantee() const { return m_guarantee; } // what keeps orphans away: "namespaces", "reaper"
    QString stateDir() const { return m_stateDir; }
    QString stackProblem() const
    {
        return m_stackProblem;
    } // the stack file is broken: sentence; the last good model stays
    const QList<ServiceInfo>& services() const { return m_services; } // in file order
    ServiceState state(const QString& service) const;
    QList<ServiceState> states() const; // in file order
    const BrokerState& broker() const { return m_broker; }
    const QList<OutboxState>& outboxes() const { return m_outboxes; }
    const QList<StartupStep>& startup() const { return m_startup; }
    const ActionState& action() const { return m_action; } // the last one
    const StoreMarks& marks() const { return m_marks; }

    // Orders. Each ends when the daemon took it; what it did shows in states and action().
    QFuture<Result<QJsonValue>> start(const QStringList& services = {}); // with what they need; empty = all
    QFuture<Result<QJsonValue>> stop(const QStringList& services = {});
    QFuture<Result<QJsonValue>> restart(const QString& service);
    QFuture<Result<QJsonValue>> info(bool secrets = false); // the object of `signalboxctl info --json`
    QFuture<Result<QJsonValue>> shutdownDaemon();

signals:
    void phaseChanged(signalbox::SessionPhase phase);
    void stackChanged();                               // definitions are new
    void servicesChanged(const QStringList& services); // these have a new state
    void actionChanged(const signalbox::ActionState& action);
    void brokerChanged();
    void outboxChanged();
    void storeAdvanced(const signalbox::StoreMarks& marks);

private:
    void attach();
    void takeOver(const QJsonObject& stack);
    void handle(const QString& method, const QJsonObject& params);
    void takeStates(const QJsonObject& params);
    void takeDefinition(const QJsonObject& params);
    void takeAction(const QJsonObject& params);
    void takeBroker(const QJsonObject& params);
    void takeOutboxes(const QJsonObject& params);
    void takeMarks(const QJsonObject& params);

    ControlChannel& m_channel;
    SessionPhase m_phase = SessionPhase::Connecting;
    QString m_problem;
    QString m_stackName;
    QString m_stackFile;
    QString m_engine;
    QString m_guarantee;
    QString m_stateDir;
    QString m_stackProblem;
    QList<ServiceInfo> m_services;
    QHash<QString, ServiceState> m_states;
    BrokerState m_broker;
    QList<OutboxState> m_outboxes;
    QList<StartupStep> m_startup;
    ActionState m_action;
    StoreMarks m_marks;
    qint64 m_sequence = 0;
};

} // namespace signalbox
