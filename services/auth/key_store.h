// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/signing_key.h"
#include "platform/postgres/database.h"

#include <vector>

namespace auth {

// Where the signing keys are kept. PgKeyStore is the real one. Blocks.
class KeyStore
{
public:
    virtual ~KeyStore() = default;

    // Newest first, never empty: the first key of all is made here, once, however many instances start together.
    virtual platform::DatabaseResult<std::vector<SigningKey>> loadOrCreate() = 0;
};

// Table signing_keys.
class PgKeyStore final : public KeyStore
{
public:
    explicit PgKeyStore(platform::Database& database)
        : m_database(database)
    {
    }

    platform::DatabaseResult<std::vector<SigningKey>> loadOrCreate() override;

private:
    platform::Database& m_database;
};

} // namespace auth
