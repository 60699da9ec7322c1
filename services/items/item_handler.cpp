// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/item_handler.h"

#include "items/embedded.h"
#include "platform/http/foreign_access.h"
#include "platform/log.h"
#include "platform/postgres/database_answer.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

namespace items {
namespace {

using platform::HttpRequest;
using platform::HttpResponse;
using platform::WriteOutcome;

ItemChange changeOf(const platform::IdempotencyLayer::Write& write)
{
    ItemChange change{.id = write.request.pathParameters["id"],
                      .userId = write.request.principal.subject,
                      .name = {},
                      .stock = {},
                      .ifMatch = platform::ifMatchOf(write.request).value_or(platform::IfMatch{})};
    if (const auto name = write.body.find("name"); name != write.body.end())
        change.name = name->get<std::string>();
    if (const auto stock = write.body.find("stock"); stock != write.body.end())
        change.stock = stock->get<std::int64_t>();
    return change;
}

} // namespace

NewItem addItem(Item item, const platform::EventCause& cause, const platform::Surroundings& surroundings)
{
    item.id = surroundings.newId();
    item.createdAt = platform::rfc3339(surroundings.now());
    platform::OutboxRow event{.eventId = surroundings.newId(),
                              .aggregateType = "item",
                              .aggregateId = item.id,
                              .aggregateSeq = item.version,
                              .eventType = "item.created.v1",
                              .schemaVersion = 1,
                              .payload = createdEvent(item),
                              .headers = platform::outboxHeaders(cause)};
    return {std::move(item), std::move(event)};
}

ItemHandler::ItemHandler(Parts parts)
    : m_parts(std::move(parts))
{
}

std::vector<platform::HttpRoute> ItemHandler::routes()
{
    return {m_parts.writes.route(
                openapiDocument(), "POST", "/api/v1/items", [this](const Write& write) { return add(write); }),
            m_parts.writes.route(
                openapiDocument(), "PATCH", "/api/v1/items/{id}", [this](const Write& write) { return change(write); }),
            {"GET", "/api/v1/items", [this](HttpRequest& request) { return list(request); }},
            {"GET", "/api/v1/items/{id}", [this](HttpRequest& request) { return find(request); }}};
}

boost::asio::awaitable<WriteOutcome> ItemHandler::add(const Write& write)
{
    const HttpRequest& request = write.request;
    Item asked;
    asked.owner = request.principal.subject;
    asked.name = write.body.at("name").get<std::string>();
    asked.stock = write.body.at("stock").get<std::int64_t>();
    const auto cause = platform::causeOf(request, write.claim ? write.claim->key : std::string());
    const NewItem item = addItem(asked, cause, m_parts.surroundings);
    const WriteFor by{write.claim, request.trace};
    WriteOutcome outcome;
    const auto execute = [&] { outcome = m_parts.store.add(item, by); };
    if (!co_await m_parts.executor.run(execute))
        co_return WriteOutcome{.kind = WriteOutcome::Kind::Overloaded};
    if (outcome.kind == WriteOutcome::Kind::Answered) {
        m_parts.onAdded();
        const platform::LogScope scope(request.trace, request.requestId);
        platform::logInfo("item added", {{"item_id", item.item.id}, {"stock", item.item.stock}});
    }
    co_return outcome;
}

boost::asio::awaitable<WriteOutcome> ItemHandler::change(const Write& write)
{
    const ItemChange change = changeOf(write);
    const WriteFor by{write.claim, write.request.trace};
    WriteOutcome outcome;
    const auto execute = [&] { outcome = m_parts.store.change(change, by); };
    if (!co_await m_parts.executor.run(execute))
        co_return WriteOutcome{.kind = WriteOutcome::Kind::Overloaded};
    if (outcome.kind == WriteOutcome::Kind::NotBegun && outcome.answer.status == 403)
        platform::auditForeignAccess(write.request);
    co_return outcome;
}

ItemHandler::Answer ItemHandler::list(HttpRequest& request)
{
    const platform::Page page = platform::pageOf(request);
    platform::DatabaseResult<std::vector<Item>> items;
    const auto read = [&] { items = m_parts.store.list(page, request.trace); };
    if (!co_await m_parts.executor.run(read))
        co_return platform::overloadAnswer();
    if (!items)
        co_return platform::databaseAnswer(items.error());
    std::vector<std::string> texts, ids;
    for (const Item& item : *items) {
        texts.push_back(toJson(item));
        ids.push_back(item.id);
    }
    co_return platform::pageAnswer(page, texts, ids);
}

ItemHandler::Answer ItemHandler::find(HttpRequest& request)
{
    const std::string id = request.pathParameters["id"];
    platform::DatabaseResult<std::optional<Item>> item;
    const auto read = [&] { item = m_parts.store.find(id, request.trace); };
    if (!co_await m_parts.executor.run(read))
        co_return platform::overloadAnswer();
    if (!item)
        co_return platform::databaseAnswer(item.error());
    co_return *item ? itemAnswer(**item, 200) : noSuchItem();
}

} // namespace items
