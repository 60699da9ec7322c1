// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/service.h"

#include "platform/auth/token_verifier.h"
#include "platform/health/health_routes.h"
#include "platform/http/http_server.h"
#include "platform/log.h"
#include "platform/openapi/public_interface.h"
#include "platform/shutdown_guard.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace platform {
namespace {

namespace asio = boost::asio;

constexpr int exitUnavailable = 69; // sysexits.h
constexpr std::chrono::milliseconds longestDrain{2'500};
constexpr std::chrono::milliseconds longestShutdown{4'800};

void logConfiguration(const ServiceConfig& config)
{
    logInfo("starting", {{"version", config.version}});
    if (!config.source)
        return;
    std::string variables;
    for (const std::string& line : config.source->described())
        variables += (variables.empty() ? "" : " ") + line;
    logInfo("configuration", {{"variables", variables}});
}

// The service's own way to verify tokens wins: auth has the keys at hand, it need not fetch them from itself.
TokenVerifier chooseVerifier(const ServiceParts& parts, JwtVerifier& verifier, JwksSource& source)
{
    if (!parts.verifyToken)
        return jwksVerifier(verifier, source);
    return [verify = parts.verifyToken](std::string token) -> asio::awaitable<std::optional<Principal>> {
        co_return verify(token);
    };
}

RevocationFeed::Fetch chooseFetch(const ServiceConfig& config, const ServiceParts& parts)
{
    return parts.fetchRevocations ? parts.fetchRevocations : RevocationFeed::byHttp(config.revocationsUrl);
}

// What is verified is what the issuer once signed; the feed says what is left of it.
TokenVerifier unlessRevoked(TokenVerifier verify, const RevocationFeed& feed)
{
    return [verify = std::move(verify), &feed](std::string token) -> asio::awaitable<std::optional<Principal>> {
        auto verified = verify(std::move(token));
        auto principal = co_await std::move(verified);
        co_return principal ? feed.apply(std::move(*principal)) : std::nullopt;
    };
}

// Everything of a running service, in the order in which it is taken down again from below.
class Running
{
public:
    Running(const ServiceConfig& config, Metrics& metrics, ServiceParts parts);

    std::string bind(); // empty, or why not
    void start();
    void waitForSignal() { m_context.run(); }
    bool stop(); // true: every request was finished

private:
    RequestPipeline::Settings pipelineSettings() const;
    std::vector<HttpRoute> internalRoutes(Metrics& metrics);
    TokenVerifier tokenVerifier();
    void stopTasks();

    const ServiceConfig& m_config;
    ServiceParts m_parts;
    std::atomic<bool> m_draining{false};
    JwksSource m_jwks;
    JwtVerifier m_verifier;
    const bool m_hasRevocations;
    RevocationFeed m_revocations;
    PublicInterface m_public;
    RequestPipeline m_pipeline;
    RequestPipeline m_healthPipeline;
    HttpServer m_server;
    HttpServer m_healthServer;
    asio::io_context m_context{1};
    asio::signal_set m_signals{m_context, SIGTERM, SIGINT};
    std::size_t m_startedTasks = 0;
};

HttpLimits limitsOf(const ServiceConfig& config)
{
    HttpLimits limits;
    limits.connections = config.caps.connections;
    limits.bodiesBytes = config.caps.bodiesBytes;
    return limits;
}

template<typename Part>
void keepOwn(std::vector<Part>& parts, const ProcessRoles& roles)
{
    std::erase_if(parts, [&roles](const Part& part) {
        const std::optional<ProcessRole> role = part.role;
        return role && !roles.has(*role);
    });
}

Running::Running(const ServiceConfig& config, Metrics& metrics, ServiceParts parts)
    : m_config(config)
    , m_parts(std::move(parts))
    , m_jwks({.url = config.jwksUrl})
    , m_verifier(config.issuer, [this] { return m_jwks.keys(); })
    , m_hasRevocations(m_parts.fetchRevocations || !config.revocationsUrl.empty())
    , m_revocations(chooseFetch(config, m_parts))
    , m_public(publicInterface(
          {config.name, config.version, config.environment}, std::move(m_parts.routes), m_parts.documents))
    , m_pipeline(std::move(m_public.routes), tokenVerifier(), metrics, pipelineSettings())
    , m_healthPipeline(internalRoutes(metrics), {}, metrics)
    , m_server({config.address, config.httpPort, config.httpThreads, limitsOf(config)}, m_pipeline)
    , m_healthServer({config.address, config.metricsPort, 1, {}}, m_healthPipeline)
{
    if (m_config.roles.api && !m_config.jwksUrl.empty())
        m_parts.readiness.push_back({"token keys", [this] { return m_jwks.problem(); }});
    if (m_config.roles.api && m_hasRevocations)
        m_parts.readiness.push_back({"revocations", [this] { return m_revocations.problem(); }});
    keepOwn(m_parts.readiness, m_config.roles);
    keepOwn(m_parts.tasks, m_config.roles);
    m_signals.async_wait([this](const boost::system::error_code&, int) { m_context.stop(); });
}

RequestPipeline::Settings Running::pipelineSettings() const
{
    return {.denied = m_parts.denied,
            .aliases = m_public.aliases,
            .problemsPage = m_public.problemsPage,
            .rateLimit = {.requests = m_config.caps.requestsPerSecond}};
}

std::vector<HttpRoute> Running::internalRoutes(Metrics& metrics)
{
    auto routes = healthRoutes(m_parts, m_config.version, m_draining, metrics);
    std::move(m_parts.internalRoutes.begin(), m_parts.internalRoutes.end(), std::back_inserter(routes));
    return routes;
}

TokenVerifier Running::tokenVerifier()
{
    TokenVerifier verify = chooseVerifier(m_parts, m_verifier, m_jwks);
    return m_hasRevocations ? unlessRevoked(std::move(verify), m_revocations) : verify;
}

std::string Running::bind()
{
    std::string problem = m_config.roles.api ? m_server.bind() : std::string();
    return problem.empty() ? m_healthServer.bind() : problem;
}

void Running::start()
{
    if (m_config.roles.api && !m_config.jwksUrl.empty())
        m_jwks.start();
    if (m_config.roles.api && m_hasRevocations)
        m_revocations.start();
    for (const BackgroundTask& task : m_parts.tasks) {
        task.start();
        ++m_startedTasks;
    }
    m_healthServer.start();
    m_server.start();
}

bool Running::stop()
{
    m_draining = true;
    m_server.drain();
    const bool complete = m_server.finish(std::chrono::steady_clock::now() + longestDrain);
    stopTasks();
    m_revocations.stop();
    m_jwks.stop();
    m_healthServer.drain();
    m_healthServer.finish(std::chrono::steady_clock::now());
    return complete;
}

void Running::stopTasks()
{
    for (; m_startedTasks > 0; --m_startedTasks)
        m_parts.tasks[m_startedTasks - 1].stop();
}

int describeOnly(const Environment& environment)
{
    for (const std::string& line : environment.described())
        std::printf("%s\n", line.c_str());
    return 0;
}

int shutDown(Running& running)
{
    logInfo("stopping");
    const ShutdownGuard guard(longestShutdown);
    const bool complete = running.stop();
    shutdownTracing();
    if (complete) {
        logInfo("stopped");
        return 0;
    }
    // Work that is still under way holds on to what is about to be destroyed, so nothing is destroyed.
    logWarn("requests were still under way at the end of the drain");
    flushLog();
    _exit(1);
}

} // namespace

int serve(const ServiceConfig& config, Metrics& metrics, ServiceParts parts)
{
    if (config.source && config.source->checkOnly())
        return describeOnly(*config.source);
    std::signal(SIGPIPE, SIG_IGN);
    logConfiguration(config);
    initTracing({config.name, config.version, config.otlpEndpoint, config.otlpHeaders, config.environment});
    Running running(config, metrics, std::move(parts));
    const std::string problem = running.bind();
    if (!problem.empty()) {
        logError(problem);
        std::fprintf(stderr, "%s: %s\n", config.name.c_str(), problem.c_str());
        return exitUnavailable;
    }
    running.start();
    logInfo("serving",
            {{"role", config.roles.name()},
             {"port", static_cast<long long>(config.httpPort)},
             {"metrics_port", static_cast<long long>(config.metricsPort)}});
    running.waitForSignal();
    return shutDown(running);
}

} // namespace platform
