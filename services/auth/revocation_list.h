// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/events.h"
#include "platform/postgres/database.h"

#include <cstdint>
#include <span>
#include <string>
#include <tl/expected.hpp>

namespace auth {

struct EndedSession
{
    std::string id;
    std::string userId;
};

struct EndOfSessions
{
    SessionEnd reason = SessionEnd::Revoked;
    const platform::EventCause& cause;
};

// Within the transaction that ends them: an event for each, and lines in the list of revocations. Takes the lock that
// puts the list in order, so it comes last, as does tellRole.
platform::DatabaseResult<void> tellEnded(platform::Transaction& transaction,
                                         const Events& events,
                                         std::span<const EndedSession> sessions,
                                         const EndOfSessions& end);
// That the user has this role now, whatever older tokens say.
platform::DatabaseResult<void>
tellRole(platform::Transaction& transaction, const std::string& userId, const std::string& role);

// The list as services read it, in the form that platform/auth/revocations.h takes. Blocks.
class RevocationList
{
public:
    explicit RevocationList(platform::Database& database)
        : m_database(database)
    {
    }

    tl::expected<std::string, std::string> after(std::int64_t number) const;

private:
    platform::DatabaseResult<std::string> read(std::int64_t number) const;

    platform::Database& m_database;
};

// Tokens of older lines have expired.
inline constexpr platform::Statement forgetRevocations{"forget_revocations",
                                                       "DELETE FROM revocations WHERE seq IN (SELECT seq FROM "
                                                       "revocations WHERE at < now() - interval '25 hours' LIMIT 1000)",
                                                       "DELETE revocations"};

} // namespace auth
