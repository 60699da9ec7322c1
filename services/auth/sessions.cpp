// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/sessions.h"

#include "auth/failure_of.h"
#include "auth/secret_token.h"
#include "platform/auth/jwt_verifier.h"
#include "platform/uuid.h"

namespace auth {
namespace {

tl::unexpected<SessionFailure> asFailure(const platform::DatabaseError& error)
{
    return tl::unexpected(failureOf<SessionFailure>(error));
}

AuditEvent eventOf(Rotation::Outcome outcome)
{
    switch (outcome) {
    case Rotation::Outcome::Rotated: return AuditEvent::SessionRefreshed;
    case Rotation::Outcome::Reused: return AuditEvent::SessionReused;
    case Rotation::Outcome::Refused: break;
    }
    return AuditEvent::SessionRefused;
}

} // namespace

tl::expected<TokenPair, SessionFailure>
Sessions::issue(const User& user, const std::string& session, std::string refreshToken) const
{
    const auto key = m_parts.keys.signingKey();
    if (!key)
        return tl::unexpected(SessionFailure::Unavailable);
    return TokenPair{m_parts.issuer.issue({user, session}, *key, platform::JwtVerifier::systemUnixSeconds()),
                     std::move(refreshToken)};
}

tl::expected<TokenPair, SessionFailure> Sessions::open(const platform::TraceContext& trace, const User& user)
{
    const std::string session = platform::uuidV7();
    auto pair = issue(user, session, newSecretToken());
    if (!pair)
        return pair;
    const auto opened = m_parts.store.open(
        trace,
        {.id = session, .userId = user.id, .tokenHash = secretHash(pair->refresh), .lifetime = m_parts.lifetime});
    if (!opened)
        return asFailure(opened.error());
    if (!*opened)
        return tl::unexpected(SessionFailure::Refused);
    return pair;
}

tl::expected<TokenPair, SessionFailure> Sessions::refresh(const Occasion& occasion, const std::string& token)
{
    if (!m_parts.keys.signingKey()) // before the token is used up
        return tl::unexpected(SessionFailure::Unavailable);
    std::string next = newSecretToken();
    const auto rotation = m_parts.store.rotate(occasion, secretHash(token), secretHash(next));
    if (!rotation)
        return asFailure(rotation.error());
    const auto userId = rotation->user ? std::optional(rotation->user->id) : std::nullopt;
    if (auto recorded = m_parts.audit.record(occasion.trace, eventOf(rotation->outcome), userId); !recorded)
        return asFailure(recorded.error());
    if (rotation->outcome != Rotation::Outcome::Rotated)
        return tl::unexpected(SessionFailure::Refused);
    return issue(*rotation->user, rotation->session, std::move(next));
}

tl::expected<void, SessionFailure> Sessions::close(const Occasion& occasion, const std::string& token)
{
    const auto closed = m_parts.store.close(occasion, secretHash(token));
    if (!closed)
        return asFailure(closed.error());
    if (!closed->has_value())
        return {};
    if (auto recorded = m_parts.audit.record(occasion.trace, AuditEvent::SignedOut, **closed); !recorded)
        return asFailure(recorded.error());
    return {};
}

} // namespace auth
