// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/executor.h"
#include "platform/http/http_server.h"
#include "platform/http/request_pipeline.h"
#include "platform/metrics.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace platform::test {

// A real server on a free port of the loopback interface.
class TestServer
{
public:
    struct Settings
    {
        TokenVerifier verify;
        HttpLimits limits;
        std::chrono::milliseconds deadline{15'000};
        std::size_t threads = 1;
        std::function<boost::asio::awaitable<void>(const HttpRequest&)> denied;
        RateLimiter::Settings rateLimit{};
        std::vector<std::pair<std::string, std::string>> aliases;
        std::string problemsPage;
    };

    explicit TestServer(std::vector<HttpRoute> routes)
        : TestServer(std::move(routes), Settings())
    {
    }

    TestServer(std::vector<HttpRoute> routes, Settings settings)
        : m_pipeline(std::move(routes), std::move(settings.verify), m_metrics, pipelineOf(settings))
        , m_server({"127.0.0.1", 0, settings.threads, settings.limits}, m_pipeline)
    {
        const std::string problem = m_server.bind();
        if (!problem.empty())
            throw std::runtime_error(problem);
        m_server.start();
    }

    std::uint16_t port() const { return m_server.port(); }
    std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port()) + path; }
    HttpServer& server() { return m_server; }
    Metrics& metrics() { return m_metrics; }

private:
    static RequestPipeline::Settings pipelineOf(const Settings& settings)
    {
        return {.deadline = settings.deadline,
                .denied = settings.denied,
                .aliases = settings.aliases,
                .problemsPage = settings.problemsPage,
                .rateLimit = settings.rateLimit};
    }

    Metrics m_metrics;
    RequestPipeline m_pipeline;
    HttpServer m_server;
};

} // namespace platform::test
