// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/order_handler.h"

#include "orders/order_request.h"
#include "platform/http/foreign_access.h"
#include "platform/log.h"
#include "platform/postgres/database_answer.h"
#include "platform/postgres/page.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

namespace orders {
namespace {

using platform::HttpRequest;
using platform::HttpResponse;
using platform::WriteOutcome;
using Kind = WriteOutcome::Kind;

HttpResponse internalError()
{
    return platform::problem(500, "internal-error", "Internal error", "The request could not be carried out.");
}

Surroundings realSurroundings()
{
    return {platform::uuidV7, std::chrono::system_clock::now};
}

platform::EventCause causeOf(const platform::IdempotencyLayer::Write& write)
{
    return platform::causeOf(write.request, write.claim ? write.claim->key : std::string());
}

} // namespace

OrderHandler::OrderHandler(const Parts& parts)
    : m_parts(parts)
{
}

std::vector<platform::HttpRoute> OrderHandler::routes(std::string_view openapi)
{
    const auto write = [&](const char* method, const char* path, platform::IdempotencyLayer::Handler handler) {
        return m_parts.idempotency.route(openapi, method, path, std::move(handler));
    };
    return {write("POST", "/api/v1/orders", [this](const Write& order) { return place(order); }),
            write("PATCH", "/api/v1/orders/{id}", [this](const Write& order) { return patch(order); }),
            write("POST", "/api/v1/orders/{id}/cancel", [this](const Write& order) { return cancel(order); }),
            {"GET", "/api/v1/orders", [this](HttpRequest& request) { return list(request); }},
            {"GET", "/api/v1/orders/{id}", [this](HttpRequest& request) { return find(request); }}};
}

OrderHandler::Outcome OrderHandler::place(const Write& write)
{
    const std::string& user = write.request.principal.subject;
    NewOrder order = placeOrder(readNewOrder(write.body), user, write.claim, causeOf(write), realSurroundings());
    order.trace = write.request.trace;
    if (!m_contracts.holds(order.event))
        co_return WriteOutcome{.kind = Kind::NotBegun, .answer = internalError()};
    order.since = platform::unixNanoseconds();
    WriteOutcome outcome = co_await m_parts.writer.place(order);
    if (outcome.kind == Kind::Answered) {
        outcome.answer = order.record ? platform::answerOf(std::move(*order.record)) : createdAnswer(order.order);
        m_parts.onEvent();
        const platform::LogScope scope(order.trace, write.request.requestId);
        platform::logInfo("order placed", {{"order_id", order.order.id}, {"amount", order.order.amount}});
    }
    co_return outcome;
}

OrderHandler::Outcome OrderHandler::patch(const Write& write)
{
    const auto decide = [patch = readPatch(write.body), ifMatch = platform::ifMatchOf(write.request)](
                            const Order* order) { return patchOrder(order, patch, ifMatch); };
    return change(write, decide);
}

OrderHandler::Outcome OrderHandler::cancel(const Write& write)
{
    const auto decide = [this, cause = causeOf(write)](const Order* order) {
        OrderDecision decision = cancelOrder(order, cause, realSurroundings());
        if (decision.event && !m_contracts.holds(*decision.event))
            return OrderDecision{.answer = internalError(), .begun = false};
        return decision;
    };
    return change(write, decide);
}

OrderHandler::Outcome OrderHandler::change(const Write& write, Decide decide)
{
    const auto isForeign = std::make_shared<bool>(false);
    auto decideForOwner =
        [decide = std::move(decide), user = write.request.principal.subject, isForeign](const Order* order) {
            *isForeign = order && order->userId != user;
            return decide(*isForeign ? nullptr : order);
        };
    OrderCommand command{.orderId = write.request.pathParameters["id"],
                         .claim = write.claim,
                         .decide = std::move(decideForOwner),
                         .trace = write.request.trace,
                         .since = platform::unixNanoseconds()};
    WriteOutcome outcome = co_await m_parts.writer.change(command);
    if (*isForeign)
        platform::auditForeignAccess(write.request);
    if (outcome.kind == Kind::Answered) {
        m_parts.onEvent();
        const platform::LogScope scope(command.trace, write.request.requestId);
        platform::logInfo("order changed",
                          {{"order_id", command.orderId},
                           {"operation", write.request.method + " " + write.request.route},
                           {"status", static_cast<long long>(outcome.answer.status)}});
    }
    co_return outcome;
}

OrderHandler::Answer OrderHandler::list(HttpRequest& request)
{
    const platform::Page page = platform::pageOf(request);
    platform::DatabaseResult<std::vector<Order>> orders;
    const auto read = [&] { orders = m_parts.store.list(request.principal.subject, page, request.trace); };
    if (!co_await m_parts.executor.run(read))
        co_return platform::overloadAnswer();
    if (!orders)
        co_return platform::databaseAnswer(orders.error());
    std::vector<std::string> items, ids;
    for (const Order& order : *orders) {
        items.push_back(toJson(order));
        ids.push_back(order.id);
    }
    co_return platform::pageAnswer(page, items, ids);
}

OrderHandler::Answer OrderHandler::find(HttpRequest& request)
{
    const std::string id = request.pathParameters["id"];
    platform::DatabaseResult<std::optional<Order>> order;
    const auto read = [&] { order = m_parts.store.find(id, request.trace); };
    if (!co_await m_parts.executor.run(read))
        co_return platform::overloadAnswer();
    if (!order)
        co_return platform::databaseAnswer(order.error());
    if (*order && (*order)->userId != request.principal.subject) {
        platform::auditForeignAccess(request);
        co_return noSuchOrder();
    }
    co_return *order ? orderAnswer(**order) : noSuchOrder();
}

} // namespace orders
