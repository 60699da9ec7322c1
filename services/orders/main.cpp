// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/embedded.h"
#include "orders/order_handler.h"
#include "orders/pg_order_store.h"
#include "orders/saga/saga_consumer.h"
#include "orders/saga/saga_timer.h"
#include "orders/second_version.h"
#include "platform/bus/rabbit_consumer.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/inbox/event_consumer.h"
#include "platform/outbox/dispatcher.h"
#include "platform/outbox/pg_outbox_store.h"
#include "platform/postgres/housekeeper.h"
#include "platform/service.h"
#include "platform/uuid.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace {

constexpr std::size_t readers = 8;
// Two who write new orders, two who change them, who sends events, who keeps house, who hears answers, who keeps time.
constexpr std::size_t others = 8;

int run(platform::Environment& environment)
{
    const auto config = platform::readServiceConfig(environment, "orders");
    const std::string databaseUrl = environment.secret("DATABASE_URL");
    const std::string brokerUrl = environment.secret("AMQP_URL");
    const orders::SagaSettings sagas{.stepTimeout =
                                         environment.duration("ORDERS_SAGA_STEP_TIMEOUT", std::chrono::seconds(30)),
                                     .surroundings = {platform::uuidV7, std::chrono::system_clock::now}};

    platform::Metrics metrics;
    platform::Database database({.url = databaseUrl, .connections = readers + others}, metrics);
    platform::Executor executor({.threads = readers}, metrics);
    platform::RabbitPublisher publisher(brokerUrl, "orders dispatcher", {"events"});
    platform::PgOutboxStore outbox(database);
    platform::Dispatcher dispatcher({.source = "orders"}, outbox, publisher, metrics);
    platform::Housekeeper housekeeper(database, {platform::maintainPartitions, platform::expireIdempotencyKeys});
    const auto wake = [&dispatcher] { dispatcher.wake(); };
    platform::RabbitConsumer queue({.url = brokerUrl, .name = "orders consumer", .queue = "orders.in"});
    platform::RabbitPublisher failures(
        brokerUrl, "orders failures", platform::EventConsumer::exchangesOf("orders")); // retry tiers and dead letters
    platform::EventConsumer consumer(
        {.service = "orders", .queue = "orders.in", .handlers = orders::sagaHandlers(sagas)},
        queue,
        failures,
        platform::EventConsumer::storeOf(database, wake),
        metrics);
    orders::SagaTimer timer(database, sagas, wake);
    orders::PgOrderStore store(database, sagas.stepTimeout);
    orders::OrderWriter writer(store, metrics);
    platform::IdempotencyLayer idempotency(platform::IdempotencyLayer::readSettings(environment, "orders"), metrics);
    orders::OrderHandler handler({store, executor, writer, idempotency, wake});

    platform::ServiceParts parts;
    parts.routes = handler.routes(orders::openapiDocument());
    std::ranges::move(orders::secondVersion(parts.routes), std::back_inserter(parts.routes));
    parts.documents = {orders::openapiDocument(), orders::openapiDocumentV2()};
    parts.readiness = {
        {"postgres", [&database] { return database.problem(); }},
        {"rabbitmq", [&publisher] { return publisher.problem(); }, platform::ProcessRole::Scheduler},
        {"rabbitmq (consumer)", [&queue] { return queue.problem(); }, platform::ProcessRole::Worker},
        {"rabbitmq (failures)", [&failures] { return failures.problem(); }, platform::ProcessRole::Worker}};
    parts.tasks = {{"housekeeper", [&] { housekeeper.start(); }, [&] { housekeeper.stop(); }},
                   {"dispatcher", [&] { dispatcher.start(); }, [&] { dispatcher.stop(); }},
                   {"consumer", [&] { consumer.start(); }, [&] { consumer.stop(); }, platform::ProcessRole::Worker},
                   {"saga timer", [&] { timer.start(); }, [&] { timer.stop(); }}};
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
