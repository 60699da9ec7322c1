// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/idempotency/idempotency_metrics.h"
#include "platform/idempotency/in_flight.h"
#include "platform/idempotency/write_outcome.h"
#include "platform/idempotency/write_policy.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace platform {

class Environment;

// Everything about Idempotency-Key that does not depend on what is written. A handler declares its operation with
// route() and answers with what its store said. The pipeline calls the route's checks after it knows the user: syntax
// of key and If-Match, then parameters and body as described. Then follow the keys in flight in this process, the
// handler (whose store locks and looks up the key, then checks preconditions, then executes, and commits record and
// effect together), and the answer or its replay. One for each service, so that versions of an API share it. Outlives
// the requests; safe from any thread.
class IdempotencyLayer
{
public:
    struct Settings
    {
        std::string service;   // part of every key's scope
        bool bareKeys = false; // IDEMPOTENCY_BARE_KEYS: also k instead of "k"
    };
    // From the environment, with names that are the same in every service.
    static Settings readSettings(Environment& environment, std::string service);

    // A request as a handler gets it.
    struct Write
    {
        HttpRequest& request;
        const nlohmann::json& body;            // valid against the operation's schema; null when the operation has none
        std::optional<IdempotencyClaim> claim; // empty: the request has no key
    };
    // `Write` lives until the handler has answered.
    using Handler = std::function<boost::asio::awaitable<WriteOutcome>(const Write&)>;

    IdempotencyLayer(Settings settings, Metrics& metrics);

    // A route held to what `openapi` says of it; throws std::invalid_argument when it says nothing. The layer must
    // outlive it.
    HttpRoute route(std::string_view openapi, std::string method, std::string path, Handler handler);

private:
    struct Operation
    {
        WritePolicy policy;
        Handler handler;
    };

    std::optional<HttpResponse> checkHeader(const WritePolicy& policy, const HttpRequest& request) const;
    std::optional<IdempotencyClaim> claimOf(const WritePolicy& policy, const HttpRequest& request) const;
    boost::asio::awaitable<HttpResponse> answer(const Operation& operation, HttpRequest& request);
    std::optional<HttpResponse> enter(const std::optional<IdempotencyClaim>& claim, InFlightKeys::Ticket& ticket);
    HttpResponse settled(const Write& write, WriteOutcome outcome) const;
    HttpResponse known(const IdempotencyClaim& claim, const IdempotencyRecord& record) const;

    const Settings m_settings;
    InFlightKeys m_inFlight;
    IdempotencyMetrics m_metrics;
};

} // namespace platform
