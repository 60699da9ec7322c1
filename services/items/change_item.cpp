// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/change_item.h"

namespace items {
namespace {

using platform::HttpResponse;
using platform::problem;
using platform::WriteOutcome;

ChangeDecision refused(WriteOutcome::Kind kind, HttpResponse answer)
{
    return {{.kind = kind, .answer = std::move(answer)}, {}};
}

HttpResponse notYours()
{
    return problem(403, "forbidden", "Forbidden", "Only whoever added an item may change it.");
}

HttpResponse belowReserved(const Item& item)
{
    return problem(422,
                   "stock-reserved",
                   "Stock is reserved",
                   "Orders have reserved " + std::to_string(item.reserved) +
                       " of this item: its stock cannot be less.");
}

} // namespace

HttpResponse noSuchItem()
{
    return problem(404, "not-found", "Not found", "There is no item with this id.");
}

HttpResponse itemAnswer(const Item& item, int status)
{
    HttpResponse response = HttpResponse::json(status, toJson(item));
    if (status == 201)
        response.headers.emplace_back("Location", pathOf(item));
    response.headers.emplace_back("ETag", etagOf(item));
    return response;
}

ChangeDecision changeItem(const std::optional<Item>& item, const ItemChange& change)
{
    using Kind = WriteOutcome::Kind;
    if (!item)
        return refused(Kind::Answered, noSuchItem());
    if (item->owner != change.userId)
        return refused(Kind::NotBegun, notYours());
    if (!change.ifMatch.matches(etagOf(*item)))
        return refused(Kind::NotBegun, platform::preconditionFailed());
    if (change.stock && *change.stock < item->reserved)
        return refused(Kind::Answered, belowReserved(*item));
    Item changed = *item;
    changed.name = change.name.value_or(item->name);
    changed.stock = change.stock.value_or(item->stock);
    ++changed.version;
    return {{.kind = Kind::Answered, .answer = itemAnswer(changed, 200)}, changed};
}

} // namespace items
