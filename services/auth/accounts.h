// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/attempt_store.h"
#include "auth/audit_log.h"
#include "auth/password_hasher.h"
#include "auth/user_store.h"
#include "platform/http/http.h"

#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <vector>

namespace auth {

// What is wrong with a registration that the API document cannot know: how long a password is, is a setting. Empty:
// nothing.
std::vector<platform::FieldProblem> registrationProblems(const Registration& registration, std::size_t passwordMin);

enum class RegisterFailure { EmailTaken, UsernameTaken, Unavailable, Failed };
enum class LoginFailure { WrongCredentials, Locked, Disabled, Unavailable, Failed };

struct LoginRefusal
{
    LoginFailure failure = LoginFailure::Failed;
    std::chrono::seconds retryAfter{0}; // Locked: how long
};

// Signing up and signing in. Both hash a password and ask the database, so they belong on the bounded executor.
class Accounts
{
public:
    struct Parts
    {
        UserStore& store;
        AttemptStore& attempts;
        AuditLog& audit;
    };

    explicit Accounts(Parts parts)
        : m_parts(parts)
    {
    }

    tl::expected<User, RegisterFailure> registerUser(const Occasion& occasion, const Registration& registration);
    // Unknown user and wrong password are one answer, take the same time, and are locked alike.
    tl::expected<User, LoginRefusal> signIn(const platform::TraceContext& trace, const Credentials& credentials);

private:
    tl::expected<User, LoginRefusal>
    welcome(const platform::TraceContext& trace, const Credentials& credentials, const User& user);

    Parts m_parts;
    PasswordHasher m_hasher;
};

} // namespace auth
