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
    Order& order = placed.order;
    order = {.id = surroundings.newId(),
             .userId = userId,
             .amount = request.amount,
             .note = request.note,
             .createdAt = platform::rfc3339(surroundings.now()),
             .lines = request.lines};
    const bool hasLines = !order.lines.empty();
    if (hasLines) {
        order.status = "submitted";
        order.saga[SagaStep::Reserve] = {StepState::Pending, order.createdAt, {}};
    }
    placed.event = {.eventId = surroundings.newId(),
                    .aggregateType = "order",
                    .aggregateId = order.id,
                    .aggregateSeq = order.version,
                    .eventType = hasLines ? "order.submitted.v1" : "order.created.v1",
                    .schemaVersion = 1,
                    .payload = hasLines ? submittedEvent(order) : createdEvent(order),
                    .headers = platform::outboxHeaders(cause)};
    if (key)
        placed.record = platform::recordOf(*key, createdAnswer(placed.order));
    return placed;
}

} // namespace orders
