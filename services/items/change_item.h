// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/item.h"
#include "platform/http/entity_tag.h"
#include "platform/idempotency/write_outcome.h"

#include <optional>
#include <string>

namespace items {

// A PATCH as values: what is empty stays as it is.
struct ItemChange
{
    std::string id;
    std::string userId;
    std::optional<std::string> name;
    std::optional<std::int64_t> stock;
    platform::IfMatch ifMatch;
};

// What is to be answered, and the item as it is to be written; nothing is written without one.
struct ChangeDecision
{
    platform::WriteOutcome outcome;
    std::optional<Item> changed;
};

// The decision, on the item as it is locked now; empty: there is none.
ChangeDecision changeItem(const std::optional<Item>& item, const ItemChange& change);

platform::HttpResponse noSuchItem();
// With Location and ETag: what a first use answers and what is stored.
platform::HttpResponse itemAnswer(const Item& item, int status);

} // namespace items
