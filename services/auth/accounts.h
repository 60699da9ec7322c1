// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/key_ring.h"
#include "auth/password_hasher.h"
#include "auth/token_issuer.h"
#include "auth/user_store.h"
#include "platform/http/http.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <vector>

namespace auth {

// What is wrong with a registration, by field; empty: nothing.
std::vector<platform::FieldProblem> registrationProblems(const Registration& registration, std::size_t passwordMin);

enum class RegisterFailure { EmailTaken, UsernameTaken, Unavailable, Failed };
enum class LoginFailure { WrongCredentials, Unavailable, Failed };

// Signing up and signing in. Both hash a password and ask the database, so they belong on the bounded executor.
class Accounts
{
public:
    Accounts(UserStore& store, const KeyRing& keys, TokenIssuer issuer)
        : m_store(store)
        , m_keys(keys)
        , m_issuer(std::move(issuer))
    {
    }

    tl::expected<User, RegisterFailure> registerUser(const platform::TraceContext& trace,
                                                     const Registration& registration);
    // An access token. Unknown user and wrong password are one answer and take the same time.
    tl::expected<std::string, LoginFailure> login(const platform::TraceContext& trace, const Credentials& credentials);

private:
    UserStore& m_store;
    const KeyRing& m_keys;
    TokenIssuer m_issuer;
    PasswordHasher m_hasher;
};

} // namespace auth
