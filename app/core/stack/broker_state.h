// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace signalbox {

// What the broker answered, and when. Counts are -1 where the broker did not say.
struct QueueState
{
    QString name;
    QString type; // "quorum", "classic", "stream"
    qint64 ready = -1;
    qint64 unacked = -1;
    int consumers = -1;
    double publishRate = -1; // messages/s
    double deliverRate = -1;
    QString deadLetterExchange;
    bool isDeadLetters = false; // somebody's dead-letter exchange is bound to it
    bool isUnrouted = false;    // an alternate exchange leads to it: messages that no queue is bound for
    qint64 maxLength = -1;      // what is beyond it drops out at the head

    bool operator==(const QueueState&) const = default;
};

struct ExchangeState
{
    QString name;
    QString type;
    QString alternate = {}; // the exchange that takes what no binding matches; empty = the broker drops it
    bool operator==(const ExchangeState&) const = default;
};

struct BindingState
{
    QString exchange;
    QString destination;
    QString destinationType; // "queue" or "exchange"
    QString routingKey;
    bool operator==(const BindingState&) const = default;
};

struct BrokerState
{
    qint64 observedMs = 0;
    QString problem; // sentence when the broker could not be asked; the rest is then the last answer
    QList<QueueState> queues;
    QList<ExchangeState> exchanges;
    QList<BindingState> bindings;

    bool operator==(const BrokerState&) const = default;
};

QJsonObject toJson(const BrokerState& state);
BrokerState brokerStateFromJson(const QJsonObject& object);

struct OutboxState
{
    QString service;
    qint64 observedMs = 0;
    QString problem;
    qint64 pending = -1;
    qint64 oldestPendingMs = -1; // age
    qint64 dead = -1;

    bool operator==(const OutboxState&) const = default;
};

QJsonObject toJson(const OutboxState& state);
OutboxState outboxStateFromJson(const QJsonObject& object);

} // namespace signalbox
