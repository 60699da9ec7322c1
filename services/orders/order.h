// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace orders {

struct Order
{
    std::string id; // UUIDv7
    std::string userId;
    std::int64_t amount = 0; // minor units
    std::optional<std::string> note;
    std::string status = "created";
    std::int64_t version = 1;
    std::string createdAt; // RFC 3339, UTC, milliseconds
};

// What a caller sees of it.
std::string toJson(const Order& order);
std::string etagOf(const Order& order);
std::string pathOf(const Order& order);

// Payload of order.created.v1, as contracts/events describes it.
std::string createdEvent(const Order& order);
// Payload of order.cancelled.v1, of the order as it was before.
std::string cancelledEvent(const Order& order, const std::string& reason, const std::string& cancelledAt);

} // namespace orders
