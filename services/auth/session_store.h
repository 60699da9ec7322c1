// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/user.h"
#include "platform/postgres/database.h"
#include "platform/tracing.h"

#include <chrono>
#include <optional>
#include <string>

namespace auth {

struct Rotation
{
    enum class Outcome { Rotated, Refused, Reused };

    Outcome outcome = Outcome::Refused;
    std::optional<User> user; // id and role alone; Reused: id alone
};

// Sign-ins that go on, with their refresh tokens as hashes. PgSessionStore is the real one. All calls block.
class SessionStore
{
public:
    virtual ~SessionStore() = default;

    virtual platform::DatabaseResult<void> open(const platform::TraceContext& trace,
                                                const std::string& userId,
                                                const std::string& tokenHash,
                                                std::chrono::seconds lifetime) = 0;
    // Takes the token away and puts the next one in its place, or ends the session of a token that was taken before;
    // of two at once with the same token one is the second.
    virtual platform::DatabaseResult<Rotation>
    rotate(const platform::TraceContext& trace, const std::string& tokenHash, const std::string& nextHash) = 0;
    // The user whose session was ended; none: there was nothing to end.
    virtual platform::DatabaseResult<std::optional<std::string>> close(const platform::TraceContext& trace,
                                                                       const std::string& tokenHash) = 0;
};

} // namespace auth
