// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/signing_key.h"
#include "platform/auth/base64url.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

// Tokens as the issuer makes them, and as nobody should.
namespace platform::test {

using Json = nlohmann::json;

inline constexpr std::int64_t now = 1'800'000'000;

// Made once: a key takes a tenth of a second.
inline const auth::SigningKey& goodKey()
{
    static const auth::SigningKey key = auth::SigningKey::generate();
    return key;
}

inline const auth::SigningKey& otherKey()
{
    static const auth::SigningKey key = auth::SigningKey::generate();
    return key;
}

inline std::string documentOf(const auth::SigningKey& key)
{
    return R"({"keys":[)" + key.publicJwk() + "]}";
}

inline Json goodHeader()
{
    return {{"alg", "RS256"}, {"typ", "JWT"}, {"kid", goodKey().kid()}};
}

inline Json goodClaims()
{
    return {{"iss", "signalbox"}, {"sub", "ann"}, {"role", "user"}, {"nbf", now}, {"exp", now + 60}};
}

inline std::string unsignedToken(const Json& header, const Json& claims)
{
    return platform::base64UrlEncode(header.dump()) + "." + platform::base64UrlEncode(claims.dump());
}

inline std::string token(const Json& header, const Json& claims, const auth::SigningKey& key = goodKey())
{
    const std::string text = unsignedToken(header, claims);
    return text + "." + platform::base64UrlEncode(key.sign(text));
}

inline Json with(Json object, const char* name, const Json& value)
{
    object[name] = value;
    return object;
}

} // namespace platform::test
