// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/embedded.h"
#include "orders/order_handler.h"
#include "orders/pg_order_store.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/outbox/dispatcher.h"
#include "platform/outbox/pg_outbox_store.h"
#include "platform/postgres/housekeeper.h"
#include "platform/service.h"

#include <cstdio>

namespace {

constexpr std::size_t readers = 8;
constexpr std::size_t others = 6; // two who write new orders, two who change them, who sends events, who keeps house

int run(platform::Environment& environment)
{
    const auto config = platform::readServiceConfig(environment, "orders");
    const std::string databaseUrl = environment.secret("DATABASE_URL");
    const std::string brokerUrl = environment.secret("AMQP_URL");

    platform::Metrics metrics;
    platform::Database database({.url = databaseUrl, .connections = readers + others}, metrics);
    platform::Executor executor({.threads = readers}, metrics);
    platform::RabbitPublisher publisher(brokerUrl, "orders dispatcher");
    platform::PgOutboxStore outbox(database);
    platform::Dispatcher dispatcher({.source = "orders"}, outbox, publisher, metrics);
    platform::Housekeeper housekeeper(database, {platform::maintainPartitions, platform::expireIdempotencyKeys});
    orders::PgOrderStore store(database);
    orders::OrderWriter writer(store, metrics);
    platform::IdempotencyLayer idempotency(
        {.service = "orders", .bareKeys = environment.flag("IDEMPOTENCY_BARE_KEYS", false)}, metrics);
    orders::OrderHandler handler({store, executor, writer, idempotency, [&dispatcher] { dispatcher.wake(); }});

    platform::ServiceParts parts;
    parts.routes = handler.routes(orders::openapiDocument());
    parts.documents = {orders::openapiDocument()};
    parts.readiness = {{"postgres", [&database] { return database.problem(); }},
                       {"rabbitmq", [&publisher] { return publisher.problem(); }}};
    parts.tasks = {{"housekeeper", [&] { housekeeper.start(); }, [&] { housekeeper.stop(); }},
                   {"dispatcher", [&] { dispatcher.start(); }, [&] { dispatcher.stop(); }}};
    return platform::serve(config, metrics, std::move(parts));
}

int migrate(platform::Environment& environment)
{
    const platform::MigrationSet sets[] = {platform::messagingMigrations(), orders::orderMigrations()};
    const auto applied = platform::migrate(environment.secret("DATABASE_OWNER_URL"), sets);
    if (!applied) {
        std::fprintf(stderr, "orders: %s\n", applied.error().message.c_str());
        return 1;
    }
    std::printf("%d migrations applied\n", *applied);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    return platform::serviceMain(argc, argv, {"orders", run, migrate, orders::openapiDocument()});
}
