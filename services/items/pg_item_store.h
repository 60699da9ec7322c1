// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/item_store.h"

#include <functional>

namespace items {

class PgItemStore final : public ItemStore
{
public:
    explicit PgItemStore(platform::Database& database);

    platform::WriteOutcome add(const NewItem& item, const WriteFor& by) override;
    platform::WriteOutcome change(const ItemChange& change, const WriteFor& by) override;
    platform::DatabaseResult<std::vector<Item>> list(const platform::Page& page,
                                                     const platform::TraceContext& trace) override;
    platform::DatabaseResult<std::optional<Item>> find(const std::string& id,
                                                       const platform::TraceContext& trace) override;

private:
    using Execute = std::function<platform::DatabaseResult<platform::WriteOutcome>(platform::Transaction&)>;
    platform::WriteOutcome once(const WriteFor& by, const Execute& execute);

    platform::Database& m_database;
};

} // namespace items
