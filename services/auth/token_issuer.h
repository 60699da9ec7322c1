// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/signing_key.h"
#include "auth/user.h"

#include <cstdint>
#include <string>

namespace auth {

// Makes the access token of a user who has just proved who they are: a JWT (RFC 7519) with the claims iss, sub, role,
// sid (the session), iat, nbf, exp and jti.
class TokenIssuer
{
public:
    static constexpr std::int64_t lifetimeSeconds = 24LL * 60 * 60;

    explicit TokenIssuer(std::string issuer)
        : m_issuer(std::move(issuer))
    {
    }

    struct Subject
    {
        const User& user;
        std::string session;
    };
    std::string issue(const Subject& subject, const SigningKey& key, std::int64_t nowUnixSeconds) const;

private:
    std::string m_issuer;
};

} // namespace auth
