// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/events.h"
#include "auth/occasion.h"
#include "auth/user.h"
#include "platform/postgres/database.h"
#include "platform/postgres/page.h"

#include <optional>
#include <string>
#include <vector>

namespace auth {

// What an administrator asks for; what is not there stays as it is.
struct UserChange
{
    std::optional<std::string> role;
    std::optional<bool> disabled;
};

enum class ChangeOutcome {
    Done,
    NoSuchUser,
    NotPermitted, // only root changes roles, and only root touches those who have more than the role "user"
    OwnAccount    // whoever locks out the last root locks out everybody
};

// Whether `actor` may do that, by the role that it has now and not the one in its token. Done: yes.
ChangeOutcome decideChange(const User& actor, const User& target, const UserChange& change);

// What administrators do to users, in the database: the change, what becomes of sessions, the events, the list of
// revocations and the audit are one transaction. Blocks; the arguments of the constructor outlive it.
class UserAdministration
{
public:
    struct Result
    {
        ChangeOutcome outcome = ChangeOutcome::NoSuchUser;
        User user; // Done: as it is now
        std::size_t endedSessions = 0;
    };

    UserAdministration(platform::Database& database, const Events& events)
        : m_database(database)
        , m_events(events)
    {
    }

    platform::DatabaseResult<std::vector<User>> list(const platform::TraceContext& trace,
                                                     const platform::Page& page) const;
    platform::DatabaseResult<Result> change(const Occasion& occasion,
                                            const std::string& actorId,
                                            const std::string& userId,
                                            const UserChange& change) const;
    platform::DatabaseResult<Result>
    endSessions(const Occasion& occasion, const std::string& actorId, const std::string& userId) const;

private:
    struct Case;

    platform::DatabaseResult<Result>
    inTransaction(Case& given,
                  const std::function<platform::DatabaseResult<void>(platform::Transaction&, Case&)>& carryOut) const;
    platform::DatabaseResult<void> changeRole(platform::Transaction& transaction, Case& given) const;
    platform::DatabaseResult<void> changeAccess(platform::Transaction& transaction, Case& given) const;
    platform::DatabaseResult<void> end(platform::Transaction& transaction, Case& given, SessionEnd reason) const;

    platform::Database& m_database;
    const Events& m_events;
};

} // namespace auth
