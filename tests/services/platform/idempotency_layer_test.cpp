// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/idempotency_layer.h"

#include "platform/http/request_pipeline.h"
#include "support/qt_test_main.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <nlohmann/json.hpp>

using platform::HttpResponse;
using platform::IdempotencyLayer;
using platform::WriteOutcome;
using Kind = platform::WriteOutcome::Kind;

namespace {

using Json = nlohmann::json;

Json keyParameter(bool required)
{
    return {{"name", "Idempotency-Key"}, {"in", "header"}, {"required", required}, {"schema", {{"type", "string"}}}};
}

// Three writes that differ in what they say of a key.
std::string apiDocument()
{
    const Json answers = {{"200", {{"description", "Done"}}}};
    const Json body = {{"content", {{"application/json", {{"schema", {{"type", "object"}}}}}}}, {"required", true}};
    const auto operation = [&](const Json& parameters) {
        return Json{{"post", {{"parameters", parameters}, {"requestBody", body}, {"responses", answers}}}};
    };
    return Json{{"openapi", "3.1.0"},
                {"servers", {{{"url", "/v1"}}}},
                {"paths",
                 {{"/required", operation(Json::array({keyParameter(true)}))},
                  {"/optional", operation(Json::array({keyParameter(false)}))},
                  {"/ignored", operation(Json::array())}}}}
        .dump();
}

std::string headerOf(const HttpResponse& response, std::string_view name)
{
    for (const auto& [field, value] : response.headers) {
        if (field == name)
            return value;
    }
    return {};
}

std::string problemOf(const HttpResponse& response)
{
    const std::string type = Json::parse(response.body).value("type", "");
    return type.substr(type.rfind('/') + 1);
}

// A handler that answers on command, behind the layer.
struct LayerBench
{
    explicit LayerBench(bool bareKeys = false)
        : layer({.service = "test", .bareKeys = bareKeys}, metrics)
    {
    }

    HttpResponse ask(const char* path, const std::vector<std::string>& keys, const std::string& body = "{}")
    {
        platform::IncomingRequest incoming;
        incoming.request.method = "POST";
        incoming.target = path;
        incoming.request.body = body;
        incoming.request.headers = {{"Authorization", "Bearer ann"}, {"Content-Type", "application/json"}};
        for (const std::string& key : keys)
            incoming.request.headers.emplace_back("Idempotency-Key", key);
        const auto handler = [this](const IdempotencyLayer::Write& write) -> boost::asio::awaitable<WriteOutcome> {
            claims.push_back(write.claim);
            WriteOutcome now = outcome;
            if (sameFingerprint && write.claim)
                now.known.fingerprint = write.claim->fingerprint;
            co_return now;
        };
        const auto verify = [](std::string user) -> boost::asio::awaitable<std::optional<platform::Principal>> {
            co_return platform::Principal{"iss", user, "user"};
        };
        const platform::RequestPipeline pipeline({layer.route(apiDocument(), "POST", path, handler)}, verify, metrics);
        boost::asio::io_context io;
        auto answer = boost::asio::co_spawn(io, pipeline.answer(std::move(incoming)), boost::asio::use_future);
        io.run();
        return answer.get();
    }
    bool counts(const std::string& line) const { return metrics.text().find('\n' + line + '\n') != std::string::npos; }

    platform::Metrics metrics;
    IdempotencyLayer layer;
    WriteOutcome outcome{.kind = Kind::Answered, .answer = {.status = 200, .headers = {}, .body = "done"}};
    bool sameFingerprint = true;
    std::vector<std::optional<platform::IdempotencyClaim>> claims; // of what was executed
};

} // namespace

class IdempotencyLayerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void whether_a_key_is_needed_is_what_the_document_says()
    {
        LayerBench bench;
        QCOMPARE(problemOf(bench.ask("/v1/required", {})), std::string("idempotency-key-missing"));
        QCOMPARE(bench.claims.size(), std::size_t(0));
        QCOMPARE(bench.ask("/v1/optional", {}).status, 200);
        QVERIFY(!bench.claims.back());
        QCOMPARE(bench.ask("/v1/ignored", {"not a key"}).status, 200);
        QVERIFY(!bench.claims.back());
        QCOMPARE(bench.ask("/v1/required", {"\"k\""}).status, 200);
        QCOMPARE(bench.claims.back()->key, std::string("k"));
    }

    void an_operation_that_the_document_does_not_have_is_no_route()
    {
        LayerBench bench;
        QVERIFY_EXCEPTION_THROWN(bench.layer.route(apiDocument(), "PUT", "/v1/required", {}), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(bench.layer.route(apiDocument(), "POST", "/v1/nowhere", {}), std::invalid_argument);
    }

    void a_bare_key_is_a_key_only_with_the_switch()
    {
        LayerBench strict;
        QCOMPARE(problemOf(strict.ask("/v1/optional", {"k-1._~Z"})), std::string("idempotency-key-invalid"));
        QVERIFY(strict.counts("idempotency_invalid_total 1"));
        LayerBench lenient(true);
        QCOMPARE(lenient.ask("/v1/optional", {"k-1._~Z"}).status, 200);
        QCOMPARE(lenient.ask("/v1/optional", {"\"k-1._~Z\""}).status, 200);
        QCOMPARE(lenient.claims.at(0)->key, lenient.claims.at(1)->key);
        for (const char* key : {"a b", "a/b", "k;a=1", "", "\"k"})
            QCOMPARE(lenient.ask("/v1/optional", {key}).status, 400);
        QCOMPARE(lenient.ask("/v1/optional", {std::string(256, 'k')}).status, 400);
        QCOMPARE(lenient.ask("/v1/optional", {"k", "k"}).status, 400);
    }

    void what_the_store_knows_is_replayed_refused_or_waited_for()
    {
        LayerBench bench;
        bench.outcome = {.kind = Kind::KeyKnown};
        bench.outcome.known.status = 201;
        bench.outcome.known.headers = {{"ETag", "\"1\""}};
        bench.outcome.known.body = "first";
        bench.outcome.known.traceparent = "00-a";
        const HttpResponse replay = bench.ask("/v1/required", {"\"k\""});
        QCOMPARE(replay.status, 201);
        QCOMPARE(replay.body, std::string("first"));
        QCOMPARE(headerOf(replay, "Idempotent-Replayed"), std::string("true"));
        QCOMPARE(headerOf(replay, "Idempotent-Original-Traceparent"), std::string("00-a"));
        QVERIFY(bench.counts("idempotency_record_age_seconds_count 1"));

        bench.outcome.known.status = 0; // its effect is under way
        const HttpResponse underWay = bench.ask("/v1/required", {"\"k\""});
        QCOMPARE(problemOf(underWay), std::string("idempotency-key-in-use"));
        QCOMPARE(headerOf(underWay, "Retry-After"), std::string("1"));
        bench.outcome.known.leaseExpired = true;
        const HttpResponse unknown = bench.ask("/v1/required", {"\"k\""});
        QCOMPARE(unknown.status, 409);
        QCOMPARE(problemOf(unknown), std::string("idempotency-outcome-unknown"));
        QVERIFY(headerOf(unknown, "Retry-After").empty());

        bench.sameFingerprint = false; // wins over whatever else is known
        const HttpResponse reused = bench.ask("/v1/required", {"\"k\""});
        QCOMPARE(reused.status, 422);
        QVERIFY(headerOf(reused, "Link").find("describedby") != std::string::npos);
        QCOMPARE(headerOf(reused, "Cache-Control"), std::string("no-store"));
        QVERIFY(bench.counts("idempotency_reused_total 1"));
    }

    void what_was_not_executed_is_counted_as_no_use_of_the_key()
    {
        LayerBench bench;
        bench.outcome = {.kind = Kind::NotBegun, .answer = {.status = 412, .headers = {}, .body = ""}};
        QCOMPARE(bench.ask("/v1/required", {"\"k\""}).status, 412);
        bench.outcome = WriteOutcome::unavailable(
            {platform::DatabaseError::Kind::Unavailable, "08006", "no connection to secret host"});
        const HttpResponse away = bench.ask("/v1/required", {"\"k\""});
        QCOMPARE(away.status, 503);
        QCOMPARE(headerOf(away, "Retry-After"), std::string("1"));
        QVERIFY(away.body.find("secret") == std::string::npos);
        bench.outcome = {.kind = Kind::Overloaded};
        QCOMPARE(bench.ask("/v1/required", {"\"k\""}).status, 503);
        QVERIFY(bench.counts("idempotency_first_total 0"));
    }

    void a_body_that_is_no_json_or_has_a_nul_never_reaches_the_key()
    {
        LayerBench bench;
        for (const char* body : {"", "{", "[]", "{\"a\": \"\\u0000\"}", "{\"\\u0000\": 1}", "{\"a\": 1, \"a\": 1}"})
            QCOMPARE(bench.ask("/v1/required", {"\"k\""}, body).status, 400);
        QVERIFY(bench.claims.empty());
    }
};

QTEST_APPLESS_MAIN(IdempotencyLayerTest)
#include "idempotency_layer_test.moc"
