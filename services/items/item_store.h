// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/change_item.h"
#include "platform/outbox/outbox.h"
#include "platform/postgres/database.h"
#include "platform/postgres/page.h"

#include <optional>
#include <string>
#include <vector>

namespace items {

// An item with all that is committed with it, or not at all.
struct NewItem
{
    Item item;
    platform::OutboxRow event;
};

// For whom a store writes: the key's claim, if any, and the request's trace.
struct WriteFor
{
    std::optional<platform::IdempotencyClaim> claim;
    platform::TraceContext trace;
};

// What the HTTP side needs from a database. PgItemStore is the real one.
class ItemStore
{
public:
    virtual ~ItemStore() = default;

    virtual platform::WriteOutcome add(const NewItem& item, const WriteFor& by) = 0;
    virtual platform::WriteOutcome change(const ItemChange& change, const WriteFor& by) = 0;
    // Newest first, one more than the page's limit when there is one.
    virtual platform::DatabaseResult<std::vector<Item>> list(const platform::Page& page,
                                                             const platform::TraceContext& trace) = 0;
    virtual platform::DatabaseResult<std::optional<Item>> find(const std::string& id,
                                                               const platform::TraceContext& trace) = 0;
};

} // namespace items
