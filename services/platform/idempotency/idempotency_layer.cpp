// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/idempotency_layer.h"

#include "platform/config.h"
#include "platform/http/entity_tag.h"
#include "platform/idempotency/answers.h"
#include "platform/idempotency/canonical_json.h"
#include "platform/idempotency/idempotency_key.h"
#include "platform/log.h"
#include "platform/openapi/operation_check.h"
#include "platform/postgres/database_answer.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <stdexcept>

namespace platform {

IdempotencyLayer::IdempotencyLayer(Settings settings, Metrics& metrics)
    : m_settings(std::move(settings))
    , m_metrics(metrics)
{
}

IdempotencyLayer::Settings IdempotencyLayer::readSettings(Environment& environment, std::string service)
{
    return {.service = std::move(service), .bareKeys = environment.flag("IDEMPOTENCY_BARE_KEYS", false)};
}

HttpRoute IdempotencyLayer::route(std::string_view openapi, std::string method, std::string path, Handler handler)
{
    const ApiDocument document(openapi);
    const ApiOperation* described = document.find(method, path);
    if (!described)
        throw std::invalid_argument("The API document does not have " + method + " " + path + ".");
    const auto operation = std::make_shared<const Operation>(Operation{writePolicyOf(*described), std::move(handler)});
    const auto check = std::make_shared<const OperationCheck>(document, *described);

    HttpRoute route{std::move(method), std::move(path), {}};
    route.checkHeader = [this, operation](const HttpRequest& request) {
        return checkHeader(operation->policy, request);
    };
    route.checkContent = [check](HttpRequest& request) { return check->refusal(request); };
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
    if (!policy.needsIfMatch || ifMatchOf(request))
        return std::nullopt;
    return request.headerCount("if-match") == 0 ? preconditionRequired() : malformedIfMatch();
}

boost::asio::awaitable<HttpResponse> IdempotencyLayer::answer(const Operation& operation, HttpRequest& request)
{
    static const nlohmann::json none;
    Write write{request, request.json ? *request.json : none, claimOf(operation.policy, request)};
    InFlightKeys::Ticket ticket;
    if (auto refusal = enter(write.claim, ticket))
        co_return std::move(*refusal);
    WriteOutcome outcome = co_await operation.handler(write);
    co_return settled(write, std::move(outcome));
}

std::optional<IdempotencyClaim> IdempotencyLayer::claimOf(const WritePolicy& policy, const HttpRequest& request) const
{
    if (policy.key == WritePolicy::Key::Ignored)
        return std::nullopt;
    const auto key = idempotencyKeyOf(request, m_settings.bareKeys);
    if (!key || !*key)
        return std::nullopt;
    const std::string canonicalBody = request.json ? canonicalJson(*request.json) : std::string();
    return IdempotencyClaim{.scope = idempotencyScope(m_settings.service, request.principal),
                            .key = **key,
                            .fingerprint = requestFingerprint(request, canonicalBody),
                            .traceparent = request.trace.traceparent()};
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
    switch (outcome.kind) {
    case WriteOutcome::Kind::Answered:
        if (write.claim)
            m_metrics.first.add();
        return std::move(outcome.answer);
    case WriteOutcome::Kind::NotBegun: return std::move(outcome.answer);
    case WriteOutcome::Kind::KeyInUse: m_metrics.inUse.add(); return idempotencyKeyInUse();
    case WriteOutcome::Kind::KeyKnown: return known(*write.claim, outcome.known);
    case WriteOutcome::Kind::Unavailable: {
        const LogScope scope(write.request.trace, write.request.requestId);
        return databaseAnswer(outcome.problem);
    }
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
