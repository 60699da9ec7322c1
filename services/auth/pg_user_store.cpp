// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/pg_user_store.h"

#include "auth/user_rows.h"

#include "platform/uuid.h"

namespace auth {
namespace {

using platform::DatabaseResult;
using platform::Statement;

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

} // namespace

DatabaseResult<AddOutcome> PgUserStore::add(const Occasion& occasion, User& user, const std::string& passwordHash)
{
    auto outcome = AddOutcome::Added;
    const auto work = [&](platform::Transaction& transaction) -> DatabaseResult<void> {
        const auto inserted =
            transaction.query(insertUser, {user.id, user.email, user.username, user.role, passwordHash});
        if (!inserted)
            return tl::unexpected(inserted.error());
        if (!inserted->empty()) {
            user = userOf(*inserted);
            return platform::appendToOutbox(transaction, m_events.userRegistered(user, occasion.cause));
        }
        const auto found = transaction.query(emailTaken, {user.email});
        if (!found)
            return tl::unexpected(found.error());
        outcome = found->empty() ? AddOutcome::UsernameTaken : AddOutcome::EmailTaken;
        return {};
    };
    if (const auto done = m_database.transact(occasion.trace, work); !done)
        return tl::unexpected(done.error());
    return outcome;
}

DatabaseResult<std::optional<StoredUser>> PgUserStore::findByLogin(const platform::TraceContext& trace,
                                                                   const std::string& login)
{
    const auto rows = m_database.query(trace, findLogin, {normalizedEmail(login)});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return std::nullopt;
    return StoredUser{userOf(*rows), rows->text(0, userColumns)};
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
    return userOf(*rows);
}

} // namespace auth
