// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/saga/progress.h"

namespace orders {
namespace {

using Tell = Transition::Tell;

struct Told
{
    const char* type;
    std::string payload;
};

Told whatIsTold(Tell tell, const Order& before, const Order& now, const std::string& reason, const std::string& at)
{
    switch (tell) {
    case Tell::Created: return {"order.created.v1", createdEvent(now)};
    case Tell::Confirmed: return {"order.confirmed.v1", confirmedEvent(now, at)};
    case Tell::Cancelled: break;
    }
    return {"order.cancelled.v1", cancelledEvent(before, reason, at)};
}

Saga sagaOf(const Order& order)
{
    Saga saga{.status = order.status, .steps = {}};
    for (const auto& [step, entry] : order.saga)
        saga.steps.emplace(step, entry.state);
    return saga;
}

} // namespace

Progress progressOf(const Order& order,
                    const SagaEvent& event,
                    const platform::EventCause& cause,
                    const platform::Surroundings& surroundings)
{
    Progress progress{.order = order, .isChanged = false, .event = {}};
    const Saga saga = sagaOf(order);
    const Transition transition = advance(saga, event);
    if (transition.isNothing())
        return progress;
    progress.isChanged = true;
    const std::string now = platform::rfc3339(surroundings.now());
    Order& changed = progress.order;
    ++changed.version;
    changed.status = after(saga, transition).status;
    for (const Transition::Change& change : transition.changes) {
        SagaEntry& entry = changed.saga[change.step];
        entry.state = change.state;
        entry.at = now;
        if (!change.reason.empty())
            entry.reason = change.reason;
    }
    if (transition.tell) {
        Told told = whatIsTold(*transition.tell, order, changed, transition.reason, now);
        progress.event = platform::OutboxRow{.eventId = surroundings.newId(),
                                             .aggregateType = "order",
                                             .aggregateId = order.id,
                                             .aggregateSeq = changed.version,
                                             .eventType = told.type,
                                             .schemaVersion = 1,
                                             .payload = std::move(told.payload),
                                             .headers = platform::outboxHeaders(cause)};
    }
    return progress;
}

} // namespace orders
