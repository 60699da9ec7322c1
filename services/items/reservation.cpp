// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reservation.h"

#include <nlohmann/json.hpp>

namespace items {

using Json = nlohmann::ordered_json;

namespace {

Json linesJson(const std::vector<Line>& lines)
{
    Json array = Json::array();
    for (const Line& line : lines)
        array.push_back({{"item", line.item}, {"quantity", line.quantity}});
    return array;
}

// Lines of the same item count together: none of them may take what another one needs.
std::map<std::string, std::int64_t> wanted(const std::vector<Line>& lines)
{
    std::map<std::string, std::int64_t> quantities;
    for (const Line& line : lines)
        quantities[line.item] += line.quantity;
    return quantities;
}

} // namespace

std::optional<Rejection> reserve(Stocks& stocks, const std::vector<Line>& lines)
{
    const auto quantities = wanted(lines);
    for (const auto& [item, quantity] : quantities) {
        const auto known = stocks.find(item);
        if (known == stocks.end())
            return Rejection{"unknown-item", item, "There is no item with the id " + item + "."};
        const std::int64_t left = known->second.stock - known->second.reserved;
        if (left < quantity)
            return Rejection{"out-of-stock",
                             item,
                             "Of \"" + known->second.name + "\" " + std::to_string(left) +
                                 " are left, and the order asks for " + std::to_string(quantity) + "."};
    }
    for (const auto& [item, quantity] : quantities)
        stocks.at(item).reserved += quantity;
    return std::nullopt;
}

void release(Stocks& stocks, const std::vector<Line>& lines)
{
    for (const Line& line : lines)
        stocks.at(line.item).reserved -= line.quantity;
}

std::string linesToJson(const std::vector<Line>& lines)
{
    return linesJson(lines).dump();
}

std::vector<Line> linesFromJson(const std::string& json)
{
    std::vector<Line> lines;
    for (const auto& line : nlohmann::json::parse(json))
        lines.push_back({line.at("item").get<std::string>(), line.at("quantity").get<std::int64_t>()});
    return lines;
}

std::string reservedEvent(const std::string& orderId, const std::vector<Line>& lines, const std::string& at)
{
    return Json{{"order_id", orderId}, {"lines", linesJson(lines)}, {"reserved_at", at}}.dump();
}

std::string rejectedEvent(const std::string& orderId, const Rejection& rejection, const std::string& at)
{
    return Json{{"order_id", orderId},
                {"code", rejection.code},
                {"item", rejection.item},
                {"reason", rejection.reason},
                {"rejected_at", at}}
        .dump();
}

std::string releasedEvent(const std::string& orderId, const std::vector<Line>& lines, const std::string& at)
{
    return Json{{"order_id", orderId}, {"lines", linesJson(lines)}, {"released_at", at}}.dump();
}

} // namespace items
