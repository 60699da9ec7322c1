// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orders/saga/saga.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace orders {

struct OrderLine
{
    std::string item; // id
    std::int64_t quantity = 0;
};

// A step of an order's saga, as it is now.
struct SagaEntry
{
    StepState state = StepState::Pending;
    std::string at; // since when; as Order::createdAt
    std::optional<std::string> reason;
};

struct Order
{
    std::string id; // UUIDv7
    std::string userId;
    std::int64_t amount = 0; // minor units
    std::optional<std::string> note;
    std::string status = "created";
    std::int64_t version = 1;
    std::string createdAt; // RFC 3339, UTC, milliseconds
    std::vector<OrderLine> lines = {};
    std::map<SagaStep, SagaEntry> saga = {}; // of an order with lines; lists leave it out
};

// What a caller sees of it.
std::string toJson(const Order& order);
std::string etagOf(const Order& order);
std::string pathOf(const Order& order);

std::string linesToJson(const std::vector<OrderLine>& lines);
std::vector<OrderLine> linesFromJson(const std::string& json);

// Payloads of the order's events, as contracts/events describes them.
std::string createdEvent(const Order& order);
std::string submittedEvent(const Order& order);
std::string confirmedEvent(const Order& order, const std::string& confirmedAt);
// Of the order as it was before.
std::string cancelledEvent(const Order& order, const std::string& reason, const std::string& cancelledAt);

} // namespace orders
