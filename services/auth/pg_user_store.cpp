// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/pg_user_store.h"

#include "platform/uuid.h"

namespace auth {
namespace {

using platform::DatabaseResult;
using platform::Rows;
using platform::Statement;

#define AUTH_USER_COLUMNS                                                                                              \
    "id, email, username, role, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"

constexpr Statement insertUser{"insert_user",
                               "INSERT INTO users (id, email, username, role, password_hash)"
                               " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING " AUTH_USER_COLUMNS,
                               "INSERT users"};
constexpr Statement emailTaken{"email_taken", "SELECT 1 FROM users WHERE email = $1", "SELECT users"};
constexpr Statement findLogin{"find_login",
                              "SELECT " AUTH_USER_COLUMNS ", password_hash FROM users"
                              " WHERE email = $1 OR lower(username) = $1",
                              "SELECT users"};
constexpr Statement findUser{
    "find_user", "SELECT " AUTH_USER_COLUMNS " FROM users WHERE id = $1::uuid", "SELECT users"};

#undef AUTH_USER_COLUMNS

User toUser(const Rows& rows)
{
    User user;
    user.id = rows.text(0, 0);
    user.email = rows.text(0, 1);
    if (!rows.isNull(0, 2))
        user.username = rows.text(0, 2);
    user.role = rows.text(0, 3);
    user.createdAt = rows.text(0, 4);
    return user;
}

} // namespace

DatabaseResult<AddOutcome>
PgUserStore::add(const platform::TraceContext& trace, User& user, const std::string& passwordHash)
{
    const auto inserted =
        m_database.query(trace, insertUser, {user.id, user.email, user.username, user.role, passwordHash});
    if (!inserted)
        return tl::unexpected(inserted.error());
    if (!inserted->empty()) {
        user = toUser(*inserted);
        return AddOutcome::Added;
    }
    const auto found = m_database.query(trace, emailTaken, {user.email});
    if (!found)
        return tl::unexpected(found.error());
    return found->empty() ? AddOutcome::UsernameTaken : AddOutcome::EmailTaken;
}

DatabaseResult<std::optional<StoredUser>> PgUserStore::findByLogin(const platform::TraceContext& trace,
                                                                   const std::string& login)
{
    const auto rows = m_database.query(trace, findLogin, {normalizedEmail(login)});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return std::nullopt;
    return StoredUser{toUser(*rows), rows->text(0, 5)};
}

DatabaseResult<std::optional<User>> PgUserStore::findById(const platform::TraceContext& trace, const std::string& id)
{
    if (!platform::isUuid(id))
        return std::nullopt;
    const auto rows = m_database.query(trace, findUser, {id});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return std::nullopt;
    return toUser(*rows);
}

} // namespace auth
