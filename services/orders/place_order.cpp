// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/place_order.h"

namespace orders {

platform::HttpResponse createdAnswer(const Order& order)
{
    auto response = platform::HttpResponse::json(201, toJson(order));
    response.headers.emplace_back("Location", pathOf(order));
    response.headers.emplace_back("ETag", etagOf(order));
    return response;
}

NewOrder placeOrder(const OrderRequest& request,
                    const std::string& userId,
                    const std::optional<platform::IdempotencyClaim>& key,
                    const platform::EventCause& cause,
                    const Surroundings& surroundings)
{
    NewOrder placed;
    placed.order = {.id = surroundings.newId(),
                    .userId = userId,
                    .amount = request.amount,
                    .note = request.note,
                    .createdAt = platform::rfc3339(surroundings.now())};
    placed.event = {.eventId = surroundings.newId(),
                    .aggregateType = "order",
                    .aggregateId = placed.order.id,
                    .aggregateSeq = placed.order.version,
                    .eventType = "order.created.v1",
                    .schemaVersion = 1,
                    .payload = createdEvent(placed.order),
                    .headers = platform::outboxHeaders(cause)};
    if (key)
        placed.record = platform::recordOf(*key, createdAnswer(placed.order));
    return placed;
}

} // namespace orders
