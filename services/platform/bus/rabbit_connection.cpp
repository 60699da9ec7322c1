// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/rabbit_connection.h"

#include "platform/bus/rabbit_message.h"

#include <amqp_framing.h>
#include <amqp_tcp_socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace platform {
namespace {

using namespace std::chrono_literals;

constexpr int frameMax = 131072;
constexpr int heartbeatSeconds = 10;
constexpr timeval handshake{2, 0};

amqp_table_entry_t yes(const char* key)
{
    amqp_table_entry_t entry{};
    entry.key = amqp_cstring_bytes(key);
    entry.value.kind = AMQP_FIELD_KIND_BOOLEAN;
    entry.value.value.boolean = 1;
    return entry;
}

// A peer that vanished, or a broker that stopped reading, must not hold a sender for minutes.
void limitWaiting(amqp_connection_state_t state)
{
    const int milliseconds = 10000;
    setsockopt(amqp_get_sockfd(state), IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
}

} // namespace

RabbitConnection::RabbitConnection(std::string url, std::string name)
    : m_url(std::move(url))
    , m_name(std::move(name))
{
}

RabbitConnection::~RabbitConnection()
{
    if (m_state) {
        amqp_connection_close(m_state, AMQP_REPLY_SUCCESS);
        close();
    }
}

void RabbitConnection::close()
{
    if (m_state)
        amqp_destroy_connection(m_state); // closes the socket as well
    m_state = nullptr;
}

void RabbitConnection::open()
{
    close();
    std::vector<char> url(m_url.begin(), m_url.end()); // parsed in place
    url.push_back('\0');
    amqp_connection_info info{};
    if (amqp_parse_url(url.data(), &info) != AMQP_STATUS_OK)
        throw RabbitFailure("AMQP_URL is no address of the form amqp://user:password@host:port/.");
    m_state = amqp_new_connection();
    try {
        amqp_socket_t* socket = amqp_tcp_socket_new(m_state);
        if (!socket)
            throw RabbitFailure("No memory for a connection.");
        amqp_set_handshake_timeout(m_state, &handshake);
        amqp_set_rpc_timeout(m_state, &handshake);
        check(amqp_socket_open_noblock(socket, info.host, info.port, &handshake),
              "connect to " + std::string(info.host) + ":" + std::to_string(info.port));
        login(info);
        limitWaiting(m_state);
        amqp_channel_open(m_state, rabbitChannel);
        checkReply("open a channel");
    } catch (...) {
        close();
        throw;
    }
}

void RabbitConnection::login(const amqp_connection_info& info)
{
    std::array<amqp_table_entry_t, 5> capabilities{yes("connection.blocked"),
                                                   yes("consumer_cancel_notify"),
                                                   yes("basic.nack"),
                                                   yes("publisher_confirms"),
                                                   yes("authentication_failure_close")};
    std::array<amqp_table_entry_t, 2> properties{};
    properties[0].key = amqp_cstring_bytes("capabilities");
    properties[0].value.kind = AMQP_FIELD_KIND_TABLE;
    properties[0].value.value.table = {static_cast<int>(capabilities.size()), capabilities.data()};
    properties[1].key = amqp_cstring_bytes("connection_name");
    properties[1].value.kind = AMQP_FIELD_KIND_UTF8;
    properties[1].value.value.bytes = amqp_cstring_bytes(m_name.c_str());
    const amqp_table_t table{static_cast<int>(properties.size()), properties.data()};

    // "amqp://host/" names the empty virtual host by the letter; everybody means "/".
    const char* host = info.vhost && *info.vhost ? info.vhost : "/";
    const amqp_rpc_reply_t reply = amqp_login_with_properties(
        m_state, host, 0, frameMax, heartbeatSeconds, &table, AMQP_SASL_METHOD_PLAIN, info.user, info.password);
    if (reply.reply_type == AMQP_RESPONSE_NORMAL)
        return;
    if (reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION && reply.reply.id == AMQP_CONNECTION_CLOSE_METHOD)
        closedByBroker(reply.reply);
    throw RabbitFailure("The broker did not let " + std::string(info.user) +
                        " in: " + amqp_error_string2(reply.library_error));
}

std::optional<amqp_frame_t> RabbitConnection::nextFrame(std::chrono::milliseconds atMost)
{
    amqp_maybe_release_buffers(m_state);
    const timeval limit{atMost.count() / 1000, (atMost.count() % 1000) * 1000};
    amqp_frame_t frame{};
    const int status = amqp_simple_wait_frame_noblock(m_state, &frame, &limit);
    if (status == AMQP_STATUS_TIMEOUT)
        return std::nullopt;
    check(status, "read from the broker");
    return frame;
}

void RabbitConnection::closedByBroker(const amqp_method_t& method)
{
    std::string reason = "The broker ended the conversation.";
    if (method.id == AMQP_CHANNEL_CLOSE_METHOD) {
        const auto* close = static_cast<const amqp_channel_close_t*>(method.decoded);
        reason = "The broker closed the channel: " + textOf(close->reply_text);
    } else if (method.id == AMQP_CONNECTION_CLOSE_METHOD) {
        const auto* close = static_cast<const amqp_connection_close_t*>(method.decoded);
        reason = "The broker closed the connection: " + textOf(close->reply_text);
        amqp_connection_close_ok_t ok{};
        amqp_send_method(m_state, 0, AMQP_CONNECTION_CLOSE_OK_METHOD, &ok);
    }
    throw RabbitFailure(reason, method.id == AMQP_CHANNEL_CLOSE_METHOD);
}

void RabbitConnection::check(int status, std::string_view what) const
{
    if (status < 0)
        throw RabbitFailure("Could not " + std::string(what) + ": " + amqp_error_string2(status) + ".");
}

void RabbitConnection::checkReply(std::string_view what) const
{
    const amqp_rpc_reply_t reply = amqp_get_rpc_reply(m_state);
    if (reply.reply_type == AMQP_RESPONSE_NORMAL)
        return;
    if (reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION && reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD) {
        const auto* close = static_cast<const amqp_channel_close_t*>(reply.reply.decoded);
        throw RabbitFailure("Could not " + std::string(what) + ": " + textOf(close->reply_text) + ".");
    }
    throw RabbitFailure("Could not " + std::string(what) + ": " + amqp_error_string2(reply.library_error) + ".");
}

std::chrono::milliseconds Backoff::left() const
{
    const auto left = m_next - std::chrono::steady_clock::now();
    return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(left), std::chrono::milliseconds(1));
}

void Backoff::succeeded()
{
    m_everSucceeded = true;
    m_failures = 0;
}

void Backoff::failed()
{
    std::chrono::milliseconds pause = 100ms;
    if (m_everSucceeded) {
        thread_local std::minstd_rand random{std::random_device{}()};
        const auto longest = std::min<std::int64_t>(5000, 100LL << std::min(m_failures, 6));
        pause = std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(50, longest)(random));
    }
    ++m_failures;
    m_next = std::chrono::steady_clock::now() + pause;
}

} // namespace platform
