// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/invoice.h"

#include <nlohmann/json.hpp>

namespace invoices {

std::string toJson(const Invoice& invoice)
{
    return nlohmann::ordered_json{{"id", invoice.id},
                                  {"order_id", invoice.orderId},
                                  {"amount", invoice.amount},
                                  {"created_at", invoice.createdAt}}
        .dump();
}

} // namespace invoices
