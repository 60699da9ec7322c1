// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/user_store.h"

namespace auth {

// Users in PostgreSQL, table users. The database outlives the store.
class PgUserStore final : public UserStore
{
public:
    explicit PgUserStore(platform::Database& database)
        : m_database(database)
    {
    }

    platform::DatabaseResult<AddOutcome>
    add(const platform::TraceContext& trace, User& user, const std::string& passwordHash) override;
    platform::DatabaseResult<std::optional<StoredUser>> findByLogin(const platform::TraceContext& trace,
                                                                    const std::string& login) override;
    platform::DatabaseResult<std::optional<User>> findById(const platform::TraceContext& trace,
                                                           const std::string& id) override;

private:
    platform::Database& m_database;
};

} // namespace auth
