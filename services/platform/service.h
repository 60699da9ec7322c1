// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/auth/revocations.h"
#include "platform/config.h"
#include "platform/executor.h"
#include "platform/http/http.h"
#include "platform/metrics.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace platform {

// What all clients together may cost; see docs/services.md.
struct HttpCaps
{
    std::size_t connections = 4096;       // HTTP_MAX_CONNECTIONS
    std::uint64_t bodiesBytes = 33554432; // HTTP_MAX_BODIES_BYTES, of all requests under way
    std::size_t requestsPerSecond = 0;    // HTTP_RATE_LIMIT, of one principal; 0 = any
};

// What every service reads from its environment, see docs/services.md.
struct ServiceConfig
{
    std::string name;
    std::string version;
    std::string address;           // HTTP_ADDRESS, default 127.0.0.1
    std::uint16_t httpPort = 0;    // HTTP_PORT
    std::uint16_t metricsPort = 0; // METRICS_PORT
    std::string otlpEndpoint;      // OTEL_EXPORTER_OTLP_ENDPOINT
    std::string otlpHeaders;       // OTEL_EXPORTER_OTLP_HEADERS
    std::string logLevel;          // LOG_LEVEL, default info
    std::string jwksUrl;           // AUTH_JWKS_URL; empty = this service verifies no tokens
    std::string issuer;            // AUTH_ISSUER
    std::string revocationsUrl;    // AUTH_REVOCATIONS_URL; empty = tokens are good until they expire
    std::size_t httpThreads = 1;   // HTTP_THREADS
    HttpCaps caps;
    std::string environment;             // DEPLOYMENT_ENVIRONMENT, default local
    ProcessRoles roles;                  // --role, default all
    const Environment* source = nullptr; // where it was read from; outlives the config
};
ServiceConfig readServiceConfig(Environment& environment, std::string name);

// One dependency of /health/ready: empty = fine, else a sentence.
struct ReadinessCheck
{
    std::string name;
    std::function<std::string()> check;   // cheap, safe from any thread
    std::optional<ProcessRole> role = {}; // whose dependency it is; empty = of all
};

// Something that runs beside the HTTP server (dispatcher, consumer). `stop` returns when it has ended.
struct BackgroundTask
{
    std::string name;
    std::function<void()> start;
    std::function<void()> stop;
    ProcessRole role = ProcessRole::Scheduler; // started in processes with this role alone
};

struct ServiceParts
{
    std::vector<HttpRoute> routes;
    std::vector<std::string_view>
        documents;                         // texts of the API documents, oldest version first: routes are held to them
    std::vector<HttpRoute> internalRoutes; // on the second port, which the edge does not reach
    std::vector<ReadinessCheck> readiness;
    std::vector<BackgroundTask> tasks; // started in order, stopped in reverse
    // Verifies "Bearer …" of requests; empty = by JWKS from the config. auth itself verifies with its own keys.
    std::function<std::optional<Principal>(std::string_view token)> verifyToken;
    RevocationFeed::Fetch fetchRevocations;                                 // empty = by the URL from the config
    std::function<boost::asio::awaitable<void>(const HttpRequest&)> denied; // see RequestPipeline; may be empty
};

// Serves until SIGTERM or SIGINT, then: ready answers 503, in-flight requests are finished, tasks stopped, spans
// flushed; at most 5 s. Returns the process's exit code. Binds both ports first, so a taken one is an error that names
// it.
int serve(const ServiceConfig& config, Metrics& metrics, ServiceParts parts);

// The command line that every service has: --version, --check-config, --migrate, --openapi; nothing = serve, with
// --role api|worker|scheduler|all.
struct ServiceProgram
{
    std::string name;
    std::function<int(Environment&)> run;
    std::function<int(Environment&)> migrate; // may be empty
    std::string_view openapi;                 // text of the embedded document
};
int serviceMain(int argc, char* argv[], const ServiceProgram& program);

} // namespace platform
