// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/key_store.h"

namespace auth {
namespace {

using platform::DatabaseError;
using platform::DatabaseResult;
using platform::Statement;

// The lock is taken by every instance that starts and falls with the transaction.
constexpr Statement lockKeys{
    "lock_keys", "SELECT pg_advisory_xact_lock(hashtext('auth.signing_keys'))", "SELECT pg_advisory_xact_lock"};
constexpr Statement selectKeys{
    "select_keys",
    "SELECT private_pem FROM signing_keys WHERE retired_at IS NULL ORDER BY created_at DESC, kid",
    "SELECT signing_keys"};
constexpr Statement insertKey{
    "insert_key", "INSERT INTO signing_keys (kid, private_pem) VALUES ($1, $2)", "INSERT signing_keys"};

DatabaseResult<std::vector<SigningKey>> parseKeys(const platform::Rows& rows)
{
    std::vector<SigningKey> keys;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto key = SigningKey::fromPem(rows.text(i, 0));
        if (!key)
            return tl::unexpected(
                DatabaseError{DatabaseError::Kind::Failed, "", "A row of signing_keys is not an RSA key in PEM."});
        keys.push_back(std::move(*key));
    }
    return keys;
}

} // namespace

DatabaseResult<std::vector<SigningKey>> PgKeyStore::loadOrCreate()
{
    std::vector<SigningKey> keys;
    const auto done =
        m_database.transact(platform::TraceContext(), [&](platform::Transaction& transaction) -> DatabaseResult<void> {
            if (auto locked = transaction.query(lockKeys, {}); !locked)
                return tl::unexpected(locked.error());
            const auto rows = transaction.query(selectKeys, {});
            if (!rows)
                return tl::unexpected(rows.error());
            auto parsed = parseKeys(*rows);
            if (!parsed)
                return tl::unexpected(parsed.error());
            keys = std::move(*parsed);
            if (!keys.empty())
                return {};
            keys.push_back(SigningKey::generate());
            const auto inserted = transaction.query(insertKey, {keys.front().kid(), keys.front().pem()});
            if (!inserted)
                return tl::unexpected(inserted.error());
            return {};
        });
    if (!done)
        return tl::unexpected(done.error());
    return keys;
}

} // namespace auth
