// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/auth/jwk_set.h"
#include "platform/http/http.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace platform {

// Why a token is not believed. UnknownKey may change when the issuer's keys are read again, the others never.
enum class TokenProblem {
    Malformed,
    WrongAlgorithm,
    UnknownKey,
    BadSignature,
    Expired,
    NotYetValid,
    WrongIssuer,
    WrongAudience
};

struct TokenCheck
{
    std::optional<Principal> principal; // set: the token is good
    TokenProblem problem = TokenProblem::Malformed;
};

// Checks JSON Web Tokens (RFC 7519, RFC 8725): signed with RS256 and nothing else, by a key of the issuer, for now.
// Tokens that were found good are remembered until they expire, because a signature costs more than a whole request.
// Safe from any thread.
class JwtVerifier
{
public:
    using Keys = std::function<std::shared_ptr<const JwkSet>()>; // the keys as they are now; null: none known yet
    using UnixClock = std::function<std::int64_t()>;

    JwtVerifier(std::string issuer, Keys keys, UnixClock clock = systemUnixSeconds);
    TokenCheck check(std::string_view token);

    static std::int64_t systemUnixSeconds();

private:
    struct Known
    {
        Principal principal;
        std::int64_t expires = 0;
        std::string kid; // a key that the issuer withdraws takes its tokens with it
    };

    std::optional<Known> remembered(const std::string& digest, const JwkSet& keys, std::int64_t now);
    void remember(const std::string& digest, Known known, std::int64_t now);
    TokenCheck verify(std::string_view token, const JwkSet& keys, std::int64_t now, Known& known) const;

    const std::string m_issuer;
    const Keys m_keys;
    const UnixClock m_clock;
    std::mutex m_mutex;
    std::unordered_map<std::string, Known> m_known; // by SHA-256 of the token: tokens themselves are not kept
};

} // namespace platform
