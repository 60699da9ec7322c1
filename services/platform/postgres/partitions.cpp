// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/partitions.h"

#include "platform/log.h"
#include "platform/postgres/connection.h"

namespace platform {
namespace {

// Of the inbox a day more than maintain_partitions() makes again. A detach that was interrupted is finished first.
constexpr const char* findOld = R"(
SELECT p.relname, c.relname, i.inhdetachpending
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
WHERE p.relname IN ('outbox', 'inbox') AND c.relname ~ '_p[0-9]{8}$'
  AND to_date(right(c.relname, 8), 'YYYYMMDD') < (now() AT TIME ZONE 'UTC')::date - CASE p.relname WHEN 'outbox' THEN 7 ELSE 9 END
ORDER BY c.relname)";

bool hasUnsent(pqxx::connection& connection, const std::string& partition)
{
    pqxx::nontransaction query(connection);
    return query.exec1("SELECT EXISTS (SELECT FROM " + query.quote_name(partition) + " WHERE sent_at IS NULL)")[0]
        .as<bool>();
}

// DETACH … CONCURRENTLY allows no transaction around it, and holds up nobody who writes.
void retire(pqxx::connection& connection, const std::string& parent, const std::string& partition, bool interrupted)
{
    pqxx::nontransaction query(connection);
    query.exec0("ALTER TABLE " + query.quote_name(parent) + " DETACH PARTITION " + query.quote_name(partition) +
                (interrupted ? " FINALIZE" : " CONCURRENTLY"));
    query.exec0("DROP TABLE " + query.quote_name(partition));
    logInfo("partition dropped", {{"partition", partition}});
}

} // namespace

DatabaseResult<int> retirePartitions(const std::string& ownerUrl)
{
    try {
        Connection connection(ownerUrl);
        connection.script("SET statement_timeout = '10s'"); // a reader of days may hold it up; the next start goes on
        const pqxx::result old = [&] {
            pqxx::nontransaction query(connection.raw());
            return query.exec(findOld);
        }();
        int retired = 0;
        for (const auto& row : old) {
            const auto parent = row[0].as<std::string>();
            const auto partition = row[1].as<std::string>();
            if (parent == "outbox" && hasUnsent(connection.raw(), partition))
                continue;
            retire(connection.raw(), parent, partition, row[2].as<bool>());
            ++retired;
        }
        return retired;
    } catch (const std::exception& e) {
        return tl::unexpected(databaseErrorOf(e));
    }
}

} // namespace platform
