// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/occasion.h"
#include "auth/user.h"
#include "platform/postgres/database.h"
#include "platform/tracing.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace auth {

// Why a session ended before its time.
enum class SessionEnd { SignedOut, Reuse, Revoked, Disabled };
std::string_view nameOf(SessionEnd end); // "signed_out"

struct NewSession
{
    std::string id; // UUIDv7
    std::string userId;
    std::string tokenHash; // of its first refresh token
    std::chrono::seconds lifetime{0};
};

struct Rotation
{
    enum class Outcome { Rotated, Refused, Reused };

    Outcome outcome = Outcome::Refused;
    std::optional<User> user; // id and role alone; Reused: id alone
    std::string session;      // Rotated: whose token it was
};

// Sign-ins that go on, with their refresh tokens as hashes. What ends one tells of it: an event, and a line in the list
// that services read. PgSessionStore is the real one. All calls block.
class SessionStore
{
public:
    virtual ~SessionStore() = default;

    // False: the user is disabled, and there is no session.
    virtual platform::DatabaseResult<bool> open(const platform::TraceContext& trace, const NewSession& session) = 0;
    // Takes the token away and puts the next one in its place, or ends the session of a token that was taken before;
    // of two at once with the same token one is the second.
    virtual platform::DatabaseResult<Rotation>
    rotate(const Occasion& occasion, const std::string& tokenHash, const std::string& nextHash) = 0;
    // The user whose session was ended; none: there was nothing to end.
    virtual platform::DatabaseResult<std::optional<std::string>> close(const Occasion& occasion,
                                                                       const std::string& tokenHash) = 0;
};

} // namespace auth
