// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicename/store.h"

namespace servicename {
namespace {

using platform::SqlValue;
using platform::Statement;

constexpr Statement insertAll{"servicename_insert",
                              "INSERT INTO servicename (id, user_id, subject)"
                              " SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])",
                              "INSERT servicename"};
constexpr Statement listAll{"servicename_list",
                            "SELECT id, user_id, subject,"
                            " to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                            " FROM servicename WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2::uuid)"
                            " ORDER BY id DESC LIMIT $3::int",
                            "SELECT servicename"};

} // namespace

platform::DatabaseResult<void> insertRecords(platform::Transaction& transaction, std::span<const Record> records)
{
    std::vector<SqlValue> ids, users, subjects;
    for (const Record& record : records) {
        ids.emplace_back(record.id);
        users.emplace_back(record.userId);
        subjects.emplace_back(record.subject);
    }
    using platform::sqlArray;
    const auto inserted = transaction.query(insertAll, {sqlArray(ids), sqlArray(users), sqlArray(subjects)});
    if (!inserted)
        return tl::unexpected(inserted.error());
    return {};
}

platform::DatabaseResult<std::vector<Record>> listRecords(platform::Database& database,
                                                          const std::string& userId,
                                                          const platform::Page& page,
                                                          const platform::TraceContext& trace)
{
    const SqlValue before = page.before.empty() ? SqlValue(std::nullopt) : SqlValue(page.before);
    const auto rows = database.query(trace, listAll, {userId, before, page.limit + 1});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Record> records;
    for (std::size_t i = 0; i < rows->size(); ++i)
        records.push_back({rows->text(i, 0), rows->text(i, 1), rows->text(i, 2), rows->text(i, 3)});
    return records;
}

} // namespace servicename
