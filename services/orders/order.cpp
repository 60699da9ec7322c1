// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order.h"

#include <nlohmann/json.hpp>

namespace orders {

using Json = nlohmann::ordered_json;

namespace {

Json linesJson(const std::vector<OrderLine>& lines)
{
    Json array = Json::array();
    for (const OrderLine& line : lines)
        array.push_back({{"item", line.item}, {"quantity", line.quantity}});
    return array;
}

Json sagaJson(const Order& order)
{
    Json array = Json::array();
    for (const auto& [step, entry] : order.saga) {
        Json json{{"step", nameOf(step)}, {"state", nameOf(entry.state)}, {"at", entry.at}};
        if (entry.reason)
            json["reason"] = *entry.reason;
        array.push_back(std::move(json));
    }
    return array;
}

} // namespace

std::string linesToJson(const std::vector<OrderLine>& lines)
{
    return linesJson(lines).dump();
}

std::vector<OrderLine> linesFromJson(const std::string& json)
{
    std::vector<OrderLine> lines;
    for (const auto& line : nlohmann::json::parse(json))
        lines.push_back({line.at("item").get<std::string>(), line.at("quantity").get<std::int64_t>()});
    return lines;
}

std::string toJson(const Order& order)
{
    Json json{{"id", order.id}, {"amount", order.amount}, {"status", order.status}, {"lines", linesJson(order.lines)}};
    if (order.note)
        json["note"] = *order.note;
    json["created_at"] = order.createdAt;
    if (!order.saga.empty())
        json["saga"] = sagaJson(order);
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
    json["lines"] = linesJson(order.lines);
    json["created_at"] = order.createdAt;
    return json.dump();
}

std::string submittedEvent(const Order& order)
{
    return Json{{"order_id", order.id},
                {"user_id", order.userId},
                {"amount", order.amount},
                {"lines", linesJson(order.lines)},
                {"created_at", order.createdAt}}
        .dump();
}

std::string confirmedEvent(const Order& order, const std::string& confirmedAt)
{
    return Json{
        {"order_id", order.id}, {"user_id", order.userId}, {"amount", order.amount}, {"confirmed_at", confirmedAt}}
        .dump();
}

std::string cancelledEvent(const Order& order, const std::string& reason, const std::string& cancelledAt)
{
    return Json{{"order_id", order.id},
                {"user_id", order.userId},
                {"amount", order.amount},
                {"lines", linesJson(order.lines)},
                {"was", order.status},
                {"reason", reason},
                {"cancelled_at", cancelledAt}}
        .dump();
}

} // namespace orders
