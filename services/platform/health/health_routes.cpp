// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/health/health_routes.h"

#include "platform/failpoints/failpoint.h"
#include "platform/health/process_metrics.h"

#include <nlohmann/json.hpp>

namespace platform {
namespace {

using boost::asio::awaitable;
HttpResponse ready(const std::vector<ReadinessCheck>& checks, const std::string& version, bool draining)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    bool good = !draining;
    if (draining)
        list.push_back({{"name", "drain"}, {"status", "failed"}, {"reason", "The service is shutting down."}});
    for (const ReadinessCheck& check : checks) {
        const std::string reason = check.check();
        nlohmann::ordered_json entry{{"name", check.name}, {"status", reason.empty() ? "ok" : "failed"}};
        if (!reason.empty())
            entry["reason"] = reason;
        good = good && reason.empty();
        list.push_back(std::move(entry));
    }
    const nlohmann::ordered_json body{
        {"status", good ? "ready" : "not_ready"}, {"version", version}, {"checks", std::move(list)}};
    return HttpResponse::json(good ? 200 : 503,
                              body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

HttpRoute open(std::string path, HttpHandler handler)
{
    return {"GET", std::move(path), std::move(handler), false, false};
}

HttpResponse plainText(std::string text)
{
    return {200, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(text)};
}

} // namespace

std::vector<HttpRoute>
healthRoutes(const ServiceParts& parts, const std::string& version, const std::atomic<bool>& draining, Metrics& metrics)
{
    auto process = std::make_shared<ProcessMetrics>(metrics);
    std::vector<HttpRoute> routes = failpointRoutes();
    routes.push_back(open("/health/live", [](HttpRequest&) -> awaitable<HttpResponse> {
        co_return HttpResponse::json(200, R"({"status":"live"})");
    }));
    routes.push_back(open("/health/ready", [&parts, version, &draining](HttpRequest&) -> awaitable<HttpResponse> {
        co_return ready(parts.readiness, version, draining);
    }));
    routes.push_back(open("/metrics", [process, &metrics](HttpRequest&) -> awaitable<HttpResponse> {
        process->refresh();
        HttpResponse response = plainText(metrics.text());
        response.headers.front().second = "text/plain; version=0.0.4; charset=utf-8";
        co_return response;
    }));
    return routes;
}

HttpRoute plainHealthRoute()
{
    return open("/health", [](HttpRequest&) -> awaitable<HttpResponse> { co_return plainText("OK"); });
}

} // namespace platform
