// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/stack/stack_file.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace signalbox {

class ControlServer;

// What clients are told of the stack: the whole on request, afterwards only what changed, gathered so that each kind of
// notification goes out at most 20 times a second. Values equal to the last ones are not told again.
class StackFeed : public QObject
{
    Q_OBJECT

public:
    struct Identity
    {
        QString name; // of the stack, until its file was read
        QString file;
        QString stateDir;
    };

    StackFeed(ControlServer& server, Identity identity, QObject* parent = nullptr);

    void setStack(const StackFile& stack); // what stack.get says of the definitions
    void setEngine(const QString& name, const QString& guarantee);
    void setProblem(const QString& sentence);
    void setState(const ServiceState& state);
    void setStartup(const QList<StartupStep>& startup);
    void setAction(const ActionState& action);
    void setBroker(const BrokerState& broker);
    void setOutboxes(const QList<OutboxState>& outboxes);
    void setMarks(const StoreMarks& marks);

    QJsonObject snapshot() const; // the answer to stack.get

private:
    enum Part { Defined = 1, Startup = 2, Action = 4, Broker = 8, Outboxes = 16, Marks = 32 };

    void touch(int part);
    void flush();
    QJsonObject changedStates();

    ControlServer& m_server;
    Identity m_identity;
    QString m_engine;
    QString m_guarantee;
    QString m_problem;
    QList<ServiceInfo> m_services;
    QMap<QString, ServiceState> m_states;
    QList<StartupStep> m_startup;
    ActionState m_action;
    BrokerState m_broker;
    QList<OutboxState> m_outboxes;
    StoreMarks m_marks;

    QSet<QString> m_dirtyStates;
    int m_dirty = 0; // Parts
    QTimer m_timer;
    QElapsedTimer m_sinceFlush;
};

} // namespace signalbox
