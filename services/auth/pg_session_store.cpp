// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/pg_session_store.h"

#include "auth/revocation_list.h"

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
// Holds the user, so that who disables one sees all of its sessions, or none is made.
constexpr Statement openSession{"open_session",
                                "WITH opened AS (INSERT INTO sessions (id, user_id, expires_at)"
                                " SELECT $1::uuid, id, now() + make_interval(secs => $3::bigint) FROM users"
                                " WHERE id = $2::uuid AND disabled_at IS NULL FOR SHARE RETURNING id)"
                                " INSERT INTO refresh_tokens (token_hash, session_id) SELECT $4::bytea, id FROM opened",
                                "INSERT sessions"};
// The row lock decides between two at once: the second finds used_at set.
constexpr Statement takeToken{
    "take_refresh_token",
    "UPDATE refresh_tokens t SET used_at = now() FROM sessions s JOIN users u ON u.id = s.user_id"
    " WHERE t.token_hash = $1::bytea AND t.used_at IS NULL AND s.id = t.session_id"
    " AND s.ended_at IS NULL AND s.expires_at > now() AND u.disabled_at IS NULL RETURNING s.id, u.id, u.role",
    "UPDATE refresh_tokens"};
constexpr Statement putToken{"put_refresh_token",
                             "INSERT INTO refresh_tokens (token_hash, session_id) VALUES ($1::bytea, $2::uuid)",
                             "INSERT refresh_tokens"};
constexpr Statement endReused{
    "end_reused_session",
    "UPDATE sessions s SET ended_at = now(), ended_because = 'reuse' FROM refresh_tokens t"
    " WHERE t.token_hash = $1::bytea AND t.used_at IS NOT NULL AND s.id = t.session_id AND s.ended_at IS NULL"
    " RETURNING s.id, s.user_id",
    "UPDATE sessions"};
constexpr Statement endSession{
    "end_session",
    "UPDATE sessions s SET ended_at = now(), ended_because = 'signed_out' FROM refresh_tokens t"
    " WHERE t.token_hash = $1::bytea AND s.id = t.session_id AND s.ended_at IS NULL RETURNING s.id, s.user_id",
    "UPDATE sessions"};

User knownById(std::string id, std::string role)
{
    User user;
    user.id = std::move(id);
    user.role = std::move(role);
    return user;
}

} // namespace

std::string_view nameOf(SessionEnd end)
{
    switch (end) {
    case SessionEnd::SignedOut: return "signed_out";
    case SessionEnd::Reuse: return "reuse";
    case SessionEnd::Revoked: return "revoked";
    case SessionEnd::Disabled: break;
    }
    return "disabled";
}

DatabaseResult<bool> PgSessionStore::open(const platform::TraceContext& trace, const NewSession& session)
{
    bool opened = false;
    const auto done = m_database.transact(trace, [&](platform::Transaction& transaction) -> DatabaseResult<void> {
        if (auto deleted = transaction.query(deleteExpired, {}); !deleted)
            return tl::unexpected(deleted.error());
        const std::int64_t seconds = session.lifetime.count();
        const auto inserted =
            transaction.query(openSession, {session.id, session.userId, seconds, SqlValue::bytes(session.tokenHash)});
        if (!inserted)
            return tl::unexpected(inserted.error());
        opened = inserted->affected() == 1;
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return opened;
}

DatabaseResult<Rotation>
PgSessionStore::rotate(const Occasion& occasion, const std::string& tokenHash, const std::string& nextHash)
{
    Rotation rotation;
    const auto work = [&](platform::Transaction& transaction) -> DatabaseResult<void> {
        auto outcome = rotateIn(transaction, tokenHash, nextHash, occasion.cause);
        if (!outcome)
            return tl::unexpected(outcome.error());
        rotation = std::move(*outcome);
        return {};
    };
    if (const auto done = m_database.transact(occasion.trace, work); !done)
        return tl::unexpected(done.error());
    return rotation;
}

DatabaseResult<Rotation> PgSessionStore::rotateIn(platform::Transaction& transaction,
                                                  const std::string& tokenHash,
                                                  const std::string& nextHash,
                                                  const platform::EventCause& cause) const
{
    const auto taken = transaction.query(takeToken, {SqlValue::bytes(tokenHash)});
    if (!taken)
        return tl::unexpected(taken.error());
    if (taken->empty())
        return refuse(transaction, tokenHash, cause);
    const auto put = transaction.query(putToken, {SqlValue::bytes(nextHash), taken->text(0, 0)});
    if (!put)
        return tl::unexpected(put.error());
    return Rotation{Rotation::Outcome::Rotated, knownById(taken->text(0, 1), taken->text(0, 2)), taken->text(0, 0)};
}

DatabaseResult<Rotation> PgSessionStore::refuse(platform::Transaction& transaction,
                                                const std::string& tokenHash,
                                                const platform::EventCause& cause) const
{
    const auto ended = transaction.query(endReused, {SqlValue::bytes(tokenHash)});
    if (!ended)
        return tl::unexpected(ended.error());
    if (ended->empty())
        return Rotation{};
    const EndedSession session{ended->text(0, 0), ended->text(0, 1)};
    if (const auto told = tellEnded(transaction, m_events, std::span(&session, 1), {SessionEnd::Reuse, cause}); !told)
        return tl::unexpected(told.error());
    return Rotation{Rotation::Outcome::Reused, knownById(session.userId, {}), {}};
}

DatabaseResult<std::optional<std::string>> PgSessionStore::close(const Occasion& occasion, const std::string& tokenHash)
{
    std::optional<std::string> user;
    const auto work = [&](platform::Transaction& transaction) -> DatabaseResult<void> {
        const auto ended = transaction.query(endSession, {SqlValue::bytes(tokenHash)});
        if (!ended)
            return tl::unexpected(ended.error());
        if (ended->empty())
            return {};
        const EndedSession session{ended->text(0, 0), ended->text(0, 1)};
        user = session.userId;
        return tellEnded(transaction, m_events, std::span(&session, 1), {SessionEnd::SignedOut, occasion.cause});
    };
    if (const auto done = m_database.transact(occasion.trace, work); !done)
        return tl::unexpected(done.error());
    return user;
}

} // namespace auth
