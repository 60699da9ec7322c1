// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"

#include <span>
#include <string>
#include <string_view>

namespace platform {

// One numbered file of SQL, embedded by platform_embed_migrations() (embed.cmake).
struct Migration
{
    std::string_view name; // file name without ".sql": "0001_create_orders"; they are applied in this order
    std::string_view sql;
};

// What one part of a service owns in its database; each set counts by itself.
struct MigrationSet
{
    std::string_view component; // "messaging", "orders"
    std::span<const Migration> migrations;
};

// Outbox, inbox and idempotency tables, with the grants for the roles <database>, <database>_reader and
// <database>_operator that exist. Goes before the service's own set.
MigrationSet messagingMigrations();

// Applies what is missing, as the owner of the database: forward only, each file in one transaction together with its
// row in `schema_migration`, under an advisory lock, so that several at once do it once. An applied file whose text
// has changed since is an error. Drops the partitions that are past their retention (partitions.h) as well. Waits up to
// 30 s for a server that is starting. Answers how many were applied.
DatabaseResult<int> migrate(const std::string& ownerUrl, std::span<const MigrationSet> sets);

} // namespace platform
