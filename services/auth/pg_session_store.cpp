// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/pg_session_store.h"

#include "platform/uuid.h"

namespace auth {
namespace {

using platform::DatabaseResult;
using platform::SqlValue;
using platform::Statement;

// Each sign-in clears some sessions away whose time is over, so nothing has to run for that.
constexpr Statement deleteExpired{"delete_expired_sessions",
                                  "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < now() "
                                  "LIMIT 20 FOR UPDATE SKIP LOCKED)",
                                  "DELETE sessions"};
constexpr Statement openSession{"open_session",
                                "WITH opened AS (INSERT INTO sessions (id, user_id, expires_at)"
                                " VALUES ($1::uuid, $2::uuid, now() + make_interval(secs => $3::bigint)) RETURNING id)"
                                " INSERT INTO refresh_tokens (token_hash, session_id) SELECT $4::bytea, id FROM opened",
                                "INSERT sessions"};
// The row lock decides between two at once: the second finds used_at set.
constexpr Statement takeToken{
    "take_refresh_token",
    "UPDATE refresh_tokens t SET used_at = now() FROM sessions s JOIN users u ON u.id = s.user_id"
    " WHERE t.token_hash = $1::bytea AND t.used_at IS NULL AND s.id = t.session_id"
    " AND s.ended_at IS NULL AND s.expires_at > now() RETURNING s.id, u.id, u.role",
    "UPDATE refresh_tokens"};
constexpr Statement putToken{"put_refresh_token",
                             "INSERT INTO refresh_tokens (token_hash, session_id) VALUES ($1::bytea, $2::uuid)",
                             "INSERT refresh_tokens"};
constexpr Statement endReused{
    "end_reused_session",
    "UPDATE sessions s SET ended_at = now(), ended_because = 'reuse' FROM refresh_tokens t"
    " WHERE t.token_hash = $1::bytea AND t.used_at IS NOT NULL AND s.id = t.session_id AND s.ended_at IS NULL"
    " RETURNING s.user_id",
    "UPDATE sessions"};
constexpr Statement endSession{
    "end_session",
    "UPDATE sessions s SET ended_at = now(), ended_because = 'signed_out' FROM refresh_tokens t"
    " WHERE t.token_hash = $1::bytea AND s.id = t.session_id AND s.ended_at IS NULL RETURNING s.user_id",
    "UPDATE sessions"};

User knownById(std::string id, std::string role)
{
    User user;
    user.id = std::move(id);
    user.role = std::move(role);
    return user;
}

DatabaseResult<Rotation> refuseToken(platform::Transaction& transaction, const std::string& tokenHash)
{
    const auto ended = transaction.query(endReused, {SqlValue::bytes(tokenHash)});
    if (!ended)
        return tl::unexpected(ended.error());
    if (ended->empty())
        return Rotation{Rotation::Outcome::Refused, std::nullopt};
    return Rotation{Rotation::Outcome::Reused, knownById(ended->text(0, 0), {})};
}

DatabaseResult<Rotation>
rotateToken(platform::Transaction& transaction, const std::string& tokenHash, const std::string& nextHash)
{
    const auto taken = transaction.query(takeToken, {SqlValue::bytes(tokenHash)});
    if (!taken)
        return tl::unexpected(taken.error());
    if (taken->empty())
        return refuseToken(transaction, tokenHash);
    const auto put = transaction.query(putToken, {SqlValue::bytes(nextHash), taken->text(0, 0)});
    if (!put)
        return tl::unexpected(put.error());
    return Rotation{Rotation::Outcome::Rotated, knownById(taken->text(0, 1), taken->text(0, 2))};
}

} // namespace

DatabaseResult<void> PgSessionStore::open(const platform::TraceContext& trace,
                                          const std::string& userId,
                                          const std::string& tokenHash,
                                          std::chrono::seconds lifetime)
{
    return m_database.transact(trace, [&](platform::Transaction& transaction) -> DatabaseResult<void> {
        if (auto deleted = transaction.query(deleteExpired, {}); !deleted)
            return tl::unexpected(deleted.error());
        const std::int64_t seconds = lifetime.count();
        const auto opened =
            transaction.query(openSession, {platform::uuidV7(), userId, seconds, SqlValue::bytes(tokenHash)});
        if (!opened)
            return tl::unexpected(opened.error());
        return {};
    });
}

DatabaseResult<Rotation>
PgSessionStore::rotate(const platform::TraceContext& trace, const std::string& tokenHash, const std::string& nextHash)
{
    Rotation rotation;
    const auto done = m_database.transact(trace, [&](platform::Transaction& transaction) -> DatabaseResult<void> {
        auto outcome = rotateToken(transaction, tokenHash, nextHash);
        if (!outcome)
            return tl::unexpected(outcome.error());
        rotation = std::move(*outcome);
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return rotation;
}

DatabaseResult<std::optional<std::string>> PgSessionStore::close(const platform::TraceContext& trace,
                                                                 const std::string& tokenHash)
{
    const auto ended = m_database.query(trace, endSession, {SqlValue::bytes(tokenHash)});
    if (!ended)
        return tl::unexpected(ended.error());
    return ended->empty() ? std::nullopt : std::optional(ended->text(0, 0));
}

} // namespace auth
