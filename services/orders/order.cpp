// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order.h"

#include <nlohmann/json.hpp>

namespace orders {

using Json = nlohmann::ordered_json;

std::string toJson(const Order& order)
{
    Json json{{"id", order.id}, {"amount", order.amount}, {"status", order.status}, {"lines", Json::array()}};
    if (order.note)
        json["note"] = *order.note;
    json["created_at"] = order.createdAt;
    return json.dump();
}

std::string etagOf(const Order& order)
{
    return '"' + std::to_string(order.version) + '"';
}

std::string pathOf(const Order& order)
{
    return "/api/v1/orders/" + order.id;
}

std::string createdEvent(const Order& order)
{
    Json json{{"order_id", order.id}, {"user_id", order.userId}, {"amount", order.amount}};
    if (order.note)
        json["note"] = *order.note;
    json["lines"] = Json::array();
    json["created_at"] = order.createdAt;
    return json.dump();
}

std::string cancelledEvent(const Order& order, const std::string& reason, const std::string& cancelledAt)
{
    return Json{{"order_id", order.id},
                {"user_id", order.userId},
                {"amount", order.amount},
                {"lines", Json::array()},
                {"was", order.status},
                {"reason", reason},
                {"cancelled_at", cancelledAt}}
        .dump();
}

} // namespace orders
