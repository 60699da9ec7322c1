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
    return queue;
}

// The default exchange leads back to work (retry tiers use it), so it makes nothing a dead-letter queue.
void markDeadLetters(BrokerState& state)
{
    QSet<QString> exchanges;
    for (const QueueState& queue : std::as_const(state.queues)) {
        if (!queue.deadLetterExchange.isEmpty())
            exchanges.insert(queue.deadLetterExchange);
    }
    QSet<QString> queues;
    for (const BindingState& binding : std::as_const(state.bindings)) {
        if (binding.destinationType == QLatin1String("queue") && exchanges.contains(binding.exchange))
            queues.insert(binding.destination);
    }
    for (QueueState& queue : state.queues)
        queue.isDeadLetters = queues.contains(queue.name);
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
        state.exchanges.append({text(object, "name"), text(object, "type")});
    for (const QJsonObject& object : objects(root, "queues", virtualHost))
        state.queues.append(queueOf(object));
    for (const QJsonObject& object : objects(root, "bindings", virtualHost))
        state.bindings.append({text(object, "source"),
                               text(object, "destination"),
                               text(object, "destination_type"),
                               text(object, "routing_key")});
    markDeadLetters(state);
    return state;
}

} // namespace signalbox
