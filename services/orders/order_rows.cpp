// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_rows.h"

namespace orders {

Order orderOf(const platform::Rows& rows, std::size_t row)
{
    return {.id = rows.text(row, 0),
            .userId = rows.text(row, 1),
            .amount = rows.integer(row, 2),
            .note = rows.isNull(row, 3) ? std::nullopt : std::optional(rows.text(row, 3)),
            .status = rows.text(row, 4),
            .version = rows.integer(row, 5),
            .createdAt = rows.text(row, 6),
            .lines = rows.isNull(row, 7) ? std::vector<OrderLine>() : linesFromJson(rows.text(row, 7))};
}

} // namespace orders
