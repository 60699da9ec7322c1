// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace invoices {

struct Invoice
{
    std::string id; // UUIDv7
    std::string orderId;
    std::string userId;
    std::int64_t amount = 0; // minor units
    std::string createdAt;   // RFC 3339, UTC, milliseconds; given by the store
};

// What a caller sees of it.
std::string toJson(const Invoice& invoice);

} // namespace invoices
