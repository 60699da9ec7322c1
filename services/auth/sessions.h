// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/audit_log.h"
#include "auth/key_ring.h"
#include "auth/session_store.h"
#include "auth/token_issuer.h"

#include <tl/expected.hpp>

#include <chrono>
#include <string>

namespace auth {

struct TokenPair
{
    std::string access;
    std::string refresh;
};

enum class SessionFailure { Refused, Unavailable, Failed };

// What follows a sign-in: an access token for a day, and a refresh token that gets the next pair, once (RFC
// 9700, 4.14). Asks the database, so it belongs on the bounded executor.
class Sessions
{
public:
    struct Parts
    {
        SessionStore& store;
        AuditLog& audit;
        const KeyRing& keys;
        TokenIssuer issuer;
        std::chrono::seconds lifetime{std::chrono::hours(24 * 30)}; // of a session, however often it is refreshed
    };

    explicit Sessions(Parts parts)
        : m_parts(std::move(parts))
    {
    }

    tl::expected<TokenPair, SessionFailure> open(const platform::TraceContext& trace, const User& user);
    // Unknown, expired, ended and used tokens are one answer.
    tl::expected<TokenPair, SessionFailure> refresh(const Occasion& occasion, const std::string& token);
    // Ends the session of the token. A token of no session is fine: it is signed out already.
    tl::expected<void, SessionFailure> close(const Occasion& occasion, const std::string& token);

private:
    tl::expected<TokenPair, SessionFailure>
    issue(const User& user, const std::string& session, std::string refreshToken) const;

    Parts m_parts;
};

} // namespace auth
