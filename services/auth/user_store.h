// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/occasion.h"
#include "auth/user.h"
#include "platform/postgres/database.h"
#include "platform/tracing.h"

#include <optional>
#include <string>

namespace auth {

struct StoredUser
{
    User user;
    std::string passwordHash;
};

enum class AddOutcome { Added, EmailTaken, UsernameTaken };

// What the logic needs of a database. PgUserStore is the real one. All calls block.
class UserStore
{
public:
    virtual ~UserStore() = default;

    // Stores `user` with the event that tells of it, and sets its createdAt.
    virtual platform::DatabaseResult<AddOutcome>
    add(const Occasion& occasion, User& user, const std::string& passwordHash) = 0;
    virtual platform::DatabaseResult<std::optional<StoredUser>> findByLogin(const platform::TraceContext& trace,
                                                                            const std::string& login) = 0;
    virtual platform::DatabaseResult<std::optional<User>> findById(const platform::TraceContext& trace,
                                                                   const std::string& id) = 0;
};

} // namespace auth
