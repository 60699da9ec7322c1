// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/order.h"
#include "platform/postgres/database.h"

namespace orders {

// What is read of an order, in the order in which orderOf() expects it. Private to the stores.
#define ORDER_COLUMNS                                                                                                  \
    "id, user_id, amount, note, status, version,"                                                                      \
    " to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), lines::text"

Order orderOf(const platform::Rows& rows, std::size_t row);

} // namespace orders
