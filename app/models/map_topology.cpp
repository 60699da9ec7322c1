// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/map_topology.h"

#include "models/map_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox {
namespace {

struct MapTopologyText
{
    Q_DECLARE_TR_FUNCTIONS(MapGraph)
};

} // namespace

bool MapTopology::isShownExchange(const QString& exchange) const
{
    if (exchange.isEmpty() || exchange.startsWith(QLatin1String("amq.")))
        return false;
    bool bound = false;
    bool onlyDead = true;
    for (const BindingState& binding : m_session.broker().bindings) {
        if (binding.exchange != exchange)
            continue;
        bound = true;
        onlyDead = onlyDead && isDeadLetters(binding.destination);
    }
    return bound && !onlyDead && (leadsToConsumers(exchange) || holdsMessages(exchange) || !anyConsumerDeclared());
}

// Messages that lie where nobody reads them are worth a look; an empty place for them is not.
bool MapTopology::holdsMessages(const QString& exchange) const
{
    return std::ranges::any_of(m_session.broker().bindings, [&](const BindingState& binding) {
        const QueueState* target = binding.exchange == exchange ? queue(binding.destination) : nullptr;
        return target && target->ready > 0;
    });
}

bool MapTopology::anyConsumerDeclared() const
{
    return std::ranges::any_of(m_session.services(),
                               [](const ServiceInfo& service) { return !service.queues.isEmpty(); });
}

bool MapTopology::leadsToConsumers(const QString& exchange) const
{
    return std::ranges::any_of(m_session.broker().bindings, [&](const BindingState& binding) {
        return binding.exchange == exchange && isConsumed(binding.destination);
    });
}

bool MapTopology::isDeadLettersOfShown(const QString& name) const
{
    return std::ranges::any_of(m_session.broker().queues, [&](const QueueState& from) {
        return isConsumed(from.name) && deadLettersOf(from).contains(name);
    });
}

bool MapTopology::isConsumed(const QString& queue) const
{
    return std::ranges::any_of(m_session.services(),
                               [&](const ServiceInfo& service) { return service.queues.contains(queue); });
}

bool MapTopology::isKeepsake(const QueueState& queue) const
{
    return queue.maxLength > 0 && queue.consumers <= 0 && !queue.isDeadLetters && !queue.isUnrouted &&
           anyConsumerDeclared() && !isConsumed(queue.name);
}

const QueueState* MapTopology::queue(const QString& name) const
{
    const auto& queues = m_session.broker().queues;
    const auto found = std::ranges::find(queues, name, &QueueState::name);
    return found == queues.end() ? nullptr : &*found;
}

bool MapTopology::isDeadLetters(const QString& name) const
{
    const QueueState* state = queue(name);
    return state && state->isDeadLetters;
}

QStringList MapTopology::deadLettersOf(const QueueState& from) const
{
    QStringList targets;
    if (from.deadLetterExchange.isEmpty())
        return targets;
    for (const BindingState& binding : m_session.broker().bindings)
        if (binding.exchange == from.deadLetterExchange && isDeadLetters(binding.destination))
            targets.append(binding.destination);
    return targets;
}

StatusTone MapTopology::queueTone(const QString& name) const
{
    const QueueState* state = queue(name);
    if (!state || state->ready <= 0)
        return StatusTone::None;
    if (state->isDeadLetters || (state->consumers == 0 && isConsumed(name)))
        return StatusTone::Fail;
    return isConsumed(name) || isKeepsake(*state) || !anyConsumerDeclared() ? StatusTone::None : StatusTone::Warn;
}

QString MapTopology::publishLabel(const QString& name) const
{
    const QueueState* state = queue(name);
    return state && state->publishRate > 0 ? rateText(state->publishRate) : QString();
}

QString MapTopology::deliverLabel(const QString& name) const
{
    const QueueState* state = queue(name);
    if (!state || state->ready < 0)
        return {};
    if (isKeepsake(*state))
        return {};
    if (state->consumers == 0)
        return MapTopologyText::tr("no consumer");
    return state->deliverRate > 0 ? rateText(state->deliverRate) : QString();
}

} // namespace signalbox
