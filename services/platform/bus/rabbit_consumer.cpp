// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/rabbit_consumer.h"

#include "platform/bus/rabbit_connection.h"
#include "platform/bus/rabbit_message.h"
#include "platform/log.h"

#include <charconv>
#include <deque>
#include <thread>

namespace platform {

using namespace std::chrono_literals;

struct RabbitConsumer::Private
{
    explicit Private(const Settings& s)
        : settings(s)
        , connection(s.url, s.name)
    {
    }

    void connect();
    void lose(const std::string& reason);
    std::optional<Delivery> next(std::chrono::milliseconds atMost);
    std::optional<Delivery> read(std::chrono::milliseconds atMost);
    Delivery content(const amqp_method_t& method);

    const Settings settings;
    RabbitConnection connection;
    Backoff backoff;
    std::uint64_t session = 0;
    std::deque<Delivery> arrived;
    ProblemText problem{"The broker has not been reached yet."};
};

void RabbitConsumer::Private::connect()
{
    try {
        connection.open();
        amqp_basic_qos(connection.state(), rabbitChannel, 0, settings.prefetch, 0);
        connection.checkReply("limit the deliveries");
        amqp_basic_consume(connection.state(),
                           rabbitChannel,
                           amqp_cstring_bytes(settings.queue.c_str()),
                           amqp_empty_bytes,
                           0,
                           0,
                           0,
                           amqp_empty_table);
        connection.checkReply("consume from " + settings.queue);
        ++session;
        backoff.succeeded();
        problem.set({});
        logInfo("consumer connected to the broker", {{"queue", settings.queue}});
    } catch (const RabbitFailure& e) {
        connection.close();
        backoff.failed();
        problem.set(e.what());
    }
}

void RabbitConsumer::Private::lose(const std::string& reason)
{
    connection.close();
    arrived.clear(); // the broker gives them out again
    backoff.failed();
    problem.set(reason);
    logWarn("consumer lost the broker", {{"queue", settings.queue}, {"reason", reason}});
}

std::optional<Delivery> RabbitConsumer::Private::next(std::chrono::milliseconds atMost)
{
    if (arrived.empty())
        return read(atMost);
    Delivery first = std::move(arrived.front());
    arrived.pop_front();
    return first;
}

std::optional<Delivery> RabbitConsumer::Private::read(std::chrono::milliseconds atMost)
{
    const auto frame = connection.nextFrame(atMost);
    if (!frame || frame->frame_type != AMQP_FRAME_METHOD)
        return std::nullopt;
    switch (frame->payload.method.id) {
    case AMQP_BASIC_DELIVER_METHOD: return content(frame->payload.method);
    case AMQP_CONNECTION_BLOCKED_METHOD: // concerns publishers
    case AMQP_CONNECTION_UNBLOCKED_METHOD: return std::nullopt;
    case AMQP_BASIC_CANCEL_METHOD: throw RabbitFailure("The queue " + settings.queue + " was deleted.");
    default: connection.closedByBroker(frame->payload.method);
    }
}

Delivery RabbitConsumer::Private::content(const amqp_method_t& method)
{
    const auto& deliver = *static_cast<const amqp_basic_deliver_t*>(method.decoded);
    Delivery delivery{.tag = deliver.delivery_tag,
                      .session = session,
                      .queue = settings.queue,
                      .routingKey = textOf(deliver.routing_key),
                      .redelivered = deliver.redelivered != 0,
                      .message = {}};
    amqp_message_t body{};
    const amqp_rpc_reply_t reply = amqp_read_message(connection.state(), rabbitChannel, &body, 0);
    if (reply.reply_type != AMQP_RESPONSE_NORMAL)
        throw RabbitFailure("A delivery came without its content.");
    readProperties(body.properties, delivery.message);
    delivery.message.body = textOf(body.body);
    amqp_destroy_message(&body);
    const std::string_view count = delivery.message.header("x-delivery-count");
    std::from_chars(count.data(), count.data() + count.size(), delivery.earlierDeliveries);
    return delivery;
}

RabbitConsumer::RabbitConsumer(const Settings& settings)
    : d(std::make_unique<Private>(settings))
{
}

RabbitConsumer::~RabbitConsumer() = default;

std::vector<Delivery> RabbitConsumer::receive(std::size_t count, std::chrono::milliseconds atMost)
{
    std::vector<Delivery> deliveries;
    if (!d->connection.isOpen() && d->backoff.isDue())
        d->connect();
    if (!d->connection.isOpen()) {
        std::this_thread::sleep_for(std::min(atMost, d->backoff.left()));
        return deliveries;
    }
    try {
        while (deliveries.size() < count) {
            auto delivery = d->next(deliveries.empty() ? atMost : 0ms);
            if (!delivery)
                break;
            deliveries.push_back(std::move(*delivery));
        }
    } catch (const RabbitFailure& e) {
        d->lose(e.what());
        deliveries.clear();
    }
    return deliveries;
}

void RabbitConsumer::keepAlive()
{
    if (!d->connection.isOpen())
        return;
    try {
        while (auto delivery = d->read(0ms))
            d->arrived.push_back(std::move(*delivery));
    } catch (const RabbitFailure& e) {
        d->lose(e.what());
    }
}

void RabbitConsumer::acknowledge(const Delivery& delivery)
{
    if (!d->connection.isOpen() || delivery.session != d->session)
        return;
    const int status = amqp_basic_ack(d->connection.state(), rabbitChannel, delivery.tag, 0);
    if (status < 0)
        d->lose("Could not acknowledge: " + std::string(amqp_error_string2(status)) + ".");
}

void RabbitConsumer::giveBack(const Delivery& delivery)
{
    if (!d->connection.isOpen() || delivery.session != d->session)
        return;
    const int status = amqp_basic_reject(d->connection.state(), rabbitChannel, delivery.tag, 1);
    if (status < 0)
        d->lose("Could not give a delivery back: " + std::string(amqp_error_string2(status)) + ".");
}

std::string RabbitConsumer::problem() const
{
    return d->problem.text();
}

} // namespace platform
