// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/rabbit_publisher.h"

#include "platform/bus/confirm_window.h"
#include "platform/bus/rabbit_connection.h"
#include "platform/bus/rabbit_message.h"
#include "platform/log.h"

namespace platform {

using namespace std::chrono_literals;

namespace {

// What the client library cannot encode would fail each time and take everybody else's connection with it.
bool isTheMessagesFault(int status)
{
    return status == AMQP_STATUS_TABLE_TOO_BIG || status == AMQP_STATUS_BAD_AMQP_DATA ||
           status == AMQP_STATUS_INVALID_PARAMETER;
}

} // namespace

struct RabbitPublisher::Private
{
    Private(const std::string& url, const std::string& name, std::vector<std::string> given)
        : exchanges(std::move(given))
        , connection(url, name)
    {
    }

    void connect();
    void findExchanges();
    void lose(Settlement::Outcome outcome, const std::string& reason);
    void take(const amqp_frame_t& frame);
    void takeReturn(const amqp_method_t& method);
    void settled(std::vector<Settlement> settlements);

    const std::vector<std::string> exchanges;
    RabbitConnection connection;
    Backoff backoff;
    ConfirmWindow window;
    std::vector<Settlement> answers;
    bool blocked = false;
    ProblemText problem{"The broker has not been reached yet."};
};

void RabbitPublisher::Private::connect()
{
    try {
        connection.open();
        findExchanges();
        amqp_confirm_select(connection.state(), rabbitChannel);
        connection.checkReply("ask for confirms");
        backoff.succeeded();
        blocked = false;
        problem.set({});
        logInfo("publisher connected to the broker");
    } catch (const RabbitFailure& e) {
        connection.close();
        backoff.failed();
        problem.set(e.what());
    }
}

// A passive declaration needs no right and changes nothing.
void RabbitPublisher::Private::findExchanges()
{
    for (const std::string& exchange : exchanges) {
        amqp_exchange_declare(connection.state(),
                              rabbitChannel,
                              amqp_cstring_bytes(exchange.c_str()),
                              amqp_cstring_bytes("topic"),
                              1,
                              0,
                              0,
                              0,
                              amqp_empty_table);
        connection.checkReply("find the exchange " + exchange);
    }
}

void RabbitPublisher::Private::lose(Settlement::Outcome outcome, const std::string& reason)
{
    connection.close();
    backoff.failed();
    problem.set(reason);
    settled(window.closed(outcome, reason));
    logWarn("publisher lost the broker", {{"reason", reason}});
}

void RabbitPublisher::Private::settled(std::vector<Settlement> settlements)
{
    answers.insert(
        answers.end(), std::make_move_iterator(settlements.begin()), std::make_move_iterator(settlements.end()));
}

void RabbitPublisher::Private::take(const amqp_frame_t& frame)
{
    if (frame.frame_type != AMQP_FRAME_METHOD)
        return;
    const amqp_method_t& method = frame.payload.method;
    switch (method.id) {
    case AMQP_BASIC_ACK_METHOD: {
        const auto* ack = static_cast<const amqp_basic_ack_t*>(method.decoded);
        settled(window.acknowledged(ack->delivery_tag, ack->multiple));
        break;
    }
    case AMQP_BASIC_NACK_METHOD: {
        const auto* nack = static_cast<const amqp_basic_nack_t*>(method.decoded);
        settled(window.refused(nack->delivery_tag, nack->multiple));
        break;
    }
    case AMQP_BASIC_RETURN_METHOD: takeReturn(method); break;
    case AMQP_CONNECTION_BLOCKED_METHOD: {
        const auto* notice = static_cast<const amqp_connection_blocked_t*>(method.decoded);
        blocked = true;
        problem.set("The broker holds publishers back: " + textOf(notice->reason) + ".");
        break;
    }
    case AMQP_CONNECTION_UNBLOCKED_METHOD:
        blocked = false;
        problem.set({});
        break;
    default: connection.closedByBroker(method);
    }
}

// The method is followed by the message's header, which names it, and its body.
void RabbitPublisher::Private::takeReturn(const amqp_method_t& method)
{
    const std::string reason = "The broker could not route the message: " +
                               textOf(static_cast<const amqp_basic_return_t*>(method.decoded)->reply_text) + ".";
    Message message;
    const auto header = connection.nextFrame(2000ms);
    if (!header || header->frame_type != AMQP_FRAME_HEADER)
        throw RabbitFailure("A returned message came without its header.");
    readProperties(*static_cast<const amqp_basic_properties_t*>(header->payload.properties.decoded), message);
    std::uint64_t left = header->payload.properties.body_size;
    while (left > 0) {
        const auto body = connection.nextFrame(2000ms);
        if (!body || body->frame_type != AMQP_FRAME_BODY)
            throw RabbitFailure("A returned message came without its body.");
        left -= std::min<std::uint64_t>(left, body->payload.body_fragment.len);
    }
    window.returned(message.id, reason);
}

RabbitPublisher::RabbitPublisher(const std::string& url, const std::string& name, std::vector<std::string> exchanges)
    : d(std::make_unique<Private>(url, name, std::move(exchanges)))
{
}

RabbitPublisher::~RabbitPublisher() = default;

bool RabbitPublisher::isReady()
{
    if (!d->connection.isOpen() && d->backoff.isDue())
        d->connect();
    return d->connection.isOpen() && !d->blocked;
}

void RabbitPublisher::publish(const Publication& publication)
{
    d->window.sent(publication.token, publication.message.id);
    if (!d->connection.isOpen()) {
        d->settled(d->window.closed(Settlement::Outcome::Lost, "The broker cannot be reached."));
        return;
    }
    const RabbitProperties properties(publication.message);
    const std::string& body = publication.message.body;
    const int status = amqp_basic_publish(d->connection.state(),
                                          rabbitChannel,
                                          amqp_cstring_bytes(publication.exchange.c_str()),
                                          amqp_cstring_bytes(publication.routingKey.c_str()),
                                          1, // mandatory: without its alternate exchange nothing vanishes
                                          0,
                                          properties.get(),
                                          {body.size(), const_cast<char*>(body.data())});
    if (status >= 0)
        return;
    const std::string reason = "Could not send to the broker: " + std::string(amqp_error_string2(status)) + ".";
    if (isTheMessagesFault(status))
        d->settled(d->window.unsendable(reason));
    d->lose(Settlement::Outcome::Lost, reason); // half of a message may be on its way
}

std::vector<Settlement> RabbitPublisher::settle(std::chrono::milliseconds atMost)
{
    try {
        auto wait = atMost;
        while (d->connection.isOpen()) {
            const auto frame = d->connection.nextFrame(d->answers.empty() ? wait : 0ms);
            if (!frame)
                break;
            d->take(*frame);
            wait = std::min(wait, 20ms);
        }
    } catch (const RabbitFailure& e) {
        d->lose(e.channelClosed ? Settlement::Outcome::ChannelClosed : Settlement::Outcome::Lost, e.what());
    }
    return std::exchange(d->answers, {});
}

std::string RabbitPublisher::problem() const
{
    return d->problem.text();
}

} // namespace platform
