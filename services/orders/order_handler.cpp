// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_handler.h"

#include "platform/idempotency/answers.h"
#include "platform/idempotency/idempotency_key.h"
#include "platform/log.h"
#include "platform/postgres/database_answer.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

namespace orders {
namespace {

using platform::HttpRequest;
using platform::HttpResponse;

HttpResponse noSuchOrder()
{
    return platform::problem(404, "not-found", "Not found", "You have no order with this id.");
}

HttpResponse internalError()
{
    return platform::problem(500, "internal-error", "Internal error", "The request could not be carried out.");
}

HttpResponse orderAnswer(const Order& order)
{
    HttpResponse response = HttpResponse::json(200, toJson(order));
    response.headers.emplace_back("ETag", etagOf(order));
    return response;
}

// What is stored for replays is what the first one gets.
HttpResponse firstAnswerOf(const platform::IdempotencyRecord& record)
{
    return {.status = record.status, .headers = record.headers, .body = record.body};
}

} // namespace

OrderHandler::OrderHandler(const Parts& parts, std::string_view openapi, std::string_view createdSchema)
    : m_parts(parts)
    , m_newOrder(openapi, "/components/schemas/NewOrder")
    , m_created(createdSchema)
    , m_keys(parts.metrics)
{
}

std::vector<platform::HttpRoute> OrderHandler::routes()
{
    return {{"POST", "/api/v1/orders", [this](HttpRequest& request) { return place(request); }},
            {"GET", "/api/v1/orders", [this](HttpRequest& request) { return list(request); }},
            {"GET", "/api/v1/orders/{id}", [this](HttpRequest& request) { return find(request); }}};
}

OrderHandler::Answer OrderHandler::place(HttpRequest& request)
{
    const auto given = platform::idempotencyKeyOf(request);
    if (!given) {
        m_keys.invalid.add();
        co_return given.error();
    }
    auto read = readPlaceRequest(request, *given, m_newOrder);
    if (!read)
        co_return std::move(read.error());
    if (!read->key)
        co_return co_await placeOnce(request, std::move(*read));

    using Entry = platform::InFlightKeys::Entry;
    const KeyedBy& key = *read->key;
    const platform::InFlightKeys::Attempt attempt = m_inFlight.enter(key.scope, key.key, key.fingerprint);
    switch (attempt.entry) {
    case Entry::Reused: m_keys.reused.add(); co_return platform::idempotencyKeyReused();
    case Entry::InUse: m_keys.inUse.add(); co_return platform::idempotencyKeyInUse();
    case Entry::Entered: break;
    }
    co_return co_await placeOnce(request, std::move(*read));
}

OrderHandler::Answer OrderHandler::placeOnce(HttpRequest& request, PlaceRequest place)
{
    const auto cause = platform::causeOf(request, place.key ? place.key->key : std::string());
    const Surroundings now{platform::uuidV7, std::chrono::system_clock::now};
    NewOrder order = placeOrder(place.order, request.principal.subject, place.key, cause, now);
    order.trace = request.trace;
    if (const auto problems = m_created.check(nlohmann::json::parse(order.event.payload)); !problems.empty()) {
        platform::logError("event breaks its contract",
                           {{"event_type", order.event.eventType}, {"detail", problems.front().detail}});
        co_return internalError();
    }
    order.since = platform::unixNanoseconds();
    const auto placement = co_await m_parts.writer.place(order);
    if (!placement)
        co_return platform::overloadAnswer();
    co_return answerOf(order, *placement);
}

HttpResponse OrderHandler::answerOf(const NewOrder& order, const Placement& placement)
{
    const platform::LogScope scope(order.trace);
    switch (placement.outcome) {
    case Placement::Outcome::Placed:
        m_parts.onPlaced();
        if (order.record)
            m_keys.first.add();
        platform::logInfo("order placed", {{"order_id", order.order.id}, {"amount", order.order.amount}});
        return order.record ? firstAnswerOf(*order.record) : createdAnswer(order.order);
    case Placement::Outcome::KeyInUse: m_keys.inUse.add(); return platform::idempotencyKeyInUse();
    case Placement::Outcome::KeyKnown:
        if (placement.known.fingerprint != order.record->fingerprint) {
            m_keys.reused.add();
            return platform::idempotencyKeyReused();
        }
        m_keys.replayed.add();
        return platform::replayOf(placement.known);
    case Placement::Outcome::Unavailable: break;
    }
    return platform::databaseAnswer(placement.problem);
}

OrderHandler::Answer OrderHandler::list(HttpRequest& request)
{
    const auto page = platform::pageOf(request);
    if (!page)
        co_return page.error();
    platform::DatabaseResult<std::vector<Order>> orders;
    const auto read = [&] { orders = m_parts.store.list(request.principal.subject, *page, request.trace); };
    if (!co_await m_parts.executor.run(read))
        co_return platform::overloadAnswer();
    if (!orders)
        co_return platform::databaseAnswer(orders.error());
    std::vector<std::string> items, ids;
    for (const Order& order : *orders) {
        items.push_back(toJson(order));
        ids.push_back(order.id);
    }
    co_return platform::pageAnswer(*page, items, ids);
}

OrderHandler::Answer OrderHandler::find(HttpRequest& request)
{
    const std::string id = request.pathParameters["id"];
    if (!platform::isUuid(id))
        co_return noSuchOrder();
    platform::DatabaseResult<std::optional<Order>> order;
    const auto read = [&] { order = m_parts.store.find(request.principal.subject, id, request.trace); };
    if (!co_await m_parts.executor.run(read))
        co_return platform::overloadAnswer();
    if (!order)
        co_return platform::databaseAnswer(order.error());
    co_return *order ? orderAnswer(**order) : noSuchOrder();
}

} // namespace orders
