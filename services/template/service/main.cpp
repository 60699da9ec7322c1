// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/rabbit_consumer.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/inbox/event_consumer.h"
#include "platform/postgres/housekeeper.h"
#include "platform/service.h"
#include "servicename/embedded.h"
#include "servicename/event_reader.h"
#include "servicename/handler.h"

#include <cstdio>

namespace {

int run(platform::Environment& environment)
{
    const auto config = platform::readServiceConfig(environment, "servicename");
    const std::string databaseUrl = environment.secret("DATABASE_URL");
    const std::string brokerUrl = environment.secret("AMQP_URL");

    platform::Metrics metrics;
    platform::Database database({.url = databaseUrl}, metrics);
    platform::Executor executor({.threads = 8}, metrics);
    platform::Housekeeper housekeeper(database, {platform::maintainPartitions});
    platform::RabbitConsumer queue({.url = brokerUrl, .name = "servicename consumer", .queue = "servicename.in"});
    platform::RabbitPublisher failures(
        brokerUrl,
        "servicename failures",
        platform::EventConsumer::exchangesOf("servicename")); // retry tiers and dead letters
    platform::EventConsumer consumer(
        {.service = "servicename",
         .queue = "servicename.in",
         .handlers = {{"event.type.v0", servicename::eventReader(servicename::eventSchema())}}},
        queue,
        failures,
        platform::EventConsumer::storeOf(database),
        metrics);
    servicename::Handler handler(database, executor);

    platform::ServiceParts parts;
    parts.routes = handler.routes();
    parts.documents = {servicename::openapiDocument()};
    parts.readiness = {
        {"postgres", [&database] { return database.problem(); }},
        {"rabbitmq", [&queue] { return queue.problem(); }, platform::ProcessRole::Worker},
        {"rabbitmq (failures)", [&failures] { return failures.problem(); }, platform::ProcessRole::Worker}};
    parts.tasks = {{"housekeeper", [&] { housekeeper.start(); }, [&] { housekeeper.stop(); }},
                   {"consumer", [&] { consumer.start(); }, [&] { consumer.stop(); }, platform::ProcessRole::Worker}};
    return platform::serve(config, metrics, std::move(parts));
}

int migrate(platform::Environment& environment)
{
    const platform::MigrationSet sets[] = {platform::messagingMigrations(), servicename::migrations()};
    const auto applied = platform::migrate(environment.secret("DATABASE_OWNER_URL"), sets);
    if (!applied) {
        std::fprintf(stderr, "servicename: %s\n", applied.error().message.c_str());
        return 1;
    }
    std::printf("%d migrations applied\n", *applied);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    return platform::serviceMain(argc, argv, {"servicename", run, migrate, servicename::openapiDocument()});
}
