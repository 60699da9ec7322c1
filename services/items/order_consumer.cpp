// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/order_consumer.h"

#include "platform/inbox/event_body.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace items {
namespace {

std::string lowerCaseId(std::string id)
{
    std::transform(id.begin(), id.end(), id.begin(), [](unsigned char c) { return std::tolower(c); });
    return id;
}

// Of an order without lines nothing was asked here.
std::vector<ReservationOrder> withLines(std::span<const ReservationOrder> orders)
{
    std::vector<ReservationOrder> some;
    std::copy_if(orders.begin(), orders.end(), std::back_inserter(some), [](const ReservationOrder& order) {
        return !order.lines.empty();
    });
    return some;
}

auto readingWith(std::shared_ptr<const OrderReader> reader)
{
    return [reader = std::move(reader)](const platform::Message& message, const platform::TraceContext& trace) {
        return reader->read(message, trace);
    };
}

} // namespace

OrderReader::OrderReader(std::string_view schema)
    : m_schema(schema)
{
}

tl::expected<ReservationOrder, platform::Refusal> OrderReader::read(const platform::Message& message,
                                                                    const platform::TraceContext& trace) const
{
    const auto body = platform::readEventBody(message, m_schema, {"order_id"});
    if (!body)
        return tl::unexpected(body.error());
    ReservationOrder order{.orderId = body->at("order_id").get<std::string>(),
                           .lines = linesFromJson(body->at("lines").dump()),
                           .cause = platform::causeOf(message, trace),
                           .trace = trace};
    for (Line& line : order.lines) {
        line.item = lowerCaseId(line.item);
        if (!platform::isUuid(line.item))
            return tl::unexpected(platform::Refusal{"invalid-body", "/lines: The item " + line.item + " is no UUID."});
    }
    return order;
}

platform::EventHandler orderSubmittedHandler(std::shared_ptr<const OrderReader> reader, platform::Surroundings now)
{
    return platform::eventHandler<ReservationOrder>(
        readingWith(std::move(reader)),
        [now = std::move(now)](platform::Transaction& transaction, std::span<const ReservationOrder> orders) {
            return reserveStock(transaction, orders, now);
        });
}

platform::EventHandler orderCancelledHandler(std::shared_ptr<const OrderReader> reader, platform::Surroundings now)
{
    return platform::eventHandler<ReservationOrder>(
        readingWith(std::move(reader)),
        [now = std::move(now)](platform::Transaction& transaction,
                               std::span<const ReservationOrder> orders) -> platform::DatabaseResult<void> {
            const auto some = withLines(orders);
            if (some.empty())
                return {};
            return releaseStock(transaction, some, now);
        });
}

} // namespace items
