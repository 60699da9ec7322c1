// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/revocation_list.h"

#include <nlohmann/json.hpp>

namespace auth {
namespace {

using platform::DatabaseResult;
using platform::SqlValue;
using platform::Statement;

constexpr std::size_t revocationsInPage = 1000;

// Numbers are given when a line is written and seen when it is committed: under this lock both have one order, and
// who reads on from a number misses nothing.
constexpr Statement lockRevocations{
    "lock_revocations", "SELECT pg_advisory_xact_lock(hashtext('auth.revocations'))", "SELECT pg_advisory_xact_lock"};
constexpr Statement insertSessions{
    "insert_revoked_sessions", "INSERT INTO revocations (session_id) SELECT unnest($1::uuid[])", "INSERT revocations"};
constexpr Statement insertRole{
    "insert_changed_role", "INSERT INTO revocations (user_id, role) VALUES ($1::uuid, $2)", "INSERT revocations"};
constexpr Statement selectRevocations{"select_revocations",
                                      "SELECT seq, session_id, user_id, role FROM revocations"
                                      " WHERE seq > $1::bigint ORDER BY seq LIMIT 1001",
                                      "SELECT revocations"};
constexpr Statement lastRevocation{
    "last_revocation", "SELECT coalesce(max(seq), 0) FROM revocations", "SELECT revocations"};

DatabaseResult<void>
insertLines(platform::Transaction& transaction, const Statement& insert, const platform::SqlArguments& arguments)
{
    if (const auto locked = transaction.query(lockRevocations, {}); !locked)
        return tl::unexpected(locked.error());
    if (const auto inserted = transaction.query(insert, arguments); !inserted)
        return tl::unexpected(inserted.error());
    return {};
}

nlohmann::ordered_json lineOf(const platform::Rows& rows, std::size_t row)
{
    if (!rows.isNull(row, 1))
        return {{"session", rows.text(row, 1)}};
    return {{"user", rows.text(row, 2)}, {"role", rows.text(row, 3)}};
}

} // namespace

DatabaseResult<void> tellEnded(platform::Transaction& transaction,
                               const Events& events,
                               std::span<const EndedSession> sessions,
                               const EndOfSessions& end)
{
    if (sessions.empty())
        return {};
    std::vector<SqlValue> ids;
    for (const EndedSession& session : sessions) {
        const auto event = events.sessionRevoked(session.id, session.userId, end.reason, end.cause);
        if (auto appended = platform::appendToOutbox(transaction, event); !appended)
            return appended;
        ids.emplace_back(session.id);
    }
    return insertLines(transaction, insertSessions, {platform::sqlArray(ids)});
}

DatabaseResult<void> tellRole(platform::Transaction& transaction, const std::string& userId, const std::string& role)
{
    return insertLines(transaction, insertRole, {userId, role});
}

tl::expected<std::string, std::string> RevocationList::after(std::int64_t number) const
{
    auto page = read(number);
    if (!page)
        return tl::unexpected(page.error().message);
    return std::move(*page);
}

DatabaseResult<std::string> RevocationList::read(std::int64_t number) const
{
    const auto rows = m_database.query({}, selectRevocations, {number});
    if (!rows)
        return tl::unexpected(rows.error());
    nlohmann::ordered_json lines = nlohmann::ordered_json::array();
    std::int64_t last = number;
    for (std::size_t row = 0; row < std::min(rows->size(), revocationsInPage); ++row) {
        lines.push_back(lineOf(*rows, row));
        last = rows->integer(row, 0);
    }
    if (rows->empty() && number > 0) {
        // A list that was begun anew has smaller numbers.
        const auto end = m_database.query({}, lastRevocation, {});
        if (!end)
            return tl::unexpected(end.error());
        last = std::min(number, end->integer(0, 0));
    }
    const nlohmann::ordered_json page{
        {"revocations", std::move(lines)}, {"last", last}, {"more", rows->size() > revocationsInPage}};
    return page.dump();
}

} // namespace auth
