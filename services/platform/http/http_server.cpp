// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/http_server.h"

#include "platform/log.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <future>
#include <set>
#include <thread>
#include <vector>

namespace platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr auto toTuple = asio::as_tuple(asio::use_awaitable);

std::string taken(const std::string& address, std::uint16_t port, const error_code& error)
{
    return "Cannot listen on " + address + ":" + std::to_string(port) + ": " + error.message() + ".";
}

error_code openAcceptor(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, bool shared)
{
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && shared)
        acceptor.set_option(ReusePort(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    return error;
}

} // namespace

// One thread with its connections.
struct HttpServer::Worker
{
    Worker(const HttpConnection::Surroundings& given, std::size_t connectionsAtMost)
        : surroundings(given)
        , limits(given.limits)
        , most(connectionsAtMost)
    {
    }

    asio::awaitable<void> acceptLoop();
    asio::awaitable<void> serve(tcp::socket socket);
    asio::awaitable<void> watchTime();
    void drain();

    const HttpConnection::Surroundings surroundings;
    const HttpLimits& limits;
    const std::size_t most; // connections
    asio::io_context context{1};
    tcp::acceptor acceptor{context};
    std::set<HttpConnection*> connections;
    asio::steady_timer ticker{context};
    bool watching = false;
    std::thread thread;
    std::promise<void> ended;
};

asio::awaitable<void> HttpServer::Worker::acceptLoop()
{
    constexpr std::chrono::milliseconds pause{50};
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(toTuple);
        if (!error) {
            asio::co_spawn(context, serve(std::move(socket)), asio::detached);
            continue;
        }
        if (!acceptor.is_open())
            co_return;
        // Out of file descriptors, mostly: trying again at once would burn the thread that has to free some.
        asio::steady_timer timer(context, pause);
        co_await timer.async_wait(toTuple);
    }
}

asio::awaitable<void> HttpServer::Worker::serve(tcp::socket socket)
{
    if (connections.size() >= 2 * most)
        co_return; // as many are being turned away: nobody reads a polite answer any more
    HttpConnection connection(std::move(socket), surroundings);
    const bool welcome = connections.size() < most;
    connections.insert(&connection);
    if (!watching)
        asio::co_spawn(context, watchTime(), asio::detached);
    try {
        if (welcome)
            co_await connection.run();
        else
            co_await connection.turnAway();
    } catch (const std::exception& exception) {
        logError("a connection failed", {{"error", std::string(exception.what())}});
    }
    connections.erase(&connection);
    if (connections.empty())
        ticker.cancel(); // or a drain would wait for the tick
}

// Runs as long as there are connections. Late by at most a tick, which is far below what anybody sets as a limit.
asio::awaitable<void> HttpServer::Worker::watchTime()
{
    watching = true;
    while (!connections.empty()) {
        ticker.expires_after(limits.tick);
        co_await ticker.async_wait(toTuple);
        const auto now = HttpConnection::Clock::now();
        for (HttpConnection* connection : connections)
            connection->checkTime(now);
    }
    watching = false;
}

void HttpServer::Worker::drain()
{
    error_code ignored;
    acceptor.close(ignored);
    for (HttpConnection* connection : connections)
        connection->drain();
}

struct HttpServer::Private
{
    Private(Settings given, const RequestPipeline& givenPipeline)
        : settings(std::move(given))
        , pipeline(givenPipeline)
        , bodies(settings.limits.bodiesBytes)
    {
    }

    Settings settings;
    const RequestPipeline& pipeline;
    BodyBudget bodies;
    std::uint16_t port = 0;
    std::vector<std::unique_ptr<Worker>> workers;
};

HttpServer::HttpServer(Settings settings, const RequestPipeline& pipeline)
    : d(std::make_unique<Private>(std::move(settings), pipeline))
{
}

HttpServer::~HttpServer()
{
    finish(std::chrono::steady_clock::now());
}

std::string HttpServer::bind()
{
    error_code error;
    const auto address = asio::ip::make_address(d->settings.address, error);
    if (error)
        return "HTTP_ADDRESS is \"" + d->settings.address + "\", which is not an IP address.";
    tcp::endpoint endpoint(address, d->settings.port);
    if (endpoint.port() != 0) {
        // With SO_REUSEPORT alone a stale instance of ours would share the port without a word.
        asio::io_context context;
        tcp::acceptor probe(context);
        error = openAcceptor(probe, endpoint, false);
        if (error)
            return taken(d->settings.address, endpoint.port(), error);
    }
    for (std::size_t i = 0; i < d->settings.threads; ++i) {
        const HttpConnection::Surroundings surroundings{d->pipeline, d->settings.limits, d->bodies};
        const std::size_t most = (d->settings.limits.connections + d->settings.threads - 1) / d->settings.threads;
        auto worker = std::make_unique<Worker>(surroundings, most);
        error = openAcceptor(worker->acceptor, endpoint, true);
        if (error)
            return taken(d->settings.address, endpoint.port(), error);
        endpoint = worker->acceptor.local_endpoint();
        d->workers.push_back(std::move(worker));
    }
    d->port = endpoint.port();
    return {};
}

std::uint16_t HttpServer::port() const
{
    return d->port;
}

void HttpServer::start()
{
    for (auto& worker : d->workers) {
        asio::co_spawn(worker->context, worker->acceptLoop(), asio::detached);
        worker->thread = std::thread([w = worker.get()] {
            w->context.run();
            w->ended.set_value();
        });
    }
}

void HttpServer::drain()
{
    for (auto& worker : d->workers)
        asio::post(worker->context, [w = worker.get()] { w->drain(); });
}

bool HttpServer::finish(std::chrono::steady_clock::time_point deadline)
{
    bool complete = true;
    for (auto& worker : d->workers) {
        if (!worker->thread.joinable())
            continue;
        complete = worker->ended.get_future().wait_until(deadline) == std::future_status::ready && complete;
        worker->context.stop();
        worker->thread.join();
    }
    return complete;
}

} // namespace platform
