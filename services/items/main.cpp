// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/embedded.h"
#include "items/item_handler.h"
#include "items/order_consumer.h"
#include "items/pg_item_store.h"
#include "platform/bus/rabbit_consumer.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/inbox/event_consumer.h"
#include "platform/outbox/dispatcher.h"
#include "platform/outbox/pg_outbox_store.h"
#include "platform/postgres/housekeeper.h"
#include "platform/service.h"
#include "platform/uuid.h"

#include <cstdio>

namespace {

const platform::Surroundings real{platform::uuidV7, std::chrono::system_clock::now};

std::map<std::string, platform::EventHandler> handlers()
{
    const auto submitted = std::make_shared<items::OrderReader>(items::orderSubmittedSchema());
    const auto cancelled = std::make_shared<items::OrderReader>(items::orderCancelledSchema());
    return {{"order.submitted.v1", items::orderSubmittedHandler(submitted, real)},
            {"order.cancelled.v1", items::orderCancelledHandler(cancelled, real)}};
}

int run(platform::Environment& environment)
{
    const auto config = platform::readServiceConfig(environment, "items");
    const std::string databaseUrl = environment.secret("DATABASE_URL");
    const std::string brokerUrl = environment.secret("AMQP_URL");

    platform::Metrics metrics;
    platform::Database database({.url = databaseUrl}, metrics);
    platform::Executor executor({.threads = 6}, metrics);
    platform::RabbitPublisher publisher(brokerUrl, "items dispatcher", {"events"});
    platform::PgOutboxStore outbox(database);
    platform::Dispatcher dispatcher({.source = "items"}, outbox, publisher, metrics);
    const auto wake = [&dispatcher] { dispatcher.wake(); };
    platform::Housekeeper housekeeper(database, {platform::maintainPartitions, platform::expireIdempotencyKeys});
    platform::RabbitConsumer queue({.url = brokerUrl, .name = "items consumer", .queue = "items.in"});
    platform::RabbitPublisher failures(
        brokerUrl, "items failures", platform::EventConsumer::exchangesOf("items")); // retry tiers and dead letters
    platform::EventConsumer consumer({.service = "items", .queue = "items.in", .handlers = handlers()},
                                     queue,
                                     failures,
                                     platform::EventConsumer::storeOf(database, wake),
                                     metrics);
    items::PgItemStore store(database);
    platform::IdempotencyLayer writes(platform::IdempotencyLayer::readSettings(environment, "items"), metrics);
    items::ItemHandler handler({store, executor, writes, real, wake});

    platform::ServiceParts parts;
    parts.routes = handler.routes();
    parts.documents = {items::openapiDocument()};
    parts.readiness = {
        {"postgres", [&database] { return database.problem(); }},
        {"rabbitmq", [&publisher] { return publisher.problem(); }, platform::ProcessRole::Scheduler},
        {"rabbitmq (consumer)", [&queue] { return queue.problem(); }, platform::ProcessRole::Worker},
        {"rabbitmq (failures)", [&failures] { return failures.problem(); }, platform::ProcessRole::Worker}};
    parts.tasks = {{"housekeeper", [&] { housekeeper.start(); }, [&] { housekeeper.stop(); }},
                   {"dispatcher", [&] { dispatcher.start(); }, [&] { dispatcher.stop(); }},
                   {"consumer", [&] { consumer.start(); }, [&] { consumer.stop(); }, platform::ProcessRole::Worker}};
    return platform::serve(config, metrics, std::move(parts));
}

int migrate(platform::Environment& environment)
{
    const platform::MigrationSet sets[] = {platform::messagingMigrations(), items::itemMigrations()};
    const auto applied = platform::migrate(environment.secret("DATABASE_OWNER_URL"), sets);
    if (!applied) {
        std::fprintf(stderr, "items: %s\n", applied.error().message.c_str());
        return 1;
    }
    std::printf("%d migrations applied\n", *applied);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    return platform::serviceMain(argc, argv, {"items", run, migrate, items::openapiDocument()});
}
