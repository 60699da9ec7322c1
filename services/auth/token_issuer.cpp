// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/token_issuer.h"

#include "platform/auth/base64url.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

namespace auth {

std::string TokenIssuer::issue(const Subject& subject, const SigningKey& key, std::int64_t nowUnixSeconds) const
{
    const nlohmann::ordered_json header{{"alg", "RS256"}, {"typ", "JWT"}, {"kid", key.kid()}};
    const nlohmann::ordered_json claims{{"iss", m_issuer},
                                        {"sub", subject.user.id},
                                        {"role", subject.user.role},
                                        {"sid", subject.session},
                                        {"iat", nowUnixSeconds},
                                        {"nbf", nowUnixSeconds},
                                        {"exp", nowUnixSeconds + lifetimeSeconds},
                                        {"jti", platform::uuidV7()}};
    const std::string text = platform::base64UrlEncode(header.dump()) + "." + platform::base64UrlEncode(claims.dump());
    return text + "." + platform::base64UrlEncode(key.sign(text));
}

} // namespace auth
