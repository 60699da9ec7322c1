// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/key_store.h"

#include "platform/log.h"

namespace auth {
namespace {

using platform::DatabaseError;
using platform::DatabaseResult;
using platform::Statement;

// The lock is taken by every instance that starts and falls with the transaction.
constexpr Statement lockKeys{
    "lock_keys", "SELECT pg_advisory_xact_lock(hashtext('auth.signing_keys'))", "SELECT pg_advisory_xact_lock"};
constexpr Statement deleteRetired{
    "delete_retired_keys", "DELETE FROM signing_keys WHERE retired_at <= now()", "DELETE signing_keys"};
constexpr Statement selectKeys{"select_keys",
                               "SELECT private_pem, extract(epoch FROM now() - created_at)::bigint FROM signing_keys"
                               " ORDER BY created_at DESC, kid",
                               "SELECT signing_keys"};
constexpr Statement retireKeys{
    "retire_keys",
    "UPDATE signing_keys SET retired_at = now() + make_interval(secs => $1::bigint) WHERE retired_at IS NULL",
    "UPDATE signing_keys"};
constexpr Statement insertKey{
    "insert_key", "INSERT INTO signing_keys (kid, private_pem) VALUES ($1, $2)", "INSERT signing_keys"};

DatabaseResult<std::vector<PublishedKey>> parseKeys(const platform::Rows& rows)
{
    std::vector<PublishedKey> keys;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto key = SigningKey::fromPem(rows.text(i, 0));
        if (!key)
            return tl::unexpected(
                DatabaseError{DatabaseError::Kind::Failed, "", "A row of signing_keys is not an RSA key in PEM."});
        keys.push_back({std::move(*key), std::chrono::seconds(rows.integer(i, 1))});
    }
    return keys;
}

DatabaseResult<std::vector<PublishedKey>> readKeys(platform::Transaction& transaction)
{
    if (auto locked = transaction.query(lockKeys, {}); !locked)
        return tl::unexpected(locked.error());
    if (auto deleted = transaction.query(deleteRetired, {}); !deleted)
        return tl::unexpected(deleted.error());
    const auto rows = transaction.query(selectKeys, {});
    if (!rows)
        return tl::unexpected(rows.error());
    return parseKeys(*rows);
}

DatabaseResult<PublishedKey> addKey(platform::Transaction& transaction, const RotationPolicy& policy)
{
    const std::int64_t stays = policy.publishedAfter().count();
    if (auto retired = transaction.query(retireKeys, {stays}); !retired)
        return tl::unexpected(retired.error());
    PublishedKey made{SigningKey::generate()};
    if (auto inserted = transaction.query(insertKey, {made.key.kid(), made.key.pem()}); !inserted)
        return tl::unexpected(inserted.error());
    platform::logInfo("a new signing key", {{"kid", made.key.kid()}});
    return made;
}

} // namespace

bool needsNewKey(const std::vector<PublishedKey>& keys, const RotationPolicy& policy)
{
    return keys.empty() || keys.front().age >= policy.signsFor;
}

const SigningKey& signerOf(const std::vector<PublishedKey>& keys, const RotationPolicy& policy)
{
    for (const PublishedKey& published : keys) {
        if (published.age >= policy.publishedBefore)
            return published.key;
    }
    return keys.back().key;
}

DatabaseResult<std::vector<PublishedKey>> PgKeyStore::load(const RotationPolicy& policy)
{
    std::vector<PublishedKey> keys;
    const auto work = [&](platform::Transaction& transaction) -> DatabaseResult<void> {
        auto read = readKeys(transaction);
        if (!read)
            return tl::unexpected(read.error());
        keys = std::move(*read);
        if (!needsNewKey(keys, policy))
            return {};
        auto added = addKey(transaction, policy);
        if (!added)
            return tl::unexpected(added.error());
        keys.insert(keys.begin(), std::move(*added));
        return {};
    };
    const auto done = m_database.transact(platform::TraceContext(), work);
    if (!done)
        return tl::unexpected(done.error());
    return keys;
}

} // namespace auth
