// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/embedded.h"
#include "invoices/invoice_handler.h"
#include "invoices/order_created_consumer.h"
#include "invoices/pg_invoice_store.h"
#include "platform/bus/rabbit_consumer.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/inbox/event_consumer.h"
#include "platform/postgres/housekeeper.h"
#include "platform/service.h"
#include "platform/uuid.h"

#include <cstdio>

namespace {

int run(platform::Environment& environment)
{
    const auto config = platform::readServiceConfig(environment, "invoices");
    const std::string databaseUrl = environment.secret("DATABASE_URL");
    const std::string brokerUrl = environment.secret("AMQP_URL");

    platform::Metrics metrics;
    platform::Database database({.url = databaseUrl}, metrics);
    platform::Executor executor({.threads = 8}, metrics);
    platform::Housekeeper housekeeper(database, {platform::maintainPartitions});
    platform::RabbitConsumer queue({.url = brokerUrl, .name = "invoices consumer", .queue = "invoices.in"});
    platform::RabbitPublisher failures(brokerUrl, "invoices failures"); // retry tiers and dead letters
    const auto orderCreated =
        std::make_shared<invoices::OrderCreatedConsumer>(invoices::orderCreatedSchema(), platform::uuidV7);
    platform::EventConsumer consumer({.service = "invoices",
                                      .queue = "invoices.in",
                                      .handlers = {{"order.created.v1", invoices::orderCreatedHandler(orderCreated)}}},
                                     queue,
                                     failures,
                                     platform::EventConsumer::storeOf(database),
                                     metrics);
    invoices::PgInvoiceStore store(database);
    invoices::InvoiceHandler handler(store, executor);

    platform::ServiceParts parts;
    parts.routes = handler.routes();
    parts.readiness = {{"postgres", [&database] { return database.problem(); }},
                       {"rabbitmq", [&queue] { return queue.problem(); }},
                       {"rabbitmq (failures)", [&failures] { return failures.problem(); }}};
    parts.tasks = {{"housekeeper", [&] { housekeeper.start(); }, [&] { housekeeper.stop(); }},
                   {"consumer", [&] { consumer.start(); }, [&] { consumer.stop(); }}};
    return platform::serve(config, metrics, std::move(parts));
}

int migrate(platform::Environment& environment)
{
    const platform::MigrationSet sets[] = {platform::messagingMigrations(), invoices::invoiceMigrations()};
    const auto applied = platform::migrate(environment.secret("DATABASE_OWNER_URL"), sets);
    if (!applied) {
        std::fprintf(stderr, "invoices: %s\n", applied.error().message.c_str());
        return 1;
    }
    std::printf("%d migrations applied\n", *applied);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    return platform::serviceMain(argc, argv, {"invoices", run, migrate, invoices::openapiDocument()});
}
