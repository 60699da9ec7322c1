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
    std::int64_t amount = 0;       // minor units
    std::string createdAt;         // RFC 3339, UTC, milliseconds; given by the store
    std::string status = "issued"; // or "voided": its order was cancelled
};

// What a caller sees of it.
std::string toJson(const Invoice& invoice);

// Payloads of what is told of it, as contracts/events describes them. `at` is RFC 3339.
std::string issuedEvent(const Invoice& invoice, const std::string& at);
std::string failedEvent(const Invoice& invoice, const std::string& reason, const std::string& at);
std::string voidedEvent(const std::string& invoiceId, const std::string& orderId, const std::string& at);

} // namespace invoices
