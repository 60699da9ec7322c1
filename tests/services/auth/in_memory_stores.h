// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/key_store.h"
#include "auth/user_store.h"

#include <algorithm>
#include <mutex>
#include <vector>

namespace auth::test {

inline platform::DatabaseError away()
{
    return {platform::DatabaseError::Kind::Unavailable, "", "The database is away."};
}

class InMemoryUserStore final : public UserStore
{
public:
    bool available = true;

    platform::DatabaseResult<AddOutcome>
    add(const platform::TraceContext&, User& user, const std::string& passwordHash) override
    {
        const std::lock_guard lock(m_mutex);
        if (!available)
            return tl::unexpected(away());
        for (const StoredUser& other : m_users) {
            if (other.user.email == user.email)
                return AddOutcome::EmailTaken;
            if (user.username && other.user.username == user.username)
                return AddOutcome::UsernameTaken;
        }
        user.createdAt = "2026-01-02T03:04:05.678Z";
        m_users.push_back({user, passwordHash});
        return AddOutcome::Added;
    }

    platform::DatabaseResult<std::optional<StoredUser>> findByLogin(const platform::TraceContext&,
                                                                    const std::string& login) override
    {
        const std::lock_guard lock(m_mutex);
        if (!available)
            return tl::unexpected(away());
        const std::string name = normalizedEmail(login);
        for (const StoredUser& stored : m_users) {
            if (stored.user.email == name || (stored.user.username && normalizedEmail(*stored.user.username) == name))
                return stored;
        }
        return std::nullopt;
    }

    platform::DatabaseResult<std::optional<User>> findById(const platform::TraceContext&,
                                                           const std::string& id) override
    {
        const std::lock_guard lock(m_mutex);
        if (!available)
            return tl::unexpected(away());
        for (const StoredUser& stored : m_users) {
            if (stored.user.id == id)
                return stored.user;
        }
        return std::nullopt;
    }

    std::vector<StoredUser> users() const { return m_users; }

private:
    std::mutex m_mutex;
    std::vector<StoredUser> m_users;
};

class InMemoryKeyStore final : public KeyStore
{
public:
    int failures = 0; // so many calls find no database

    platform::DatabaseResult<std::vector<SigningKey>> loadOrCreate() override
    {
        if (failures > 0) {
            --failures;
            return tl::unexpected(away());
        }
        // One for all stores of a test: making a key is the slowest thing here.
        static const SigningKey key = SigningKey::generate();
        return std::vector<SigningKey>{key};
    }
};

} // namespace auth::test
