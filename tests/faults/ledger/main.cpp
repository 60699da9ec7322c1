// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded.h"
#include "ledger_store.h"
#include "platform/bus/rabbit_consumer.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/inbox/event_consumer.h"
#include "platform/outbox/dispatcher.h"
#include "platform/outbox/pg_outbox_store.h"
#include "platform/service.h"
#include "platform/uuid.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace {

using boost::asio::awaitable;

// Of a body that the suite itself has written: no kind refusals.
ledger::Entry entryOf(const nlohmann::json& body)
{
    return {.id = platform::uuidV7(),
            .key = body.at("key").get<std::int64_t>(),
            .account = body.at("account").get<std::string>(),
            .amount = body.at("amount").get<std::int64_t>(),
            .failures = body.value("failures", 0)};
}

platform::HttpRoute addRoute(platform::Database& database, platform::Executor& executor, platform::Dispatcher& sender)
{
    const platform::HttpHandler add = [&](platform::HttpRequest& request) -> awaitable<platform::HttpResponse> {
        const ledger::Entry entry = entryOf(nlohmann::json::parse(request.body));
        const platform::EventCause cause = platform::causeOf(request, {});
        platform::DatabaseResult<std::string> id;
        const auto work = [&] { id = ledger::addEntry(database, entry, cause); };
        if (!co_await executor.run(work) || !id)
            co_return platform::problem(503, "unavailable", "Not now", "The entry may or may not have been added.");
        sender.wake();
        const nlohmann::json answer{{"id", *id}};
        co_return platform::HttpResponse::json(201, answer.dump());
    };
    return {"POST", "/entries", add, false};
}

int run(platform::Environment& environment)
{
    const auto config = platform::readServiceConfig(environment, "ledger");
    const std::string databaseUrl = environment.secret("DATABASE_URL");
    const std::string brokerUrl = environment.secret("AMQP_URL");

    platform::Metrics metrics;
    platform::Database database({.url = databaseUrl}, metrics);
    platform::Executor executor({.threads = 4}, metrics);
    platform::RabbitPublisher publisher(brokerUrl, "ledger dispatcher");
    platform::PgOutboxStore outbox(database);
    platform::Dispatcher dispatcher({.source = "ledger"}, outbox, publisher, metrics);
    platform::RabbitConsumer queue({.url = brokerUrl, .name = "ledger consumer", .queue = "ledger.in"});
    platform::RabbitPublisher failures(brokerUrl, "ledger failures");
    platform::EventConsumer consumer(
        {.service = "ledger", .queue = "ledger.in", .handlers = {{"ledger.entry_added.v1", ledger::postingHandler()}}},
        queue,
        failures,
        platform::EventConsumer::storeOf(database),
        metrics);

    platform::ServiceParts parts;
    parts.routes = {addRoute(database, executor, dispatcher)};
    parts.readiness = {{"postgres", [&database] { return database.problem(); }},
                       {"rabbitmq", [&publisher] { return publisher.problem(); }},
                       {"rabbitmq (queue)", [&queue] { return queue.problem(); }}};
    parts.tasks = {{"dispatcher", [&] { dispatcher.start(); }, [&] { dispatcher.stop(); }},
                   {"consumer", [&] { consumer.start(); }, [&] { consumer.stop(); }}};
    return platform::serve(config, metrics, std::move(parts));
}

int migrate(platform::Environment& environment)
{
    const platform::MigrationSet sets[] = {platform::messagingMigrations(), ledger::ledgerMigrations()};
    const auto applied = platform::migrate(environment.secret("DATABASE_OWNER_URL"), sets);
    if (!applied) {
        std::fprintf(stderr, "ledger: %s\n", applied.error().message.c_str());
        return 1;
    }
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    return platform::serviceMain(argc, argv, {"ledger", run, migrate, "{}"});
}
