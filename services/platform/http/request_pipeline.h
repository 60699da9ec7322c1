// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/http/http.h"
#include "platform/http/rate_limiter.h"
#include "platform/http/request_metrics.h"
#include "platform/http/router.h"
#include "platform/metrics.h"
#include "platform/tracing.h"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace platform {

using TokenVerifier = std::function<boost::asio::awaitable<std::optional<Principal>>(std::string token)>;

// A request as it was read: method, headers and body are set, everything else is found out here.
struct IncomingRequest
{
    HttpRequest request;
    std::string target;
};

// What happens to a request between reading and writing: checks, route, user, span, handler, metrics. It knows no
// socket, and whatever a handler does, there is an answer. Shared by all connections of a server, so without state
// of a request.
class RequestPipeline
{
public:
    struct Settings
    {
        std::chrono::milliseconds deadline{15'000}; // for a handler; afterwards 503
        // Told of each request that was refused for want of a permission, beside the line in the log; may be empty.
        std::function<boost::asio::awaitable<void>(const HttpRequest&)> denied{};
        // Prefixes of paths and what is meant by them: a request is handled as if it had asked for that.
        std::vector<std::pair<std::string, std::string>> aliases{};
        std::string problemsPage{};        // path of the page that explains problems; may be empty
        RateLimiter::Settings rateLimit{}; // per principal
    };

    RequestPipeline(std::vector<HttpRoute> routes, TokenVerifier verify, Metrics& metrics, Settings settings);
    RequestPipeline(std::vector<HttpRoute> routes, TokenVerifier verify, Metrics& metrics)
        : RequestPipeline(std::move(routes), std::move(verify), metrics, Settings())
    {
    }

    boost::asio::awaitable<HttpResponse> answer(IncomingRequest incoming) const;
    // What is to be done about bytes that made no request: an id, a line in the log, a place in the metrics.
    HttpResponse refused(HttpResponse response) const;

private:
    Router::Match resolve(HttpRequest& request, std::string_view target, std::string& refusal) const;
    void applyAlias(std::string& path) const;
    boost::asio::awaitable<HttpResponse>
    respond(const Router::Match& match, std::shared_ptr<HttpRequest> request, std::string refusal) const;
    boost::asio::awaitable<HttpResponse> handle(const HttpRoute& route, std::shared_ptr<HttpRequest> request) const;
    boost::asio::awaitable<std::optional<HttpResponse>> refuseStranger(HttpRequest& request) const;
    static std::optional<HttpResponse> refuseUnsound(const HttpRoute& route, HttpRequest& request);
    boost::asio::awaitable<HttpResponse> handleInTurn(const HttpRoute& route,
                                                      std::shared_ptr<HttpRequest> request) const;
    boost::asio::awaitable<HttpResponse> handlePermitted(const HttpRoute& route,
                                                         std::shared_ptr<HttpRequest> request) const;
    boost::asio::awaitable<HttpResponse> deny(const HttpRoute& route, const HttpRequest& request) const;
    boost::asio::awaitable<HttpResponse> runHandler(const HttpRoute& route, std::shared_ptr<HttpRequest> request) const;

    Router m_router;
    TokenVerifier m_verify;
    Settings m_settings;
    mutable RequestMetrics m_metrics;
    mutable RateLimiter m_rates;
};

} // namespace platform
