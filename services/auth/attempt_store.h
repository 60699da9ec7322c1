// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"
#include "platform/tracing.h"

#include <chrono>
#include <string>

namespace auth {

// How long nobody may try again after that many attempts without success: nothing for the first four, then 5 s,
// doubled with each further one, at most 15 min. Slow enough for guessing, short enough for a person who is locked out
// by somebody else.
std::chrono::seconds lockAfter(int attempts);

// Counts attempts to sign in. PgAttemptStore is the real one. Blocks.
class AttemptStore
{
public:
    virtual ~AttemptStore() = default;

    // Counts one more before the password is looked at, so that many at once get no more tries than one after the
    // other; answers for how long the login is locked: zero = go on.
    virtual platform::DatabaseResult<std::chrono::seconds> begin(const platform::TraceContext& trace,
                                                                 const std::string& login) = 0;
    virtual platform::DatabaseResult<void> succeed(const platform::TraceContext& trace, const std::string& login) = 0;
};

// Table sign_in_attempts.
class PgAttemptStore final : public AttemptStore
{
public:
    explicit PgAttemptStore(platform::Database& database)
        : m_database(database)
    {
    }

    platform::DatabaseResult<std::chrono::seconds> begin(const platform::TraceContext& trace,
                                                         const std::string& login) override;
    platform::DatabaseResult<void> succeed(const platform::TraceContext& trace, const std::string& login) override;

private:
    platform::Database& m_database;
};

} // namespace auth
