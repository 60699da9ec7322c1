// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invoices/embedded.h"
#include "invoices/invoice_handler.h"
#include "invoices/order_cancelled_consumer.h"
#include "invoices/order_created_consumer.h"
#include "invoices/pg_invoice_store.h"
#include "platform/bus/rabbit_consumer.h"
#include "platform/bus/rabbit_publisher.h"
#include "platform/inbox/event_consumer.h"
#include "platform/outbox/dispatcher.h"
#include "platform/outbox/pg_outbox_store.h"
#include "platform/postgres/housekeeper.h"
#include "platform/service.h"
#include "platform/uuid.h"

#include <atomic>
#include <cstdio>

namespace {

constexpr std::int64_t mostMoney = 9'007'199'254'740'991; // what JSON can say exactly

std::map<std::string, platform::EventHandler> handlers(std::int64_t maxAmount, std::function<void()> onTold)
{
    const platform::Surroundings real{platform::uuidV7, std::chrono::system_clock::now};
    using Created = invoices::OrderCreatedConsumer;
    using Cancelled = invoices::OrderCancelledConsumer;
    const Created::Settings created{.maxAmount = maxAmount, .surroundings = real, .onTold = onTold};
    const Cancelled::Settings cancelled{.surroundings = real, .onTold = std::move(onTold)};
    return {
        {"order.created.v1",
         invoices::orderCreatedHandler(std::make_shared<Created>(invoices::orderCreatedSchema(), created))},
        {"order.cancelled.v1",
         invoices::orderCancelledHandler(std::make_shared<Cancelled>(invoices::orderCancelledSchema(), cancelled))}};
}

int run(platform::Environment& environment)
{
    const auto config = platform::readServiceConfig(environment, "invoices");
    const std::string databaseUrl = environment.secret("DATABASE_URL");
    const std::string brokerUrl = environment.secret("AMQP_URL");
    const std::int64_t maxAmount = environment.integer("INVOICES_MAX_AMOUNT", mostMoney, 1, mostMoney);

    platform::Metrics metrics;
    platform::Database database({.url = databaseUrl}, metrics);
    platform::Executor executor({.threads = 8}, metrics);
    platform::Housekeeper housekeeper(database, {platform::maintainPartitions});
    platform::RabbitConsumer queue({.url = brokerUrl, .name = "invoices consumer", .queue = "invoices.in"});
    platform::RabbitPublisher failures(
        brokerUrl,
        "invoices failures",
        platform::EventConsumer::exchangesOf("invoices")); // retry tiers and dead letters
    platform::RabbitPublisher publisher(brokerUrl, "invoices dispatcher", {"events"});
    platform::PgOutboxStore outbox(database);
    platform::Dispatcher dispatcher({.source = "invoices"}, outbox, publisher, metrics);
    std::atomic<bool> told = false; // most orders are not told anything, and cost the dispatcher no look
    const auto committed = [&] {
        if (told.exchange(false))
            dispatcher.wake();
    };
    platform::EventConsumer consumer(
        {.service = "invoices", .queue = "invoices.in", .handlers = handlers(maxAmount, [&told] { told = true; })},
        queue,
        failures,
        platform::EventConsumer::storeOf(database, committed),
        metrics);
    invoices::PgInvoiceStore store(database);
    invoices::InvoiceHandler handler(store, executor);

    platform::ServiceParts parts;
    parts.routes = handler.routes();
    parts.documents = {invoices::openapiDocument()};
    parts.readiness = {
        {"postgres", [&database] { return database.problem(); }},
        {"rabbitmq", [&queue] { return queue.problem(); }, platform::ProcessRole::Worker},
        {"rabbitmq (dispatcher)", [&publisher] { return publisher.problem(); }, platform::ProcessRole::Scheduler},
        {"rabbitmq (failures)", [&failures] { return failures.problem(); }, platform::ProcessRole::Worker}};
    parts.tasks = {{"housekeeper", [&] { housekeeper.start(); }, [&] { housekeeper.stop(); }},
                   {"dispatcher", [&] { dispatcher.start(); }, [&] { dispatcher.stop(); }},
                   {"consumer", [&] { consumer.start(); }, [&] { consumer.stop(); }, platform::ProcessRole::Worker}};
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
