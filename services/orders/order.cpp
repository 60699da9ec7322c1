// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order.h"

#include "platform/json_text.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace orders {

namespace {

using platform::appendJsonMember;
using platform::appendJsonString;

// An object's text, member by member: a tree in between costs more than all the rest of an order's decision.
class ObjectText
{
public:
    ObjectText& add(std::string_view name, std::string_view value)
    {
        appendJsonMember(m_text, name);
        appendJsonString(m_text, value);
        return *this;
    }
    ObjectText& add(std::string_view name, std::int64_t value) { return addJson(name, std::to_string(value)); }
    ObjectText& addIfAny(std::string_view name, const std::optional<std::string>& value)
    {
        return value ? add(name, std::string_view(*value)) : *this;
    }
    ObjectText& addJson(std::string_view name, std::string_view json)
    {
        appendJsonMember(m_text, name);
        m_text.append(json);
        return *this;
    }
    std::string take() { return std::move(m_text += '}'); }

private:
    std::string m_text = "{";
};

template<typename Items, typename Write>
std::string arrayText(const Items& items, Write write)
{
    std::string text = "[";
    for (const auto& item : items) {
        if (text.size() > 1)
            text += ',';
        text += write(item);
    }
    return text + ']';
}

std::string sagaToJson(const Order& order)
{
    return arrayText(order.saga, [](const auto& entry) {
        const auto& [step, now] = entry;
        return ObjectText()
            .add("step", nameOf(step))
            .add("state", nameOf(now.state))
            .add("at", now.at)
            .addIfAny("reason", now.reason)
            .take();
    });
}

} // namespace

std::string linesToJson(const std::vector<OrderLine>& lines)
{
    return arrayText(lines, [](const OrderLine& line) {
        return ObjectText().add("item", line.item).add("quantity", line.quantity).take();
    });
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
    ObjectText text;
    text.add("id", order.id)
        .add("amount", order.amount)
        .add("status", order.status)
        .addJson("lines", linesToJson(order.lines))
        .addIfAny("note", order.note)
        .add("created_at", order.createdAt);
    if (!order.saga.empty())
        text.addJson("saga", sagaToJson(order));
    return text.take();
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
    return ObjectText()
        .add("order_id", order.id)
        .add("user_id", order.userId)
        .add("amount", order.amount)
        .addIfAny("note", order.note)
        .addJson("lines", linesToJson(order.lines))
        .add("created_at", order.createdAt)
        .take();
}

std::string submittedEvent(const Order& order)
{
    return ObjectText()
        .add("order_id", order.id)
        .add("user_id", order.userId)
        .add("amount", order.amount)
        .addJson("lines", linesToJson(order.lines))
        .add("created_at", order.createdAt)
        .take();
}

std::string confirmedEvent(const Order& order, const std::string& confirmedAt)
{
    return ObjectText()
        .add("order_id", order.id)
        .add("user_id", order.userId)
        .add("amount", order.amount)
        .add("confirmed_at", confirmedAt)
        .take();
}

std::string cancelledEvent(const Order& order, const std::string& reason, const std::string& cancelledAt)
{
    return ObjectText()
        .add("order_id", order.id)
        .add("user_id", order.userId)
        .add("amount", order.amount)
        .addJson("lines", linesToJson(order.lines))
        .add("was", order.status)
        .add("reason", reason)
        .add("cancelled_at", cancelledAt)
        .take();
}

} // namespace orders
