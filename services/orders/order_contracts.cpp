// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_contracts.h"

#include "orders/embedded.h"
#include "platform/log.h"

#include <nlohmann/json.hpp>

namespace orders {

EventContracts::EventContracts()
{
    m_schemas.try_emplace("order.created.v1", orderCreatedSchema());
    m_schemas.try_emplace("order.submitted.v1", orderSubmittedSchema());
    m_schemas.try_emplace("order.confirmed.v1", orderConfirmedSchema());
    m_schemas.try_emplace("order.cancelled.v1", orderCancelledSchema());
}

bool EventContracts::holds(const platform::OutboxRow& event) const
{
    const auto problems = m_schemas.at(event.eventType).check(nlohmann::json::parse(event.payload));
    if (problems.empty())
        return true;
    platform::logError("event breaks its contract",
                       {{"event_type", event.eventType}, {"detail", problems.front().detail}});
    return false;
}

} // namespace orders
