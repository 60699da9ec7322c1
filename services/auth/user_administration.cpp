// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/user_administration.h"

#include "auth/revocation_list.h"
#include "auth/user_rows.h"
#include "platform/auth/permission.h"
#include "platform/uuid.h"

namespace auth {
namespace {

using platform::DatabaseResult;
using platform::Permission;
using platform::SqlValue;
using platform::Statement;
using platform::Transaction;

constexpr Statement selectUsers{"select_users",
                                "SELECT " AUTH_USER_COLUMNS " FROM users"
                                " WHERE $1::uuid IS NULL OR id < $1::uuid ORDER BY id DESC LIMIT $2::int",
                                "SELECT users"};
// In the order of their ids: two who change each other wait for each other only one way.
constexpr Statement lockUsers{"lock_users",
                              "SELECT " AUTH_USER_COLUMNS
                              " FROM users WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE",
                              "SELECT users"};
constexpr Statement updateRole{
    "update_role",
    "UPDATE users SET role = $2, version = version + 1 WHERE id = $1::uuid RETURNING version",
    "UPDATE users"};
constexpr Statement updateAccess{
    "update_access",
    "UPDATE users SET disabled_at = CASE WHEN $2::boolean THEN now() END WHERE id = $1::uuid",
    "UPDATE users"};
constexpr Statement endAllSessions{"end_all_sessions",
                                   "UPDATE sessions SET ended_at = now(), ended_because = $2"
                                   " WHERE user_id = $1::uuid AND ended_at IS NULL RETURNING id",
                                   "UPDATE sessions"};
constexpr Statement insertAct{
    "insert_act",
    "INSERT INTO audit (event, user_id, trace_id, actor_id, detail) VALUES ($1, $2::uuid, $3, $4::uuid, $5)",
    "INSERT audit"};

DatabaseResult<void> asDone(const DatabaseResult<platform::Rows>& rows)
{
    if (!rows)
        return tl::unexpected(rows.error());
    return {};
}

} // namespace

// One act of an administrator on its way through the transaction.
struct UserAdministration::Case
{
    const Occasion& occasion;
    const std::string& actorId;
    const std::string& userId;
    UserChange change;
    Result result;

    DatabaseResult<void> record(Transaction& transaction, std::string_view event, std::string_view detail) const
    {
        return asDone(transaction.query(insertAct, {event, userId, occasion.trace.traceId, actorId, detail}));
    }
};

ChangeOutcome decideChange(const User& actor, const User& target, const UserChange& change)
{
    if (actor.disabled || !isPermitted(actor.role, Permission::Management))
        return ChangeOutcome::NotPermitted;
    if (actor.id == target.id && (change.role || change.disabled))
        return ChangeOutcome::OwnAccount;
    const bool needsRoot = change.role || (actor.id != target.id && isPermitted(target.role, Permission::Management));
    if (needsRoot && !isPermitted(actor.role, Permission::Root))
        return ChangeOutcome::NotPermitted;
    return ChangeOutcome::Done;
}

DatabaseResult<std::vector<User>> UserAdministration::list(const platform::TraceContext& trace,
                                                           const platform::Page& page) const
{
    const auto before = page.before.empty() ? SqlValue(std::nullopt) : SqlValue(page.before);
    const auto rows = m_database.query(trace, selectUsers, {before, page.limit + 1});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<User> users;
    for (std::size_t row = 0; row < rows->size(); ++row)
        users.push_back(userOf(*rows, row));
    return users;
}

DatabaseResult<UserAdministration::Result>
UserAdministration::inTransaction(Case& given,
                                  const std::function<DatabaseResult<void>(Transaction&, Case&)>& carryOut) const
{
    if (!platform::isUuid(given.userId) || !platform::isUuid(given.actorId))
        return given.result;
    const auto work = [&](Transaction& transaction) -> DatabaseResult<void> {
        const auto rows = transaction.query(lockUsers, {platform::sqlArray({given.actorId, given.userId})});
        if (!rows)
            return tl::unexpected(rows.error());
        User actor;
        bool found = false;
        for (std::size_t row = 0; row < rows->size(); ++row) {
            const User user = userOf(*rows, row);
            if (user.id == given.actorId)
                actor = user;
            if (user.id == given.userId) {
                given.result.user = user;
                found = true;
            }
        }
        given.result.outcome = found ? decideChange(actor, given.result.user, given.change) : ChangeOutcome::NoSuchUser;
        return given.result.outcome == ChangeOutcome::Done ? carryOut(transaction, given) : DatabaseResult<void>();
    };
    if (const auto done = m_database.transact(given.occasion.trace, work); !done)
        return tl::unexpected(done.error());
    return std::move(given.result);
}

DatabaseResult<UserAdministration::Result> UserAdministration::change(const Occasion& occasion,
                                                                      const std::string& actorId,
                                                                      const std::string& userId,
                                                                      const UserChange& change) const
{
    Case given{occasion, actorId, userId, change, {}};
    return inTransaction(given, [this](Transaction& transaction, Case& act) {
        auto changed = changeRole(transaction, act);
        return changed ? changeAccess(transaction, act) : changed;
    });
}

DatabaseResult<UserAdministration::Result>
UserAdministration::endSessions(const Occasion& occasion, const std::string& actorId, const std::string& userId) const
{
    Case given{occasion, actorId, userId, {}, {}};
    return inTransaction(given, [this](Transaction& transaction, Case& act) {
        auto recorded = act.record(transaction, "sessions_revoked", "");
        return recorded ? end(transaction, act, SessionEnd::Revoked) : recorded;
    });
}

DatabaseResult<void> UserAdministration::changeRole(Transaction& transaction, Case& given) const
{
    User& user = given.result.user;
    if (!given.change.role || *given.change.role == user.role)
        return {};
    const std::string previous = std::exchange(user.role, *given.change.role);
    const auto updated = transaction.query(updateRole, {user.id, user.role});
    if (!updated)
        return tl::unexpected(updated.error());
    const auto event = m_events.roleChanged({.userId = user.id,
                                             .role = user.role,
                                             .previousRole = previous,
                                             .changedBy = given.actorId,
                                             .version = updated->integer(0, 0)},
                                            given.occasion.cause);
    if (auto appended = platform::appendToOutbox(transaction, event); !appended)
        return appended;
    if (auto recorded = given.record(transaction, "role_changed", previous + " to " + user.role); !recorded)
        return recorded;
    return tellRole(transaction, user.id, user.role);
}

DatabaseResult<void> UserAdministration::changeAccess(Transaction& transaction, Case& given) const
{
    User& user = given.result.user;
    if (!given.change.disabled || *given.change.disabled == user.disabled)
        return {};
    user.disabled = *given.change.disabled;
    if (auto updated = asDone(transaction.query(updateAccess, {user.id, user.disabled})); !updated)
        return updated;
    if (auto recorded = given.record(transaction, user.disabled ? "user_disabled" : "user_enabled", ""); !recorded)
        return recorded;
    return user.disabled ? end(transaction, given, SessionEnd::Disabled) : DatabaseResult<void>();
}

DatabaseResult<void> UserAdministration::end(Transaction& transaction, Case& given, SessionEnd reason) const
{
    const auto rows = transaction.query(endAllSessions, {given.userId, nameOf(reason)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<EndedSession> sessions;
    for (std::size_t row = 0; row < rows->size(); ++row)
        sessions.push_back({rows->text(row, 0), given.userId});
    given.result.endedSessions = sessions.size();
    return tellEnded(transaction, m_events, sessions, {reason, given.occasion.cause});
}

} // namespace auth
