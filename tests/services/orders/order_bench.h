// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "in_memory_order_store.h"
#include "orders/embedded.h"
#include "orders/order_handler.h"
#include "orders/second_version.h"
#include "platform/http/request_pipeline.h"
#include "platform/openapi/described_routes.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <future>
#include <iterator>
#include <memory>

namespace orders::test {

inline std::string headerOf(const platform::HttpResponse& response, std::string_view name)
{
    for (const auto& [field, value] : response.headers) {
        if (field == name)
            return value;
    }
    return {};
}

// The service's HTTP from the pipeline to the store, without a socket. A token is the name of its user.
struct OrderBench
{
    using Request = platform::IncomingRequest;
    using Future = std::future<platform::HttpResponse>;

    explicit OrderBench(const platform::BatchThread::Settings& settings = {.name = "orders"}, bool bareKeys = false)
        : writer(store, metrics, settings)
        , idempotency({.service = "orders", .bareKeys = bareKeys}, metrics)
        , handler({store, executor, writer, idempotency, [this] { ++woken; }})
        , pipeline(
              routesOf(handler), [this](std::string token) { return verify(std::move(token)); }, metrics)
    {
    }

    // As main() has them: both versions, held to their documents.
    static std::vector<platform::HttpRoute> routesOf(OrderHandler& handler)
    {
        auto routes = handler.routes(openapiDocument());
        std::ranges::move(secondVersion(routes), std::back_inserter(routes));
        const std::vector<platform::ApiDocument> documents{platform::ApiDocument(openapiDocument()),
                                                           platform::ApiDocument(openapiDocumentV2())};
        return platform::describedRoutes(std::move(routes), documents);
    }

    static Request requestOf(const char* method, std::string target, const std::string& user = "user-1")
    {
        Request incoming;
        incoming.request.method = method;
        incoming.target = std::move(target);
        incoming.request.headers = {{"Authorization", "Bearer " + user}};
        return incoming;
    }
    static Request orderOf(std::string body, const std::string& key = {}, const std::string& user = "user-1")
    {
        Request incoming = requestOf("POST", "/api/v1/orders", user);
        incoming.request.headers.emplace_back("Content-Type", "application/json");
        incoming.request.body = std::move(body);
        return keyed(std::move(incoming), key);
    }
    static Request patchOf(const std::string& id, std::string body, const std::string& etag, const std::string& key)
    {
        Request incoming = requestOf("PATCH", "/api/v1/orders/" + id);
        incoming.request.headers.emplace_back("Content-Type", "application/merge-patch+json");
        if (!etag.empty())
            incoming.request.headers.emplace_back("If-Match", etag);
        incoming.request.body = std::move(body);
        return keyed(std::move(incoming), key);
    }
    static Request keyed(Request incoming, const std::string& key)
    {
        if (!key.empty())
            incoming.request.headers.emplace_back("Idempotency-Key", key);
        return incoming;
    }

    // Runs when `io` does.
    Future start(boost::asio::io_context& io, Request incoming)
    {
        auto ask = [this, asked = std::make_shared<Request>(std::move(incoming))] {
            return pipeline.answer(std::move(*asked));
        };
        return boost::asio::co_spawn(io, std::move(ask), boost::asio::use_future);
    }
    platform::HttpResponse ask(Request incoming)
    {
        boost::asio::io_context io;
        Future answer = start(io, std::move(incoming));
        io.run();
        return answer.get();
    }
    platform::HttpResponse post(std::string body, const std::string& key = {}, const std::string& user = "user-1")
    {
        return ask(orderOf(std::move(body), key, user));
    }
    platform::HttpResponse get(const std::string& id, const std::string& user = "user-1")
    {
        return ask(requestOf("GET", "/api/v1/orders/" + id, user));
    }

    platform::Metrics metrics;
    platform::Executor executor{{.threads = 2}, metrics};
    InMemoryOrderStore store;
    int woken = 0;
    OrderWriter writer;
    platform::IdempotencyLayer idempotency;
    OrderHandler handler;
    platform::RequestPipeline pipeline;
    std::string stranger; // a token that is good no more

private:
    boost::asio::awaitable<std::optional<platform::Principal>> verify(std::string token)
    {
        if (token == stranger)
            co_return std::nullopt;
        co_return platform::Principal{"iss", token, "user"};
    }
};

} // namespace orders::test
