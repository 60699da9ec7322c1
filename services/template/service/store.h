// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/postgres/database.h"
#include "platform/postgres/page.h"

#include <span>
#include <string>
#include <vector>

namespace servicename {

struct Record
{
    std::string id; // of the event
    std::string userId;
    std::string subject;
    std::string createdAt{}; // RFC 3339; given by the database
};

// For the transaction of the events.
platform::DatabaseResult<void> insertRecords(platform::Transaction& transaction, std::span<const Record> records);

// Newest first, one more than the page's limit when there is one.
platform::DatabaseResult<std::vector<Record>> listRecords(platform::Database& database,
                                                          const std::string& userId,
                                                          const platform::Page& page,
                                                          const platform::TraceContext& trace);

} // namespace servicename
