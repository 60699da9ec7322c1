// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/accounts.h"

#include "platform/auth/jwt_verifier.h"
#include "platform/log.h"
#include "platform/uuid.h"

#include <algorithm>

namespace auth {
namespace {

using platform::DatabaseError;

// Long enough for any passphrase; without a limit a body of a megabyte would be hashed.
constexpr std::size_t passwordMost = 256;

std::size_t characters(const std::string& utf8)
{
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](unsigned char c) { return (c & 0xc0U) != 0x80U; }));
}

template<typename Failure>
Failure failureOf(const DatabaseError& error)
{
    if (error.kind == DatabaseError::Kind::Unavailable)
        return Failure::Unavailable;
    platform::logError("the database refused a statement", {{"error", error.message}, {"sqlstate", error.sqlState}});
    return Failure::Failed;
}

} // namespace

std::vector<platform::FieldProblem> registrationProblems(const Registration& registration, std::size_t passwordMin)
{
    std::vector<platform::FieldProblem> problems;
    if (!isEmail(registration.email))
        problems.push_back({"/email", "must be an e-mail address"});
    if (registration.username && !isUsername(*registration.username))
        problems.push_back({"/username", "must be 3 to 32 letters, digits, \".\", \"-\" or \"_\""});
    const std::size_t length = characters(registration.password);
    if (length < passwordMin)
        problems.push_back({"/password", "must have at least " + std::to_string(passwordMin) + " characters"});
    if (length > passwordMost)
        problems.push_back({"/password", "must have at most " + std::to_string(passwordMost) + " characters"});
    return problems;
}

tl::expected<User, RegisterFailure> Accounts::registerUser(const platform::TraceContext& trace,
                                                           const Registration& registration)
{
    User user;
    user.id = platform::uuidV7();
    user.email = normalizedEmail(registration.email);
    user.username = registration.username;
    const auto outcome = m_store.add(trace, user, m_hasher.hash(registration.password));
    if (!outcome)
        return tl::unexpected(failureOf<RegisterFailure>(outcome.error()));
    switch (*outcome) {
    case AddOutcome::Added: return user;
    case AddOutcome::EmailTaken: return tl::unexpected(RegisterFailure::EmailTaken);
    case AddOutcome::UsernameTaken: break;
    }
    return tl::unexpected(RegisterFailure::UsernameTaken);
}

tl::expected<std::string, LoginFailure> Accounts::login(const platform::TraceContext& trace,
                                                        const Credentials& credentials)
{
    const auto key = m_keys.signingKey();
    if (!key)
        return tl::unexpected(LoginFailure::Unavailable);
    const auto found = m_store.findByLogin(trace, credentials.login);
    if (!found)
        return tl::unexpected(failureOf<LoginFailure>(found.error()));
    const bool good = found->has_value() ? m_hasher.verify(credentials.password, (*found)->passwordHash)
                                         : m_hasher.verifyNobody(credentials.password);
    if (!good)
        return tl::unexpected(LoginFailure::WrongCredentials);
    return m_issuer.issue((*found)->user, *key, platform::JwtVerifier::systemUnixSeconds());
}

} // namespace auth
