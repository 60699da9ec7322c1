// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace items {

struct Item
{
    std::string id;    // UUIDv7
    std::string owner; // user id
    std::string name;
    std::int64_t stock = 0;
    std::int64_t reserved = 0; // of the stock
    std::int64_t version = 1;
    std::string createdAt; // RFC 3339, UTC, milliseconds
};

// What a caller sees of it.
std::string toJson(const Item& item);
std::string etagOf(const Item& item);
std::string pathOf(const Item& item);

// Payload of item.created.v1, as contracts/events describes it.
std::string createdEvent(const Item& item);

} // namespace items
