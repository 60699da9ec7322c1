// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/place_order.h"
#include "platform/http/entity_tag.h"

#include <optional>
#include <string>

namespace orders {

// A merge patch (RFC 7396) of what a customer may change.
struct OrderPatch
{
    bool setsNote = false;
    std::optional<std::string> note; // empty with setsNote: it is removed
};

// The decisions; null: the user has no such order. A patch needs the order as its author has read it.
OrderDecision patchOrder(const Order* order, const OrderPatch& patch, const std::optional<platform::IfMatch>& ifMatch);

// Cancelled stays cancelled; what is confirmed can no longer be.
OrderDecision cancelOrder(const Order* order, const platform::EventCause& cause, const Surroundings& surroundings);

// 200 with the order and its ETag.
platform::HttpResponse orderAnswer(const Order& order);
platform::HttpResponse noSuchOrder();

} // namespace orders
