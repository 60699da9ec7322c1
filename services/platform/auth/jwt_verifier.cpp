// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/auth/jwt_verifier.h"

#include "platform/auth/base64url.h"
#include "platform/idempotency/strict_json.h"
#include "platform/sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace platform {
namespace {

constexpr std::size_t longestToken = 8192;
constexpr std::size_t mostRemembered = 10'000;
constexpr std::int64_t clockSkew = 5; // seconds; between hosts, for nbf only: an expired token is expired

struct Parts
{
    std::string_view signedText; // header "." payload
    nlohmann::json header;
    nlohmann::json payload;
    std::string signature;
};

std::optional<nlohmann::json> decodeObject(std::string_view part)
{
    const auto text = base64UrlDecode(part);
    if (!text)
        return std::nullopt;
    auto json = parseStrictJson(*text); // a member twice is two tokens in one
    return json && json->is_object() ? std::optional(std::move(*json)) : std::nullopt;
}

std::optional<Parts> split(std::string_view token)
{
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (token.size() > longestToken || second == std::string_view::npos)
        return std::nullopt;
    auto header = decodeObject(token.substr(0, first));
    auto payload = decodeObject(token.substr(first + 1, second - first - 1));
    auto signature = base64UrlDecode(token.substr(second + 1));
    if (!header || !payload || !signature)
        return std::nullopt;
    return Parts{token.substr(0, second), std::move(*header), std::move(*payload), std::move(*signature)};
}

std::string claimText(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// NumericDate (RFC 7519, 2) as whole seconds; nullopt when it is there but no number.
std::optional<std::int64_t> dateOf(const nlohmann::json& object, const char* name, std::int64_t absent)
{
    const auto found = object.find(name);
    if (found == object.end())
        return absent;
    return found->is_number_integer() ? std::optional(found->get<std::int64_t>()) : std::nullopt;
}

// What the header may say is fixed by us and never chosen by the token (RFC 8725, 3.1 and 3.11): RS256, which key, and
// that it is a JWT. Other members would have to be understood ("crit", "zip") or bring keys of their own ("jwk",
// "jku").
bool isHeaderOfOurs(const nlohmann::json& header)
{
    for (const auto& member : header.items()) {
        if (member.key() != "alg" && member.key() != "kid" && member.key() != "typ")
            return false;
    }
    return claimText(header, "alg") == "RS256" && (!header.contains("typ") || claimText(header, "typ") == "JWT");
}

// RFC 7519, 4.1.3: a token for somebody else is not for us. The issuer's own name stands for all of its services.
bool isForUs(const nlohmann::json& payload, const std::string& issuer)
{
    const auto audience = payload.find("aud");
    if (audience == payload.end() || *audience == issuer)
        return true;
    return audience->is_array() && std::find(audience->begin(), audience->end(), issuer) != audience->end();
}

TokenCheck refused(TokenProblem problem)
{
    return {std::nullopt, problem};
}

} // namespace

JwtVerifier::JwtVerifier(std::string issuer, Keys keys, UnixClock clock)
    : m_issuer(std::move(issuer))
    , m_keys(std::move(keys))
    , m_clock(std::move(clock))
{
}

std::int64_t JwtVerifier::systemUnixSeconds()
{
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

TokenCheck JwtVerifier::check(std::string_view token)
{
    const auto keys = m_keys();
    if (!keys)
        return refused(TokenProblem::UnknownKey);
    const std::int64_t now = m_clock();
    const std::string digest = sha256(token);
    if (auto known = remembered(digest, *keys, now))
        return {std::move(known->principal), TokenProblem::Malformed};
    Known known;
    TokenCheck result = verify(token, *keys, now, known);
    if (result.principal)
        remember(digest, std::move(known), now);
    return result;
}

TokenCheck JwtVerifier::verify(std::string_view token, const JwkSet& keys, std::int64_t now, Known& known) const
{
    const auto parts = split(token);
    if (!parts)
        return refused(TokenProblem::Malformed);
    if (!isHeaderOfOurs(parts->header))
        return refused(TokenProblem::WrongAlgorithm);
    const auto key = keys.find(claimText(parts->header, "kid"));
    if (key == keys.end())
        return refused(TokenProblem::UnknownKey);
    if (!key->second.verifies(parts->signedText, parts->signature))
        return refused(TokenProblem::BadSignature);

    const auto expires = dateOf(parts->payload, "exp", 0);
    const auto notBefore = dateOf(parts->payload, "nbf", now);
    Principal principal{claimText(parts->payload, "iss"),
                        claimText(parts->payload, "sub"),
                        claimText(parts->payload, "role"),
                        claimText(parts->payload, "sid")};
    if (!expires || !notBefore || principal.subject.empty())
        return refused(TokenProblem::Malformed);
    if (principal.issuer != m_issuer)
        return refused(TokenProblem::WrongIssuer);
    if (!isForUs(parts->payload, m_issuer))
        return refused(TokenProblem::WrongAudience);
    if (*expires <= now)
        return refused(TokenProblem::Expired);
    if (*notBefore > now + clockSkew)
        return refused(TokenProblem::NotYetValid);
    known = {principal, *expires, key->first};
    return {std::move(principal), TokenProblem::Malformed};
}

std::optional<JwtVerifier::Known>
JwtVerifier::remembered(const std::string& digest, const JwkSet& keys, std::int64_t now)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_known.find(digest);
    if (found == m_known.end())
        return std::nullopt;
    if (found->second.expires > now && keys.contains(found->second.kid))
        return found->second;
    m_known.erase(found);
    return std::nullopt;
}

void JwtVerifier::remember(const std::string& digest, Known known, std::int64_t now)
{
    const std::lock_guard lock(m_mutex);
    if (m_known.size() >= mostRemembered) {
        std::erase_if(m_known, [now](const auto& entry) { return entry.second.expires <= now; });
        if (m_known.size() >= mostRemembered)
            m_known.erase(m_known.begin());
    }
    m_known.insert_or_assign(digest, std::move(known));
}

} // namespace platform
