// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/item.h"

#include <nlohmann/json.hpp>

namespace items {

using Json = nlohmann::ordered_json;

std::string toJson(const Item& item)
{
    return Json{{"id", item.id},
                {"name", item.name},
                {"stock", item.stock},
                {"reserved", item.reserved},
                {"created_at", item.createdAt}}
        .dump();
}

std::string etagOf(const Item& item)
{
    return '"' + std::to_string(item.version) + '"';
}

std::string pathOf(const Item& item)
{
    return "/api/v1/items/" + item.id;
}

std::string createdEvent(const Item& item)
{
    return Json{{"item_id", item.id}, {"name", item.name}, {"stock", item.stock}, {"created_at", item.createdAt}}
        .dump();
}

} // namespace items
