// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/attempt_store.h"

#include "auth/secret_token.h"
#include "auth/user.h"

#include <algorithm>

namespace auth {
namespace {

using platform::DatabaseResult;
using platform::SqlValue;
using platform::Statement;

constexpr Statement deleteOld{
    "delete_old_attempts",
    "DELETE FROM sign_in_attempts WHERE login_hash IN (SELECT login_hash FROM sign_in_attempts"
    " WHERE last_at < now() - interval '1 hour' LIMIT 20 FOR UPDATE SKIP LOCKED)",
    "DELETE sign_in_attempts"};
// No row comes back while the login is locked.
constexpr Statement countAttempt{
    "count_attempt",
    "INSERT INTO sign_in_attempts AS a (login_hash, attempts, last_at) VALUES ($1::bytea, 1, now())"
    " ON CONFLICT (login_hash) DO UPDATE SET attempts = a.attempts + 1, last_at = now()"
    " WHERE a.locked_until IS NULL OR a.locked_until <= now() RETURNING attempts",
    "INSERT sign_in_attempts"};
constexpr Statement lockLogin{"lock_login",
                              "UPDATE sign_in_attempts SET locked_until = now() + make_interval(secs => $2::bigint)"
                              " WHERE login_hash = $1::bytea",
                              "UPDATE sign_in_attempts"};
constexpr Statement lockedFor{
    "locked_for",
    "SELECT ceil(extract(epoch FROM locked_until - now()))::bigint FROM sign_in_attempts WHERE login_hash = $1::bytea",
    "SELECT sign_in_attempts"};
constexpr Statement deleteAttempts{
    "delete_attempts", "DELETE FROM sign_in_attempts WHERE login_hash = $1::bytea", "DELETE sign_in_attempts"};

SqlValue hashOf(const std::string& login)
{
    return SqlValue::bytes(secretHash(normalizedEmail(login)));
}

DatabaseResult<std::chrono::seconds> beginAttempt(platform::Transaction& transaction, const SqlValue& login)
{
    if (auto deleted = transaction.query(deleteOld, {}); !deleted)
        return tl::unexpected(deleted.error());
    const auto counted = transaction.query(countAttempt, {login});
    if (!counted)
        return tl::unexpected(counted.error());
    if (counted->empty()) {
        const auto left = transaction.query(lockedFor, {login});
        if (!left)
            return tl::unexpected(left.error());
        return std::chrono::seconds(left->empty() ? 1 : std::max<std::int64_t>(1, left->integer(0, 0)));
    }
    const auto lock = lockAfter(static_cast<int>(counted->integer(0, 0)));
    if (lock > std::chrono::seconds(0)) {
        const std::int64_t seconds = lock.count();
        if (auto locked = transaction.query(lockLogin, {login, seconds}); !locked)
            return tl::unexpected(locked.error());
    }
    return std::chrono::seconds(0);
}

} // namespace

std::chrono::seconds lockAfter(int attempts)
{
    constexpr int unpunished = 4;
    constexpr int first = 5;
    constexpr int most = 15 * 60;
    constexpr int doublings = 8; // beyond them it is more than the most anyway
    if (attempts <= unpunished)
        return std::chrono::seconds(0);
    return std::chrono::seconds(std::min(most, first << std::min(attempts - unpunished - 1, doublings)));
}

DatabaseResult<std::chrono::seconds> PgAttemptStore::begin(const platform::TraceContext& trace,
                                                           const std::string& login)
{
    std::chrono::seconds locked{0};
    const SqlValue hash = hashOf(login);
    const auto done = m_database.transact(trace, [&](platform::Transaction& transaction) -> DatabaseResult<void> {
        const auto begun = beginAttempt(transaction, hash);
        if (!begun)
            return tl::unexpected(begun.error());
        locked = *begun;
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return locked;
}

DatabaseResult<void> PgAttemptStore::succeed(const platform::TraceContext& trace, const std::string& login)
{
    const auto deleted = m_database.query(trace, deleteAttempts, {hashOf(login)});
    if (!deleted)
        return tl::unexpected(deleted.error());
    return {};
}

} // namespace auth
