// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/idempotency_layer.h"

#include "platform/http/entity_tag.h"
#include "platform/idempotency/answers.h"
#include "platform/idempotency/canonical_json.h"
#include "platform/idempotency/idempotency_key.h"
#include "platform/idempotency/valid_body.h"
#include "platform/log.h"
#include "platform/postgres/database_answer.h"

#include <nlohmann/json.hpp>

namespace platform {
namespace {

using Body = std::shared_ptr<const nlohmann::json>;

// What the pipeline has validated already; else it is done here.
tl::expected<Body, HttpResponse> bodyOf(const HttpRequest& request, const WritePolicy& policy)
{
    static const Body none = std::make_shared<const nlohmann::json>();
    if (request.json)
        return request.json;
    if (policy.body) {
        auto read = readValidBody(request, *policy.body, policy.mediaType);
        if (!read)
            return tl::unexpected(read.error());
        return std::make_shared<const nlohmann::json>(std::move(*read));
    }
    if (!request.body.empty())
        return tl::unexpected(problem(400, "body-not-expected", "Unexpected body", "This operation takes no body."));
    return none;
}

} // namespace

IdempotencyLayer::IdempotencyLayer(Settings settings, Metrics& metrics)
    : m_settings(std::move(settings))
    , m_metrics(metrics)
{
}

HttpRoute IdempotencyLayer::route(std::string_view openapi, std::string method, std::string path, Handler handler)
{
    auto operation =
        std::make_shared<const Operation>(Operation{writePolicyOf(openapi, method, path), std::move(handler)});
    HttpRoute route{std::move(method), std::move(path), {}};
    route.checkHeader = [this, operation](const HttpRequest& request) {
        return checkHeader(operation->policy, request);
    };
    route.handler = [this, operation](HttpRequest& request) { return answer(*operation, request); };
    return route;
}

std::optional<HttpResponse> IdempotencyLayer::checkHeader(const WritePolicy& policy, const HttpRequest& request) const
{
    if (policy.key != WritePolicy::Key::Ignored) {
        const auto key = idempotencyKeyOf(request, m_settings.bareKeys);
        if (!key) {
            m_metrics.invalid.add();
            return key.error();
        }
        if (!*key && policy.key == WritePolicy::Key::Required)
            return idempotencyKeyMissing();
    }
    const bool hasIfMatch = request.headerCount("if-match") > 0;
    if (policy.needsIfMatch && !hasIfMatch)
        return preconditionRequired();
    if (hasIfMatch && !ifMatchOf(request))
        return malformedIfMatch();
    return std::nullopt;
}

boost::asio::awaitable<HttpResponse> IdempotencyLayer::answer(const Operation& operation, HttpRequest& request)
{
    const auto body = bodyOf(request, operation.policy);
    if (!body)
        co_return body.error();
    Write write{request, **body, {}};
    if (operation.policy.key != WritePolicy::Key::Ignored) {
        const auto key = idempotencyKeyOf(request, m_settings.bareKeys);
        if (key && *key)
            write.claim = IdempotencyClaim{
                .scope = idempotencyScope(m_settings.service, request.principal),
                .key = **key,
                .fingerprint = requestFingerprint(request, (*body)->is_null() ? std::string() : canonicalJson(**body)),
                .traceparent = request.trace.traceparent()};
    }
    InFlightKeys::Ticket ticket;
    if (auto refusal = enter(write.claim, ticket))
        co_return std::move(*refusal);
    WriteOutcome outcome = co_await operation.handler(write);
    co_return settled(write, std::move(outcome));
}

std::optional<HttpResponse> IdempotencyLayer::enter(const std::optional<IdempotencyClaim>& claim,
                                                    InFlightKeys::Ticket& ticket)
{
    if (!claim)
        return std::nullopt;
    InFlightKeys::Attempt attempt = m_inFlight.enter(claim->scope, claim->key, claim->fingerprint);
    switch (attempt.entry) {
    case InFlightKeys::Entry::Reused: m_metrics.reused.add(); return idempotencyKeyReused();
    case InFlightKeys::Entry::InUse: m_metrics.inUse.add(); return idempotencyKeyInUse();
    case InFlightKeys::Entry::Entered: ticket = std::move(attempt.ticket); break;
    }
    return std::nullopt;
}

HttpResponse IdempotencyLayer::settled(const Write& write, WriteOutcome outcome) const
{
    const LogScope scope(write.request.trace, write.request.requestId);
    switch (outcome.kind) {
    case WriteOutcome::Kind::Answered:
        if (write.claim)
            m_metrics.first.add();
        return std::move(outcome.answer);
    case WriteOutcome::Kind::NotBegun: return std::move(outcome.answer);
    case WriteOutcome::Kind::KeyInUse: m_metrics.inUse.add(); return idempotencyKeyInUse();
    case WriteOutcome::Kind::KeyKnown: return known(*write.claim, outcome.known);
    case WriteOutcome::Kind::Unavailable: return databaseAnswer(outcome.problem);
    case WriteOutcome::Kind::Overloaded: break;
    }
    return overloadAnswer();
}

HttpResponse IdempotencyLayer::known(const IdempotencyClaim& claim, const IdempotencyRecord& record) const
{
    if (record.fingerprint != claim.fingerprint) {
        m_metrics.reused.add();
        return idempotencyKeyReused();
    }
    if (record.status == 0 && record.leaseExpired)
        return idempotencyOutcomeUnknown();
    if (record.status == 0) {
        m_metrics.inUse.add();
        return idempotencyKeyInUse();
    }
    m_metrics.replayed.add();
    m_metrics.age.observe(record.ageSeconds);
    return replayOf(record);
}

} // namespace platform
