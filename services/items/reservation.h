// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace items {

struct Line
{
    std::string item; // id
    std::int64_t quantity = 0;
};

// What an order asks for, and in which words it is told.
struct Rejection
{
    std::string code; // "unknown-item", "out-of-stock"
    std::string item;
    std::string reason; // a sentence for the customer
};

// What is known of the items of an order, by id; who is not in it does not exist.
struct Stock
{
    std::string name;
    std::int64_t stock = 0;
    std::int64_t reserved = 0;
};
using Stocks = std::map<std::string, Stock>;

// The decision: takes all lines from the stocks, or none and says why. An item may be in several lines.
std::optional<Rejection> reserve(Stocks& stocks, const std::vector<Line>& lines);

// Gives the lines back.
void release(Stocks& stocks, const std::vector<Line>& lines);

std::string linesToJson(const std::vector<Line>& lines);
std::vector<Line> linesFromJson(const std::string& json); // of linesToJson(), or of a body that meets its contract

// Payloads of what is told about a reservation, as contracts/events describes them. `at` is RFC 3339.
std::string reservedEvent(const std::string& orderId, const std::vector<Line>& lines, const std::string& at);
std::string rejectedEvent(const std::string& orderId, const Rejection& rejection, const std::string& at);
std::string releasedEvent(const std::string& orderId, const std::vector<Line>& lines, const std::string& at);

} // namespace items
