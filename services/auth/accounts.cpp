// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/accounts.h"

#include "auth/failure_of.h"
#include "platform/uuid.h"

#include <algorithm>

namespace auth {
namespace {

// Long enough for any passphrase; without a limit a body of a megabyte would be hashed.

std::size_t characters(const std::string& utf8)
{
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](unsigned char c) { return (c & 0xc0U) != 0x80U; }));
}

tl::unexpected<LoginRefusal> asRefusal(const platform::DatabaseError& error)
{
    return tl::unexpected(LoginRefusal{failureOf<LoginFailure>(error)});
}

} // namespace

std::vector<platform::FieldProblem> registrationProblems(const Registration& registration, std::size_t passwordMin)
{
    std::vector<platform::FieldProblem> problems;
    if (characters(registration.password) < passwordMin)
        problems.push_back({"/password", "must have at least " + std::to_string(passwordMin) + " characters"});
    return problems;
}

tl::expected<User, RegisterFailure> Accounts::registerUser(const Occasion& occasion, const Registration& registration)
{
    User user;
    user.id = platform::uuidV7();
    user.email = normalizedEmail(registration.email);
    user.username = registration.username;
    const auto outcome = m_parts.store.add(occasion, user, m_hasher.hash(registration.password));
    if (!outcome)
        return tl::unexpected(failureOf<RegisterFailure>(outcome.error()));
    switch (*outcome) {
    case AddOutcome::Added:
        if (auto recorded = m_parts.audit.record(occasion.trace, AuditEvent::Registered, user.id); !recorded)
            return tl::unexpected(failureOf<RegisterFailure>(recorded.error()));
        return user;
    case AddOutcome::EmailTaken: return tl::unexpected(RegisterFailure::EmailTaken);
    case AddOutcome::UsernameTaken: break;
    }
    return tl::unexpected(RegisterFailure::UsernameTaken);
}

tl::expected<User, LoginRefusal> Accounts::signIn(const platform::TraceContext& trace, const Credentials& credentials)
{
    const auto locked = m_parts.attempts.begin(trace, credentials.login);
    if (!locked)
        return asRefusal(locked.error());
    if (*locked > std::chrono::seconds(0)) {
        if (auto recorded = m_parts.audit.record(trace, AuditEvent::SignInLocked, std::nullopt); !recorded)
            return asRefusal(recorded.error());
        return tl::unexpected(LoginRefusal{LoginFailure::Locked, *locked});
    }
    const auto found = m_parts.store.findByLogin(trace, credentials.login);
    if (!found)
        return asRefusal(found.error());
    const bool good = found->has_value() ? m_hasher.verify(credentials.password, (*found)->passwordHash)
                                         : m_hasher.verifyNobody(credentials.password);
    if (good && !(*found)->user.disabled)
        return welcome(trace, credentials, (*found)->user);
    const auto userId = found->has_value() ? std::optional((*found)->user.id) : std::nullopt;
    if (auto recorded = m_parts.audit.record(trace, AuditEvent::SignInRefused, userId); !recorded)
        return asRefusal(recorded.error());
    return tl::unexpected(LoginRefusal{good ? LoginFailure::Disabled : LoginFailure::WrongCredentials});
}

tl::expected<User, LoginRefusal>
Accounts::welcome(const platform::TraceContext& trace, const Credentials& credentials, const User& user)
{
    if (auto cleared = m_parts.attempts.succeed(trace, credentials.login); !cleared)
        return asRefusal(cleared.error());
    if (auto recorded = m_parts.audit.record(trace, AuditEvent::SignedIn, user.id); !recorded)
        return asRefusal(recorded.error());
    return user;
}

} // namespace auth
