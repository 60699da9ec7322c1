// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The floor of "dispatcher": persistent messages to a topic exchange, a thousand of them unconfirmed at a time, nothing
// else. Prints how many a second were confirmed. The queue is emptied before and after.
//
// usage: publish_confirmed AMQP_URL EXCHANGE ROUTING_KEY QUEUE COUNT BYTES      BYTES 0: only empty the queue

#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_tcp_socket.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

constexpr amqp_channel_t channel = 1;
constexpr std::uint64_t windowSize = 1000;

[[noreturn]] void die(const char* what)
{
    std::fprintf(stderr, "publish_confirmed: %s\n", what);
    std::exit(1);
}

void require(const amqp_rpc_reply_t& reply, const char* what)
{
    if (reply.reply_type != AMQP_RESPONSE_NORMAL)
        die(what);
}

amqp_connection_state_t connectTo(std::string url)
{
    amqp_connection_info info{};
    if (amqp_parse_url(url.data(), &info) != AMQP_STATUS_OK)
        die("the URL is none");
    amqp_connection_state_t state = amqp_new_connection();
    amqp_socket_t* socket = amqp_tcp_socket_new(state);
    if (amqp_socket_open(socket, info.host, info.port) != AMQP_STATUS_OK)
        die("the broker does not answer");
    // "amqp://host/" names the empty virtual host by the letter; everybody means "/".
    const char* vhost = info.vhost && *info.vhost ? info.vhost : "/";
    require(amqp_login(state, vhost, 0, 131072, 0, AMQP_SASL_METHOD_PLAIN, info.user, info.password), "login");
    amqp_channel_open(state, channel);
    require(amqp_get_rpc_reply(state), "channel.open");
    return state;
}

// Which of the messages, numbered from 1, the broker has answered for.
class Confirms
{
public:
    explicit Confirms(std::uint64_t count)
        : m_open(count + 1, true)
    {
    }

    void await(amqp_connection_state_t state)
    {
        amqp_frame_t frame{};
        amqp_maybe_release_buffers(state);
        if (amqp_simple_wait_frame(state, &frame) != AMQP_STATUS_OK)
            die("the connection was lost");
        if (frame.frame_type != AMQP_FRAME_METHOD || frame.payload.method.id != AMQP_BASIC_ACK_METHOD)
            die("something other than a confirm came");
        const auto* ack = static_cast<const amqp_basic_ack_t*>(frame.payload.method.decoded);
        for (std::uint64_t tag = ack->multiple != 0 ? m_low : ack->delivery_tag; tag <= ack->delivery_tag; ++tag)
            take(tag);
        while (m_low < m_open.size() && !m_open[m_low])
            ++m_low;
    }
    std::uint64_t count() const { return m_count; }

private:
    void take(std::uint64_t tag)
    {
        m_count += m_open[tag] ? 1 : 0;
        m_open[tag] = false;
    }

    std::vector<bool> m_open;
    std::uint64_t m_low = 1; // all before it are confirmed
    std::uint64_t m_count = 0;
};

struct Target
{
    amqp_bytes_t exchange;
    amqp_bytes_t key;
};

double publish(amqp_connection_state_t state, const Target& target, std::uint64_t count, std::size_t bytes)
{
    const std::string body(bytes, 'x');
    amqp_basic_properties_t properties{};
    properties._flags = AMQP_BASIC_DELIVERY_MODE_FLAG;
    properties.delivery_mode = AMQP_DELIVERY_PERSISTENT;
    amqp_bytes_t content{body.size(), const_cast<char*>(body.data())}; // NOLINT(cppcoreguidelines-pro-type-const-cast)
    const auto began = std::chrono::steady_clock::now();
    Confirms confirms(count);
    std::uint64_t sent = 0;
    while (confirms.count() < count) {
        for (; sent < count && sent - confirms.count() < windowSize; ++sent)
            if (amqp_basic_publish(state, channel, target.exchange, target.key, 0, 0, &properties, content) != 0)
                die("basic.publish");
        confirms.await(state);
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began;
    return static_cast<double>(count) / taken.count();
}

} // namespace

int main(int argc, char* argv[])
{
    if (argc != 7)
        die("usage: publish_confirmed AMQP_URL EXCHANGE ROUTING_KEY QUEUE COUNT BYTES");
    amqp_connection_state_t state = connectTo(argv[1]);
    const auto purge = [&] {
        amqp_queue_purge(state, channel, amqp_cstring_bytes(argv[4]));
        require(amqp_get_rpc_reply(state), "queue.purge");
    };
    purge();
    if (const auto bytes = std::strtoul(argv[6], nullptr, 10); bytes > 0) {
        amqp_confirm_select(state, channel);
        require(amqp_get_rpc_reply(state), "confirm.select");
        const Target target{amqp_cstring_bytes(argv[2]), amqp_cstring_bytes(argv[3])};
        std::printf("%.0f\n", publish(state, target, std::strtoull(argv[5], nullptr, 10), bytes));
        purge();
    }
    amqp_destroy_connection(state);
    return 0;
}
