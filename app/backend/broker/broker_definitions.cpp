// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/broker/broker_definitions.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace signalbox {
namespace {

QString text(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString();
}

QList<QJsonObject> objects(const QJsonObject& root, const char* key, const QString& virtualHost)
{
    QList<QJsonObject> result;
    const QJsonArray array = root.value(QLatin1String(key)).toArray();
    for (const auto value : array) {
        const QJsonObject object = value.toObject();
        if (text(object, "vhost") == virtualHost)
            result.append(object);
    }
    return result;
}

QueueState queueOf(const QJsonObject& object)
{
    const QJsonObject arguments = object.value(QLatin1String("arguments")).toObject();
    QueueState queue;
    queue.name = text(object, "name");
    queue.type = arguments.value(QLatin1String("x-queue-type")).toString(QStringLiteral("classic"));
    queue.deadLetterExchange = text(arguments, "x-dead-letter-exchange");
    queue.maxLength = arguments.value(QLatin1String("x-max-length")).toInteger(-1);
    return queue;
}

ExchangeState exchangeOf(const QJsonObject& object)
{
    const QJsonObject arguments = object.value(QLatin1String("arguments")).toObject();
    return {text(object, "name"), text(object, "type"), text(arguments, "alternate-exchange")};
}

QSet<QString> queuesBoundTo(const QSet<QString>& exchanges, const BrokerState& state)
{
    QSet<QString> queues;
    for (const BindingState& binding : state.bindings) {
        if (binding.destinationType == QLatin1String("queue") && exchanges.contains(binding.exchange))
            queues.insert(binding.destination);
    }
    return queues;
}

// The default exchange leads back to work (retry tiers use it), so it makes nothing a dead-letter queue.
void markLastResorts(BrokerState& state)
{
    QSet<QString> ofTheDead;
    for (const QueueState& queue : std::as_const(state.queues))
        ofTheDead.insert(queue.deadLetterExchange);
    QSet<QString> alternates;
    for (const ExchangeState& exchange : std::as_const(state.exchanges))
        alternates.insert(exchange.alternate);
    ofTheDead.remove(QString());
    alternates.remove(QString());
    const QSet<QString> dead = queuesBoundTo(ofTheDead, state);
    const QSet<QString> unrouted = queuesBoundTo(alternates, state);
    for (QueueState& queue : state.queues) {
        queue.isDeadLetters = dead.contains(queue.name);
        queue.isUnrouted = unrouted.contains(queue.name);
    }
}

} // namespace

Result<BrokerState> parseBrokerDefinitions(const QByteArray& json, const QString& virtualHost)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return fail(
            Error::Code::InvalidData,
            QCoreApplication::translate("Broker", "The broker's definitions are no JSON object: %1, at byte %2.")
                .arg(problem.errorString())
                .arg(problem.offset));
    const QJsonObject root = document.object();
    BrokerState state;
    for (const QJsonObject& object : objects(root, "exchanges", virtualHost))
        state.exchanges.append(exchangeOf(object));
    for (const QJsonObject& object : objects(root, "queues", virtualHost))
        state.queues.append(queueOf(object));
    for (const QJsonObject& object : objects(root, "bindings", virtualHost))
        state.bindings.append({text(object, "source"),
                               text(object, "destination"),
                               text(object, "destination_type"),
                               text(object, "routing_key")});
    markLastResorts(state);
    return state;
}

} // namespace signalbox
