// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "support/fake_control_channel.h"

#include <QJsonObject>

namespace signalbox::test {

// What a daemon would say of a stack: six services, a broker with queues, two outboxes. Change the lists, then attach.
struct SampleStack
{
    SampleStack();

    ServiceState& state(const QString& service);
    QueueState& queue(const QString& name);
    QJsonObject answer() const; // to stack.get

    // Connects the channel and answers the session's stack.get.
    void attach(FakeControlChannel& channel) const;
    // A stack.changed with the state of this service.
    void tell(FakeControlChannel& channel, const QString& service);
    void tell(FakeControlChannel& channel, const ActionState& action);

    QList<ServiceInfo> services;
    QList<ServiceState> states;
    BrokerState broker;
    QList<OutboxState> outboxes;
    QList<StartupStep> startup;
    ActionState action;
    QString problem;
    qint64 sequence = 1;

private:
    void addService(const ServiceInfo& info, const QMap<QString, int>& ports);
    void addBroker();
};

} // namespace signalbox::test
