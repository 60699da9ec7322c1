// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/request_pipeline.h"

#include "platform/http/problem_link.h"
#include "platform/http/url.h"
#include "platform/log.h"
#include "platform/uuid.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cctype>
#include <exception>

namespace platform {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

// A handler and whoever waits for it; shared, because the one who waits may give up first.
struct InFlight
{
    explicit InFlight(const asio::any_io_executor& executor)
        : finished(executor)
    {
    }

    asio::steady_timer finished;
    HttpResponse response;
    std::exception_ptr error;
    bool done = false;
};

bool isRequestId(std::string_view text)
{
    constexpr std::size_t longest = 128;
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) || std::string_view("-_.:/+=").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

std::string requestIdOf(const HttpRequest& request)
{
    const auto given = request.header("X-Request-Id");
    return given && isRequestId(*given) ? std::string(*given) : uuidV7();
}

HttpResponse notFound(const std::string& path)
{
    return problem(404, "not-found", "Not found", "Nothing is at " + path + ".");
}

HttpResponse withAllow(HttpResponse response, const std::vector<std::string>& methods)
{
    std::string allow;
    for (const std::string& method : methods)
        allow += (allow.empty() ? "" : ", ") + method;
    response.headers.emplace_back("Allow", allow);
    return response;
}

// The answer to a request that no route takes.
HttpResponse withoutRoute(const HttpRequest& request, const std::vector<std::string>& allowed)
{
    if (request.method == "OPTIONS" && (request.path == "*" || !allowed.empty()))
        return withAllow({204, {}, {}}, allowed.empty() ? std::vector<std::string>{"GET", "HEAD", "OPTIONS"} : allowed);
    if (allowed.empty())
        return notFound(request.path);
    return withAllow(problem(405,
                             "method-not-allowed",
                             "Method not allowed",
                             request.method + " is not possible on " + request.path + "."),
                     allowed);
}

HttpResponse unauthorized(std::string_view detail, std::string_view challenge)
{
    HttpResponse response = problem(401, "unauthorized", "Sign in first", detail);
    for (auto& [name, value] : response.headers) {
        if (name == "WWW-Authenticate")
            value = challenge;
    }
    return response;
}

std::optional<std::string> bearerToken(std::string_view authorization)
{
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size())
        return std::nullopt;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        if (std::tolower(static_cast<unsigned char>(authorization[i])) != scheme[i])
            return std::nullopt;
    }
    return std::string(authorization.substr(scheme.size()));
}

HttpResponse crashed(const HttpRequest& request, const std::exception_ptr& error)
{
    std::string what = "unknown";
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& exception) {
        what = exception.what();
    } catch (...) { // NOLINT(bugprone-empty-catch): the default text says it
    }
    const LogScope scope(request.trace, request.requestId);
    logError("a handler failed", {{"method", request.method}, {"route", request.route}, {"error", what}});
    return problem(500,
                   "internal-error",
                   "Something went wrong",
                   "The request could not be handled. The logs have the reason under request id " + request.requestId +
                       ".");
}

Span startSpan(const HttpRequest& request, const HttpRoute* route)
{
    // Without a route the path stays out of the name: it would be a name of its own for each scan of the internet.
    const std::string name = route ? request.method + " " + route->path : request.method;
    const auto parent =
        request.headerCount("traceparent") == 1 ? TraceContext::parse(*request.header("traceparent")) : TraceContext();
    Span span(name, SpanKind::Server, parent);
    span.set("http.request.method", request.method);
    span.set("url.path", request.path);
    span.set("url.scheme", "http");
    if (route)
        span.set("http.route", route->path);
    return span;
}

void endSpan(Span& span, int status)
{
    span.set("http.response.status_code", static_cast<std::int64_t>(status));
    if (status >= 500)
        span.fail("HTTP " + std::to_string(status));
    span.end();
}

} // namespace

RequestPipeline::RequestPipeline(std::vector<HttpRoute> routes,
                                 TokenVerifier verify,
                                 Metrics& metrics,
                                 Settings settings)
    : m_router(std::move(routes))
    , m_verify(std::move(verify))
    , m_settings(std::move(settings))
    , m_metrics(metrics, m_router.routes().size())
    , m_rates(m_settings.rateLimit)
{
}

asio::awaitable<HttpResponse> RequestPipeline::answer(IncomingRequest incoming) const
{
    const auto began = Clock::now();
    std::string refusal;
    auto request = std::make_shared<HttpRequest>(std::move(incoming.request));
    request->requestId = requestIdOf(*request);
    const Router::Match match = resolve(*request, incoming.target, refusal);
    const bool traced = !match.route || match.route->traced;
    Span span = traced ? startSpan(*request, match.route) : Span();
    request->trace = span.context();

    if (traced)
        m_metrics.active().add(1);
    HttpResponse response = co_await respond(match, request, std::move(refusal));
    if (traced)
        m_metrics.active().add(-1);

    linkProblem(response, m_settings.problemsPage);
    response.headers.emplace_back("X-Request-Id", request->requestId);
    endSpan(span, response.status);
    const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
    if (!match.route)
        m_metrics.countUnmatched(request->method, response.status, seconds);
    else if (traced)
        m_metrics.count(match.index, request->method, request->route, response.status, seconds);
    co_return response;
}

HttpResponse RequestPipeline::refused(HttpResponse response) const
{
    const std::string requestId = uuidV7();
    const LogScope scope(TraceContext(), requestId);
    logInfo("refused what is no request",
            {{"status", static_cast<long long>(response.status)}, {"problem", response.body}});
    linkProblem(response, m_settings.problemsPage);
    response.headers.emplace_back("X-Request-Id", requestId);
    m_metrics.countUnmatched("_OTHER", response.status, 0);
    return response;
}

