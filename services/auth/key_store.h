// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/signing_key.h"
#include "platform/postgres/database.h"

#include <chrono>
#include <vector>

namespace auth {

struct PublishedKey
{
    SigningKey key;
    std::chrono::seconds age{0};
};

// When keys change. A new key is published before it signs, so that whoever keeps a copy of the key set has it; the old
// one stays published until the last token that it signed has expired.
struct RotationPolicy
{
    std::chrono::seconds signsFor{std::chrono::hours(24 * 30)};
    std::chrono::seconds publishedBefore{300};
    std::chrono::seconds tokenLifetime{0};
    std::chrono::seconds reload{60}; // an instance may sign with the old key for that long

    std::chrono::seconds publishedAfter() const { return publishedBefore + reload + tokenLifetime; }
};

// Both want the keys newest first.
bool needsNewKey(const std::vector<PublishedKey>& keys, const RotationPolicy& policy);
const SigningKey& signerOf(const std::vector<PublishedKey>& keys, const RotationPolicy& policy); // of at least one

// Where the signing keys are kept. PgKeyStore is the real one. Blocks.
class KeyStore
{
public:
    virtual ~KeyStore() = default;

    // What is to be published, newest first, never empty. A key that is due is made here, once, however many instances
    // ask together; keys whose time is over are deleted.
    virtual platform::DatabaseResult<std::vector<PublishedKey>> load(const RotationPolicy& policy) = 0;
};

// Table signing_keys.
class PgKeyStore final : public KeyStore
{
public:
    explicit PgKeyStore(platform::Database& database)
        : m_database(database)
    {
    }

    platform::DatabaseResult<std::vector<PublishedKey>> load(const RotationPolicy& policy) override;

private:
    platform::Database& m_database;
};

} // namespace auth
