// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/migrations.h"

#include "platform/log.h"
#include "platform/postgres/connection.h"
#include "platform/postgres/partitions.h"
#include "platform/sha256.h"

#include <thread>

namespace platform {
namespace {

using namespace std::chrono_literals;

constexpr const char* createTable = R"(
CREATE TABLE IF NOT EXISTS schema_migration (
    component text NOT NULL, name text NOT NULL, checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (component, name)))";
// The role of the service gets rows of new tables by default; what has been applied is not its to say.
constexpr const char* protect = R"(
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = current_database() AND rolname <> current_user) THEN
        EXECUTE format('REVOKE ALL ON schema_migration FROM %I', current_database());
    END IF;
END
$$)";
constexpr const char* lock = "SELECT pg_advisory_lock(hashtext('signalbox.schema_migration'))"; // ends with the session
constexpr const char* find = "SELECT checksum FROM schema_migration WHERE component = $1 AND name = $2";
constexpr const char* record = "INSERT INTO schema_migration (component, name, checksum) VALUES ($1, $2, $3)";

std::string hexDigest(std::string_view text)
{
    return SqlValue::bytes(sha256(text)).asText()->substr(2);
}

// A server that starts, or does not listen yet, is worth waiting for; a wrong password is not.
std::unique_ptr<Connection> connected(const std::string& url)
{
    const auto giveUp = std::chrono::steady_clock::now() + 30s;
    while (true) {
        try {
            return std::make_unique<Connection>(url);
        } catch (const pqxx::broken_connection& e) {
            const bool hopeless = std::string_view(e.what()).find("authentication") != std::string_view::npos ||
                                  std::string_view(e.what()).find("role \"") != std::string_view::npos;
            if (hopeless || std::chrono::steady_clock::now() > giveUp)
                throw;
        }
        std::this_thread::sleep_for(100ms);
    }
}

// Answers whether it had to be applied.
DatabaseResult<bool> applyOne(Connection& connection, std::string_view component, const Migration& migration)
{
    const std::string owner(component);
    const std::string name(migration.name);
    const std::string checksum = hexDigest(migration.sql);
    pqxx::work transaction(connection.raw());
    const pqxx::result known = transaction.exec_params(find, owner, name);
    if (!known.empty()) {
        if (known[0][0].c_str() != checksum)
            return tl::unexpected(DatabaseError{
                DatabaseError::Kind::Failed,
                {},
                "Migration " + owner + "/" + name +
                    " was changed after it had been applied. Restore its text and add a new migration instead."});
        return false;
    }
    transaction.exec(std::string(migration.sql));
    transaction.exec_params0(record, owner, name, checksum);
    transaction.commit();
    logInfo("migration applied", {{"component", owner}, {"migration", name}});
    return true;
}

} // namespace

DatabaseResult<int> migrate(const std::string& ownerUrl, std::span<const MigrationSet> sets)
{
    try {
        const auto connection = connected(ownerUrl);
        connection->script(lock);
        connection->script(std::string("SET client_min_messages = warning;") + createTable + ";" + protect);
        int count = 0;
        for (const MigrationSet& set : sets) {
            for (const Migration& migration : set.migrations) {
                const auto applied = applyOne(*connection, set.component, migration);
                if (!applied)
                    return tl::unexpected(applied.error());
                count += *applied ? 1 : 0;
            }
        }
        // The owner is here once at each start, and the service itself never is.
        if (const auto retired = retirePartitions(ownerUrl); !retired)
            logWarn("old partitions stay for now", {{"error", retired.error().message}});
        return count;
    } catch (const std::exception& e) {
        return tl::unexpected(databaseErrorOf(e));
    }
}

} // namespace platform
