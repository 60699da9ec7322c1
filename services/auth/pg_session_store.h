// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/session_store.h"

namespace auth {

// Tables sessions and refresh_tokens. The database outlives the store.
class PgSessionStore final : public SessionStore
{
public:
    explicit PgSessionStore(platform::Database& database)
        : m_database(database)
    {
    }

    platform::DatabaseResult<void> open(const platform::TraceContext& trace,
                                        const std::string& userId,
                                        const std::string& tokenHash,
                                        std::chrono::seconds lifetime) override;
    platform::DatabaseResult<Rotation>
    rotate(const platform::TraceContext& trace, const std::string& tokenHash, const std::string& nextHash) override;
    platform::DatabaseResult<std::optional<std::string>> close(const platform::TraceContext& trace,
                                                               const std::string& tokenHash) override;

private:
    platform::Database& m_database;
};

} // namespace auth