Router::Match RequestPipeline::resolve(HttpRequest& request, std::string_view targetText, std::string& refusal) const
{
    auto target = parseTarget(targetText);
    if (!target) {
        refusal = "The request target is not a path.";
        return {};
    }
    applyAlias(target->rawPath);
    applyAlias(target->path);
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    Router::Match match = m_router.match(request.method, target->rawPath);
    request.pathParameters = std::move(match.parameters);
    if (match.route)
        request.route = match.route->path;
    return match;
}

void RequestPipeline::applyAlias(std::string& path) const
{
    for (const auto& [alias, meant] : m_settings.aliases) {
        if (!path.starts_with(alias) || (path.size() > alias.size() && path[alias.size()] != '/'))
            continue;
        path.replace(0, alias.size(), meant);
        return;
    }
}

asio::awaitable<HttpResponse>
RequestPipeline::respond(const Router::Match& match, std::shared_ptr<HttpRequest> request, std::string refusal) const
{
    if (!refusal.empty())
        co_return problem(400, "bad-request", "Bad request", refusal);
    if (!match.route)
        co_return withoutRoute(*request, match.allowed);
    co_return co_await handle(*match.route, request);
}

asio::awaitable<HttpResponse> RequestPipeline::handle(const HttpRoute& route,
                                                      std::shared_ptr<HttpRequest> request) const
{
    if (route.needsUser) {
        auto refusal = co_await refuseStranger(*request);
        if (refusal)
            co_return std::move(*refusal);
        if (!isPermitted(request->principal.role, route.permission))
            co_return co_await deny(route, *request);
        if (m_rates.isOn())
            co_return co_await handleInTurn(route, request);
    }
    co_return co_await handlePermitted(route, request);
}

asio::awaitable<HttpResponse> RequestPipeline::handleInTurn(const HttpRoute& route,
                                                            std::shared_ptr<HttpRequest> request) const
{
    const RateLimiter::Verdict verdict = m_rates.ask(request->principal.subject);
    if (!verdict.allowed)
        co_return m_rates.refusal(verdict);
    HttpResponse response = co_await handlePermitted(route, request);
    m_rates.addFields(response, verdict);
    co_return response;
}

asio::awaitable<HttpResponse> RequestPipeline::handlePermitted(const HttpRoute& route,
                                                               std::shared_ptr<HttpRequest> request) const
{
    auto refusal = refuseUnsound(route, *request);
    if (refusal)
        co_return std::move(*refusal);
    co_return co_await runHandler(route, request);
}

std::optional<HttpResponse> RequestPipeline::refuseUnsound(const HttpRoute& route, HttpRequest& request)
{
    auto refusal = route.checkHeader ? route.checkHeader(request) : std::nullopt;
    if (!refusal && route.checkContent)
        refusal = route.checkContent(request);
    if (refusal) {
        constexpr std::size_t longest = 1000;
        const LogScope scope(request.trace, request.requestId);
        logInfo("refused a request",
                {{"method", request.method},
                 {"route", request.route},
                 {"status", static_cast<long long>(refusal->status)},
                 {"problem", refusal->body.substr(0, longest)}});
    }
    return refusal;
}

asio::awaitable<std::optional<HttpResponse>> RequestPipeline::refuseStranger(HttpRequest& request) const
{
    const auto authorization = request.header("Authorization");
    if (!authorization || request.headerCount("Authorization") > 1)
        co_return unauthorized("The request needs exactly one Authorization field with a bearer token.", "Bearer");
    auto token = bearerToken(*authorization);
    std::optional<Principal> principal;
    if (token && m_verify)
        principal = co_await m_verify(std::move(*token));
    if (!principal)
        co_return unauthorized("The token is not valid, or no longer.", "Bearer error=\"invalid_token\"");
    request.principal = std::move(*principal);
    co_return std::nullopt;
}

asio::awaitable<HttpResponse> RequestPipeline::deny(const HttpRoute& route, const HttpRequest& request) const
{
    const std::string needed(nameOf(route.permission));
    {
        const LogScope scope(request.trace, request.requestId);
        logWarn("permission denied",
                {{"audit", true},
                 {"user_id", request.principal.subject},
                 {"role", request.principal.role},
                 {"needed", needed},
                 {"method", request.method},
                 {"route", request.route}});
    }
    if (m_settings.denied)
        co_await m_settings.denied(request);
    co_return problem(403, "forbidden", "Not permitted", "This needs the permission \"" + needed + "\".");
}

asio::awaitable<HttpResponse> RequestPipeline::runHandler(const HttpRoute& route,
                                                          std::shared_ptr<HttpRequest> request) const
{
    const auto executor = co_await asio::this_coro::executor;
    auto running = std::make_shared<InFlight>(executor);
    running->finished.expires_after(m_settings.deadline);
    auto body = [running, request, &route]() -> asio::awaitable<void> {
        try {
            running->response = co_await route.handler(*request);
        } catch (...) {
            running->error = std::current_exception();
        }
        running->done = true;
        running->finished.cancel();
    };
    asio::co_spawn(executor, std::move(body), asio::detached);
    if (!running->done)
        co_await running->finished.async_wait(asio::as_tuple(asio::use_awaitable));

    if (!running->done) {
        const LogScope scope(request->trace, request->requestId);
        logWarn("a handler passed its deadline", {{"method", request->method}, {"route", request->route}});
        HttpResponse late = problem(503, "deadline-exceeded", "Too slow", "The request took too long; try it again.");
        late.headers.emplace_back("Retry-After", "1");
        co_return late;
    }
    if (running->error)
        co_return crashed(*request, running->error);
    co_return std::move(running->response);
}

} // namespace platform
