// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/invoice.h"

#include <nlohmann/json.hpp>

namespace invoices {

using Json = nlohmann::ordered_json;

std::string toJson(const Invoice& invoice)
{
    return Json{{"id", invoice.id},
                {"order_id", invoice.orderId},
                {"amount", invoice.amount},
                {"status", invoice.status},
                {"created_at", invoice.createdAt}}
        .dump();
}

std::string issuedEvent(const Invoice& invoice, const std::string& at)
{
    return Json{{"invoice_id", invoice.id},
                {"order_id", invoice.orderId},
                {"user_id", invoice.userId},
                {"amount", invoice.amount},
                {"issued_at", at}}
        .dump();
}

std::string failedEvent(const Invoice& invoice, const std::string& reason, const std::string& at)
{
    return Json{{"invoice_id", invoice.id},
                {"order_id", invoice.orderId},
                {"amount", invoice.amount},
                {"reason", reason},
                {"failed_at", at}}
        .dump();
}

std::string voidedEvent(const std::string& invoiceId, const std::string& orderId, const std::string& at)
{
    return Json{{"invoice_id", invoiceId}, {"order_id", orderId}, {"voided_at", at}}.dump();
}

} // namespace invoices
