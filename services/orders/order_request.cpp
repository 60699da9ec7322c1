// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_request.h"

#include <nlohmann/json.hpp>

namespace orders {

OrderRequest readNewOrder(const nlohmann::json& body)
{
    OrderRequest request{.amount = body.at("amount").get<std::int64_t>(), .note = {}, .lines = {}};
    if (const auto note = body.find("note"); note != body.end())
        request.note = note->get<std::string>();
    if (const auto lines = body.find("lines"); lines != body.end())
        request.lines = linesFromJson(lines->dump());
    return request;
}

OrderPatch readPatch(const nlohmann::json& body)
{
    OrderPatch patch;
    const auto note = body.find("note");
    patch.setsNote = note != body.end();
    if (patch.setsNote && note->is_string())
        patch.note = note->get<std::string>();
    return patch;
}

} // namespace orders
