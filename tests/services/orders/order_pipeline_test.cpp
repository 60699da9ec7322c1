// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "order_bench.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace orders;
using Bench = orders::test::OrderBench;
using platform::HttpResponse;

namespace {

std::string problemOf(const HttpResponse& response)
{
    const std::string type = nlohmann::json::parse(response.body).value("type", "");
    return type.substr(type.rfind('/') + 1);
}

std::string& fieldOf(Bench::Request& incoming, std::string_view name)
{
    for (auto& [field, value] : incoming.request.headers) {
        if (field == name)
            return value;
    }
    return incoming.request.headers.emplace_back(name, "").second;
}

HttpResponse answerOf(const platform::RequestPipeline& pipeline, Bench::Request request)
{
    boost::asio::io_context io;
    auto answer = boost::asio::co_spawn(io, pipeline.answer(std::move(request)), boost::asio::use_future);
    io.run();
    return answer.get();
}

} // namespace

// In which order a write is looked at: a request that is wrong in every way is mended step by step, and each answer is
// that of the first step that is still wrong.
class OrderPipelineTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_patch_is_looked_at_step_by_step()
    {
        Bench bench;
        bench.stranger = "gone";
        const std::string id = nlohmann::json::parse(bench.post("{\"amount\": 7}").body).at("id").get<std::string>();
        QCOMPARE(bench.ask(Bench::patchOf(id, "{\"note\": \"first\"}", "\"1\"", "\"used\"")).status, 200);

        Bench::Request wrong = Bench::requestOf("PATCH", "/api/v1/orders/" + id, "gone");
        wrong.request.headers.emplace_back("Idempotency-Key", "no key");
        wrong.request.headers.emplace_back("Content-Type", "text/plain");
        wrong.request.body = "{\"note\": 1}";
        QCOMPARE(bench.ask(wrong).status, 401);
        fieldOf(wrong, "Authorization") = "Bearer user-1";
        QCOMPARE(problemOf(bench.ask(wrong)), std::string("idempotency-key-invalid"));
        fieldOf(wrong, "Idempotency-Key") = "\"used\"";
        QCOMPARE(bench.ask(wrong).status, 428);
        fieldOf(wrong, "If-Match") = "\"7\"";
        QCOMPARE(bench.ask(wrong).status, 415);
        fieldOf(wrong, "Content-Type") = "application/merge-patch+json";
        QCOMPARE(problemOf(bench.ask(wrong)), std::string("invalid-body"));
        wrong.request.body = "{\"note\": \"second\"}";
        QCOMPARE(problemOf(bench.ask(wrong)), std::string("idempotency-key-reused")); // looked up
        fieldOf(wrong, "Idempotency-Key") = "\"new\"";
        QCOMPARE(bench.ask(wrong).status, 412);
        fieldOf(wrong, "If-Match") = "\"2\"";
        QCOMPARE(bench.ask(wrong).status, 200);
        QCOMPARE(bench.store.placed.front().order.note, std::optional<std::string>("second"));
    }

    void permission_is_asked_for_before_the_key()
    {
        Bench bench;
        std::vector<platform::HttpRoute> routes = bench.handler.routes(openapiDocument());
        for (platform::HttpRoute& route : routes)
            route.permission = platform::Permission::Management;
        const auto verify = [](std::string user) -> boost::asio::awaitable<std::optional<platform::Principal>> {
            co_return platform::Principal{"iss", user, "user"};
        };
        const platform::RequestPipeline pipeline(
            std::move(routes), verify, bench.metrics, {.rateLimit = {.requests = 1, .window = std::chrono::hours(1)}});
        for (int i = 0; i < 2; ++i) // and before the rate
            QCOMPARE(answerOf(pipeline, Bench::orderOf("{}", "no key")).status, 403);
    }

    void the_rate_is_asked_for_before_the_key()
    {
        Bench bench;
        const auto verify = [](std::string user) -> boost::asio::awaitable<std::optional<platform::Principal>> {
            co_return platform::Principal{"iss", user, "user"};
        };
        const platform::RequestPipeline pipeline(bench.handler.routes(openapiDocument()),
                                                 verify,
                                                 bench.metrics,
                                                 {.rateLimit = {.requests = 1, .window = std::chrono::hours(1)}});
        QCOMPARE(answerOf(pipeline, Bench::orderOf("{}", "no key")).status, 400);
        QCOMPARE(answerOf(pipeline, Bench::orderOf("{}", "no key")).status, 429);
    }

    void row_04_what_is_refused_before_leaves_the_key_unused()
    {
        Bench full({.queue = 0});
        QCOMPARE(full.post("{\"amount\": 1}", "\"k\"").status, 503);
        QVERIFY(full.store.records.empty());
        QVERIFY(full.store.placed.empty());
    }

    void row_08_refusals_of_the_domain_are_replayed()
    {
        Bench bench;
        const std::string missing = "01930000-0000-7000-8000-0000000000ff";
        const auto patch = Bench::patchOf(missing, "{\"note\": \"n\"}", "\"1\"", "\"p\"");
        const auto cancel = Bench::keyed(Bench::requestOf("POST", "/api/v1/orders/" + missing + "/cancel"), "\"c\"");
        for (const Bench::Request& request : {patch, cancel}) {
            const HttpResponse first = bench.ask(request);
            const HttpResponse again = bench.ask(request);
            QCOMPARE(first.status, 404);
            QCOMPARE(again.status, 404);
            QCOMPARE(again.body, first.body);
            QCOMPARE(test::headerOf(again, "Idempotent-Replayed"), std::string("true"));
        }
    }

    void row_21_a_user_who_is_gone_gets_no_replay()
    {
        Bench bench;
        const HttpResponse first = bench.post("{\"amount\": 7}", "\"k\"");
        bench.stranger = "user-1";
        const HttpResponse again = bench.post("{\"amount\": 7}", "\"k\"");
        QCOMPARE(again.status, 401);
        QVERIFY(test::headerOf(again, "Idempotent-Replayed").empty());
        QVERIFY(again.body.find(nlohmann::json::parse(first.body).at("id").get<std::string>()) == std::string::npos);
    }

    void a_cancelled_order_says_so_once_and_stays_cancelled()
    {
        Bench bench;
        const std::string id = nlohmann::json::parse(bench.post("{\"amount\": 7}").body).at("id").get<std::string>();
        const auto cancel = Bench::requestOf("POST", "/api/v1/orders/" + id + "/cancel");
        const HttpResponse first = bench.ask(cancel);
        QCOMPARE(first.status, 200);
        QCOMPARE(nlohmann::json::parse(first.body).at("status").get<std::string>(), std::string("cancelled"));
        QCOMPARE(bench.ask(cancel).status, 200);
        QCOMPARE(bench.store.events.size(), std::size_t(1));
        const platform::OutboxRow& event = bench.store.events.front();
        QCOMPARE(event.eventType, std::string("order.cancelled.v1"));
        QCOMPARE(event.aggregateId, id);
        QCOMPARE(event.aggregateSeq, std::int64_t(2));
        QCOMPARE(nlohmann::json::parse(event.payload).at("was").get<std::string>(), std::string("created"));

        bench.store.placed.front().order.status = "confirmed";
        QCOMPARE(bench.ask(cancel).status, 409);
        Bench::Request withBody = cancel;
        withBody.request.body = "{}";
        QCOMPARE(bench.ask(withBody).status, 400);
    }

    void a_note_is_set_kept_and_removed()
    {
        Bench bench;
        const std::string id = nlohmann::json::parse(bench.post("{\"amount\": 7}").body).at("id").get<std::string>();
        const HttpResponse set = bench.ask(Bench::patchOf(id, "{\"note\": \"n\"}", "\"1\"", "\"a\""));
        QCOMPARE(test::headerOf(set, "ETag"), std::string("\"2\""));
        const HttpResponse kept = bench.ask(Bench::patchOf(id, "{}", "\"2\"", "\"b\""));
        QCOMPARE(test::headerOf(kept, "ETag"), std::string("\"2\""));
        QCOMPARE(kept.body, set.body);
        const HttpResponse removed = bench.ask(Bench::patchOf(id, "{\"note\": null}", "*", "\"c\""));
        QCOMPARE(test::headerOf(removed, "ETag"), std::string("\"3\""));
        QVERIFY(!nlohmann::json::parse(removed.body).contains("note"));
        QCOMPARE(bench.ask(Bench::patchOf(id, "{\"amount\": 1}", "*", "\"d\"")).status, 400);
    }
};

QTEST_APPLESS_MAIN(OrderPipelineTest)
#include "order_pipeline_test.moc"
