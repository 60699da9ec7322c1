// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/broker/broker_watcher.h"
#include "backend/control/stack_feed.h"
#include "backend/engine/engine.h"
#include "backend/engine/stack_variables.h"
#include "backend/outbox/outbox_watcher.h"
#include "daemon/intake.h"

#include <QObject>

namespace signalbox {

// Looks at broker, outboxes and inboxes while what they live in is up. What is seen goes to the clients; rows that
// changed also go to the store.
class MessageWatchers : public QObject
{
    Q_OBJECT

public:
    MessageWatchers(const OpenedStack& stack, Engine& engine, Intake& intake, StackFeed& feed);

private:
    void follow(const ServiceState& state);
    void setDefinitions(const OpenedStack& stack, const QString& file);

    BrokerWatcher m_broker;
    OutboxWatcher m_outboxes;
    Intake& m_intake;
    QMap<QString, QString> m_readers; // queue → the service that reads it
    QString m_brokerService;          // empty = the stack has none
    QString m_databaseService;
    int m_metricsPort = 0;
    bool m_brokerUp = false;
};

} // namespace signalbox
