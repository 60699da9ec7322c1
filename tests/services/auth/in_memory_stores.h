// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/attempt_store.h"
#include "auth/audit_log.h"
#include "auth/key_store.h"
#include "auth/session_store.h"
#include "auth/user_store.h"

#include <atomic>
#include <map>
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

    platform::DatabaseResult<AddOutcome> add(const Occasion&, User& user, const std::string& passwordHash) override
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
    std::atomic<int> failures = 0; // so many calls find no database

    platform::DatabaseResult<std::vector<PublishedKey>> load(const RotationPolicy&) override
    {
        const std::lock_guard lock(m_mutex);
        if (failures > 0) {
            --failures;
            return tl::unexpected(away());
        }
        return m_keys;
    }

    void set(std::vector<PublishedKey> keys)
    {
        const std::lock_guard lock(m_mutex);
        m_keys = std::move(keys);
    }

    // Made once for all tests: making a key is the slowest thing here.
    static const SigningKey& firstKey()
    {
        static const SigningKey key = SigningKey::generate();
        return key;
    }
    static const SigningKey& secondKey()
    {
        static const SigningKey key = SigningKey::generate();
        return key;
    }

private:
    std::mutex m_mutex;
    std::vector<PublishedKey> m_keys{{firstKey(), std::chrono::hours(1)}};
};

class InMemoryAttemptStore final : public AttemptStore
{
public:
    std::chrono::seconds now{0}; // moved by the test

    platform::DatabaseResult<std::chrono::seconds> begin(const platform::TraceContext&,
                                                         const std::string& login) override
    {
        const std::lock_guard lock(m_mutex);
        Attempts& known = m_attempts[normalizedEmail(login)];
        if (known.lockedUntil > now)
            return known.lockedUntil - now;
        known.lockedUntil = now + lockAfter(++known.count);
        return std::chrono::seconds(0);
    }

    platform::DatabaseResult<void> succeed(const platform::TraceContext&, const std::string& login) override
    {
        const std::lock_guard lock(m_mutex);
        m_attempts.erase(normalizedEmail(login));
        return {};
    }

private:
    struct Attempts
    {
        int count = 0;
        std::chrono::seconds lockedUntil{0};
    };

    std::mutex m_mutex;
    std::map<std::string, Attempts> m_attempts;
};

class RecordingAuditLog final : public AuditLog
{
public:
    bool available = true;

    platform::DatabaseResult<void>
    record(const platform::TraceContext&, AuditEvent event, const std::optional<std::string>& userId) override
    {
        const std::lock_guard lock(m_mutex);
        if (!available)
            return tl::unexpected(away());
        m_lines.push_back(std::string(nameOf(event)) + " " + userId.value_or("-"));
        return {};
    }

    std::vector<std::string> lines() const { return m_lines; } // "signed_in <user id>"

private:
    std::mutex m_mutex;
    std::vector<std::string> m_lines;
};

class InMemorySessionStore final : public SessionStore
{
public:
    bool disabled = false; // whoever wants a session

    platform::DatabaseResult<bool> open(const platform::TraceContext&, const NewSession& session) override
    {
        const std::lock_guard lock(m_mutex);
        if (disabled)
            return false;
        m_tokens[session.tokenHash] = {m_sessions.size(), false};
        m_sessions.push_back({session.id, session.userId, true});
        return true;
    }

    platform::DatabaseResult<Rotation>
    rotate(const Occasion&, const std::string& tokenHash, const std::string& nextHash) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_tokens.find(tokenHash);
        if (found == m_tokens.end() || !m_sessions[found->second.session].open)
            return Rotation{};
        Session& session = m_sessions[found->second.session];
        User user;
        user.id = session.userId;
        if (found->second.used) {
            session.open = false;
            return Rotation{Rotation::Outcome::Reused, user, {}};
        }
        found->second.used = true;
        m_tokens[nextHash] = {found->second.session, false};
        return Rotation{Rotation::Outcome::Rotated, user, session.id};
    }

    platform::DatabaseResult<std::optional<std::string>> close(const Occasion&, const std::string& tokenHash) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_tokens.find(tokenHash);
        if (found == m_tokens.end() || !m_sessions[found->second.session].open)
            return std::nullopt;
        m_sessions[found->second.session].open = false;
        return m_sessions[found->second.session].userId;
    }

    bool holds(const std::string& text) const { return m_tokens.contains(text); }

private:
    struct Session
    {
        std::string id;
        std::string userId;
        bool open = true;
    };
    struct Token
    {
        std::size_t session = 0;
        bool used = false;
    };

    std::mutex m_mutex;
    std::vector<Session> m_sessions;
    std::map<std::string, Token> m_tokens; // by hash
};

} // namespace auth::test
