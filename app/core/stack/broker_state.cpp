// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/broker_state.h"

#include <QJsonArray>

namespace signalbox {
namespace {

QJsonObject toJson(const QueueState& queue)
{
    return {{QStringLiteral("name"), queue.name},
            {QStringLiteral("type"), queue.type},
            {QStringLiteral("ready"), queue.ready},
            {QStringLiteral("unacked"), queue.unacked},
            {QStringLiteral("consumers"), queue.consumers},
            {QStringLiteral("publish_rate"), queue.publishRate},
            {QStringLiteral("deliver_rate"), queue.deliverRate},
            {QStringLiteral("dead_letter_exchange"), queue.deadLetterExchange},
            {QStringLiteral("max_length"), queue.maxLength},
            {QStringLiteral("is_dead_letters"), queue.isDeadLetters},
            {QStringLiteral("is_unrouted"), queue.isUnrouted}};
}

QueueState queueFrom(const QJsonObject& object)
{
    QueueState queue;
    queue.name = object[QLatin1String("name")].toString();
    queue.type = object[QLatin1String("type")].toString();
    queue.ready = object[QLatin1String("ready")].toInteger(-1);
    queue.unacked = object[QLatin1String("unacked")].toInteger(-1);
    queue.consumers = object[QLatin1String("consumers")].toInt(-1);
    queue.publishRate = object[QLatin1String("publish_rate")].toDouble(-1);
    queue.deliverRate = object[QLatin1String("deliver_rate")].toDouble(-1);
    queue.deadLetterExchange = object[QLatin1String("dead_letter_exchange")].toString();
    queue.maxLength = object[QLatin1String("max_length")].toInteger(-1);
    queue.isDeadLetters = object[QLatin1String("is_dead_letters")].toBool();
    queue.isUnrouted = object[QLatin1String("is_unrouted")].toBool();
    return queue;
}

QJsonObject toJson(const ExchangeState& exchange)
{
    return {{QStringLiteral("name"), exchange.name},
            {QStringLiteral("type"), exchange.type},
            {QStringLiteral("alternate"), exchange.alternate}};
}

ExchangeState exchangeFrom(const QJsonObject& object)
{
    return {object[QLatin1String("name")].toString(),
            object[QLatin1String("type")].toString(),
            object[QLatin1String("alternate")].toString()};
}

QJsonObject toJson(const BindingState& binding)
{
    return {{QStringLiteral("exchange"), binding.exchange},
            {QStringLiteral("destination"), binding.destination},
            {QStringLiteral("destination_type"), binding.destinationType},
            {QStringLiteral("routing_key"), binding.routingKey}};
}

BindingState bindingFrom(const QJsonObject& object)
{
    return {object[QLatin1String("exchange")].toString(),
            object[QLatin1String("destination")].toString(),
            object[QLatin1String("destination_type")].toString(),
            object[QLatin1String("routing_key")].toString()};
}

template<typename T>
QJsonArray listToJson(const QList<T>& list)
{
    QJsonArray array;
    for (const T& item : list)
        array.append(toJson(item));
    return array;
}

template<typename T>
QList<T> listFrom(const QJsonValue& value, T (*read)(const QJsonObject&))
{
    QList<T> list;
    const QJsonArray array = value.toArray();
    for (const auto& item : array)
        list.append(read(item.toObject()));
    return list;
}

} // namespace

QJsonObject toJson(const BrokerState& state)
{
    return {{QStringLiteral("observed_ms"), state.observedMs},
            {QStringLiteral("problem"), state.problem},
            {QStringLiteral("queues"), listToJson(state.queues)},
            {QStringLiteral("exchanges"), listToJson(state.exchanges)},
            {QStringLiteral("bindings"), listToJson(state.bindings)}};
}

BrokerState brokerStateFromJson(const QJsonObject& object)
{
    BrokerState state;
    state.observedMs = object[QLatin1String("observed_ms")].toInteger();
    state.problem = object[QLatin1String("problem")].toString();
    state.queues = listFrom(object[QLatin1String("queues")], queueFrom);
    state.exchanges = listFrom(object[QLatin1String("exchanges")], exchangeFrom);
    state.bindings = listFrom(object[QLatin1String("bindings")], bindingFrom);
    return state;
}

QJsonObject toJson(const OutboxState& state)
{
    return {{QStringLiteral("service"), state.service},
            {QStringLiteral("observed_ms"), state.observedMs},
            {QStringLiteral("problem"), state.problem},
            {QStringLiteral("pending"), state.pending},
            {QStringLiteral("oldest_pending_ms"), state.oldestPendingMs},
            {QStringLiteral("dead"), state.dead}};
}

OutboxState outboxStateFromJson(const QJsonObject& object)
{
    OutboxState state;
    state.service = object[QLatin1String("service")].toString();
    state.observedMs = object[QLatin1String("observed_ms")].toInteger();
    state.problem = object[QLatin1String("problem")].toString();
    state.pending = object[QLatin1String("pending")].toInteger(-1);
    state.oldestPendingMs = object[QLatin1String("oldest_pending_ms")].toInteger(-1);
    state.dead = object[QLatin1String("dead")].toInteger(-1);
    return state;
}

} // namespace signalbox
