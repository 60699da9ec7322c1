// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/change_order.h"

#include "orders/saga/progress.h"

namespace orders {

platform::HttpResponse orderAnswer(const Order& order)
{
    auto response = platform::HttpResponse::json(200, toJson(order));
    response.headers.emplace_back("ETag", etagOf(order));
    return response;
}

platform::HttpResponse noSuchOrder()
{
    return platform::problem(404, "not-found", "Not found", "You have no order with this id.");
}

OrderDecision patchOrder(const Order* order, const OrderPatch& patch, const std::optional<platform::IfMatch>& ifMatch)
{
    if (!order)
        return {.answer = noSuchOrder()};
    if (!ifMatch || !ifMatch->matches(etagOf(*order)))
        return {.answer = platform::preconditionFailed(), .begun = false};
    if (!patch.setsNote || patch.note == order->note)
        return {.answer = orderAnswer(*order)};
    Order changed = *order;
    changed.note = patch.note;
    ++changed.version;
    return {.answer = orderAnswer(changed), .changed = changed};
}

OrderDecision cancelOrder(const Order* order, const platform::EventCause& cause, const Surroundings& surroundings)
{
    if (!order)
        return {.answer = noSuchOrder()};
    if (order->status == "cancelled")
        return {.answer = orderAnswer(*order)};
    if (order->status == "confirmed")
        return {.answer = platform::problem(409,
                                            "order-confirmed",
                                            "The order is confirmed",
                                            "The order has been confirmed and can no longer be cancelled.")};
    SagaEvent cancelled{SagaEvent::Kind::Cancelled, "Cancelled by the customer."};
    Progress progress = progressOf(*order, cancelled, cause, surroundings);
    return {.answer = orderAnswer(progress.order), .changed = progress.order, .event = std::move(progress.event)};
}

} // namespace orders
