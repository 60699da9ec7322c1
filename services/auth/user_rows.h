// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/user.h"
#include "platform/postgres/database.h"

namespace auth {

// What statements select of a user, in the order in which userOf() reads it.
#define AUTH_USER_COLUMNS                                                                                              \
    "id, email, username, role, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),"          \
    " disabled_at IS NOT NULL"
inline constexpr std::size_t userColumns = 6;

inline User userOf(const platform::Rows& rows, std::size_t row = 0)
{
    User user;
    user.id = rows.text(row, 0);
    user.email = rows.text(row, 1);
    if (!rows.isNull(row, 2))
        user.username = rows.text(row, 2);
    user.role = rows.text(row, 3);
    user.createdAt = rows.text(row, 4);
    user.disabled = rows.boolean(row, 5);
    return user;
}

} // namespace auth
