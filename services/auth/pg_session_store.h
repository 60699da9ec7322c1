// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/events.h"
#include "auth/session_store.h"

namespace auth {

// Tables sessions and refresh_tokens. The arguments outlive the store.
class PgSessionStore final : public SessionStore
{
public:
    PgSessionStore(platform::Database& database, const Events& events)
        : m_database(database)
        , m_events(events)
    {
    }

    platform::DatabaseResult<bool> open(const platform::TraceContext& trace, const NewSession& session) override;
    platform::DatabaseResult<Rotation>
    rotate(const Occasion& occasion, const std::string& tokenHash, const std::string& nextHash) override;
    platform::DatabaseResult<std::optional<std::string>> close(const Occasion& occasion,
                                                               const std::string& tokenHash) override;

private:
    platform::DatabaseResult<Rotation>
    refuse(platform::Transaction& transaction, const std::string& tokenHash, const platform::EventCause& cause) const;
    platform::DatabaseResult<Rotation> rotateIn(platform::Transaction& transaction,
                                                const std::string& tokenHash,
                                                const std::string& nextHash,
                                                const platform::EventCause& cause) const;

    platform::Database& m_database;
    const Events& m_events;
};

} // namespace auth
