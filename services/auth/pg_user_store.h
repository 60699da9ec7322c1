// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/events.h"
#include "auth/user_store.h"

namespace auth {

// Users in PostgreSQL, table users. The arguments outlive the store.
class PgUserStore final : public UserStore
{
public:
    PgUserStore(platform::Database& database, const Events& events)
        : m_database(database)
        , m_events(events)
    {
    }

    platform::DatabaseResult<AddOutcome>
    add(const Occasion& occasion, User& user, const std::string& passwordHash) override;
    platform::DatabaseResult<std::optional<StoredUser>> findByLogin(const platform::TraceContext& trace,
                                                                    const std::string& login) override;
    platform::DatabaseResult<std::optional<User>> findById(const platform::TraceContext& trace,
                                                           const std::string& id) override;

private:
    platform::Database& m_database;
    const Events& m_events;
};

} // namespace auth
