// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/broker/event_routes.h"

#include <algorithm>

namespace signalbox {
namespace {

// Only topic and direct exchanges look at the routing key.
QString patternOf(const BindingState& binding, const BrokerState& broker)
{
    const auto exchange = std::ranges::find(broker.exchanges, binding.exchange, &ExchangeState::name);
    const bool byKey = exchange == broker.exchanges.end() || exchange->type == QLatin1String("topic") ||
                       exchange->type == QLatin1String("direct");
    return byKey ? binding.routingKey : QStringLiteral("#");
}

} // namespace

QList<EventRoute> eventRoutes(const BrokerState& broker, const QMap<QString, QString>& readers)
{
    QList<EventRoute> routes;
    for (const BindingState& binding : broker.bindings) {
        if (binding.destinationType != QLatin1String("queue"))
            return {};
        routes.append({patternOf(binding, broker), binding.destination, readers.value(binding.destination)});
    }
    return routes;
}

} // namespace signalbox
