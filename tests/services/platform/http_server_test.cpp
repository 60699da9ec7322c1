// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/test_server.h"

#include "services/platform/raw_client.h"
#include "support/qt_test_main.h"

#include <future>

using namespace platform;
using namespace platform::test;
using boost::asio::awaitable;

namespace {

const QByteArray fields = "Host: localhost\r\n";

QByteArray get(const QByteArray& path, const QByteArray& more = {})
{
    return "GET " + path + " HTTP/1.1\r\n" + fields + more + "\r\n";
}

QByteArray post(const QByteArray& path, const QByteArray& body)
{
    return "POST " + path + " HTTP/1.1\r\n" + fields + "Content-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

HttpRoute open(std::string method, std::string path, HttpHandler handler)
{
    return {std::move(method), std::move(path), std::move(handler), false};
}

awaitable<HttpResponse> hello(HttpRequest&)
{
    co_return HttpResponse::json(200, R"({"hello":"world"})");
}

awaitable<HttpResponse> echo(HttpRequest& request)
{
    co_return HttpResponse{200, {}, request.body};
}

std::vector<HttpRoute> plainRoutes()
{
    return {open("GET", "/hello", hello),
            open("POST", "/echo", echo),
            open("GET", "/items/{id}", [](HttpRequest& request) -> awaitable<HttpResponse> {
                co_return HttpResponse{200, {}, request.pathParameters.at("id")};
            })};
}

} // namespace

class HttpServerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_connection_answers_one_request_after_the_other()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        for (int i = 0; i < 3; ++i) {
            const Answer answer = client.ask(get("/hello"));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, R"({"hello":"world"})");
            QCOMPARE(answer.fields.value("content-type"), "application/json");
            QVERIFY(answer.fields.contains("date"));
        }
    }

    void pipelined_requests_are_answered_in_order_even_when_the_first_is_slow()
    {
        std::promise<void> gate;
        const auto opened = gate.get_future().share();
        Metrics metrics;
        Executor executor({.threads = 1}, metrics);
        auto routes = plainRoutes();
        routes.push_back(open("GET", "/slow", [&](HttpRequest&) -> awaitable<HttpResponse> {
            const auto work = [opened] { opened.wait(); };
            co_await executor.run(work);
            co_return HttpResponse{200, {}, "slow"};
        }));
        TestServer server(std::move(routes));
        RawClient client(server.port());
        client.send(get("/slow") + get("/items/second") + post("/echo", "third"));
        gate.set_value();
        QCOMPARE(client.receive().body, "slow");
        QCOMPARE(client.receive().body, "second");
        QCOMPARE(client.receive().body, "third");
    }

    void an_unknown_path_is_404_and_a_wrong_method_is_405_with_allow()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        const Answer missing = client.ask(get("/nothing"));
        QCOMPARE(missing.status, 404);
        QCOMPARE(missing.fields.value("content-type"), "application/problem+json");
        QVERIFY(missing.body.contains("\"type\":\"https://"));

        const Answer wrong = client.ask("DELETE /hello HTTP/1.1\r\n" + fields + "\r\n");
        QCOMPARE(wrong.status, 405);
        QCOMPARE(wrong.fields.value("allow"), "GET, HEAD, OPTIONS");
    }

    void head_has_the_fields_of_get_and_no_body()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        client.send("HEAD /hello HTTP/1.1\r\n" + fields + "\r\n");
        const Answer head = client.receive(false);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.fields.value("content-length"), "17");
        QCOMPARE(client.ask(get("/items/next")).body, "next"); // no stray body in between
    }

    void options_names_the_methods()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        const Answer answer = client.ask("OPTIONS /echo HTTP/1.1\r\n" + fields + "\r\n");
        QCOMPARE(answer.status, 204);
        QCOMPARE(answer.fields.value("allow"), "POST, OPTIONS");
    }

    void a_refusal_is_a_problem_with_an_id_and_is_counted()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        const Answer answer = client.ask("GET /hello HTTP/1.1\r\n\r\n");
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.fields.value("content-type"), "application/problem+json");
        QCOMPARE(answer.fields.value("connection"), "close");
        QCOMPARE(answer.fields.value("x-request-id").size(), 36);
        QVERIFY(server.metrics().text().find(R"(method="_OTHER",route="unmatched",status="400"} 1)") !=
                std::string::npos);
    }

    void a_refused_head_has_no_body()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        client.send("HEAD /hello HTTP/1.1\r\n\r\n");
        const Answer answer = client.receive(false);
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.fields.value("content-length").toInt() > 0);
        QVERIFY(client.receive().body.isEmpty());
    }

    void a_body_of_one_mebibyte_is_taken_and_one_byte_more_is_413()
    {
        TestServer server(plainRoutes());
        const QByteArray body(1024 * 1024, 'x');
        RawClient client(server.port());
        QCOMPARE(client.ask(post("/echo", body)).body.size(), body.size());

        const Answer answer = client.ask(post("/echo", body + "y"));
        QCOMPARE(answer.status, 413);
        QCOMPARE(answer.fields.value("connection"), "close");
        QVERIFY(client.isClosedByServer());
    }

    void a_chunked_body_is_counted_too()
    {
        TestServer server(plainRoutes());
        RawClient small(server.port());
        const QByteArray start = "POST /echo HTTP/1.1\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n";
        QCOMPARE(small.ask(start + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").body, "abcde");

        RawClient large(server.port());
        QCOMPARE(large.ask(start + "100001\r\n" + QByteArray(0x100001, 'x') + "\r\n0\r\n\r\n").status, 413);
    }

    void a_flood_of_header_fields_is_431()
    {
        TestServer server(plainRoutes());
        RawClient large(server.port());
        QCOMPARE(large.ask(get("/hello", "X-Long: " + QByteArray(20'000, 'x') + "\r\n")).status, 431);
        RawClient many(server.port());
        QCOMPARE(many.ask(get("/hello", QByteArray("X-A: b\r\n").repeated(101))).status, 431);
    }

    void the_request_id_is_taken_when_sound_and_made_otherwise()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        QCOMPARE(client.ask(get("/hello", "X-Request-Id: abc-1\r\n")).fields.value("x-request-id"), "abc-1");
        QCOMPARE(client.ask(get("/hello", "X-Request-Id: a b\r\n")).fields.value("x-request-id").size(), 36);
        QCOMPARE(client.ask(get("/hello")).fields.value("x-request-id").size(), 36);
    }

    void the_trace_of_the_caller_goes_on()
    {
        TestServer server({open("GET", "/trace", [](HttpRequest& request) -> awaitable<HttpResponse> {
            co_return HttpResponse{200, {}, request.trace.traceId};
        })});
        // Without an exporter there is still a trace id: it is the correlation id of what the request causes.
        RawClient client(server.port());
        const QByteArray trace = "0af7651916cd43dd8448eb211c80319c";
        QCOMPARE(client.ask(get("/trace", "traceparent: 00-" + trace + "-b7ad6b7169203331-01\r\n")).body, trace);
        QCOMPARE(client.ask(get("/trace", "traceparent: 00-" + trace + "-0000000000000000-01\r\n")).body.size(), 32);
    }

    void what_a_handler_throws_is_a_500_without_its_text()
    {
        TestServer server({open("GET", "/bad", [](HttpRequest&) -> awaitable<HttpResponse> {
            throw std::runtime_error("password is swordfish");
            co_return HttpResponse();
        })});
        RawClient client(server.port());
        const Answer answer = client.ask(get("/bad"));
        QCOMPARE(answer.status, 500);
        QVERIFY(!answer.body.contains("swordfish"));
        QCOMPARE(client.ask(get("/bad")).status, 500); // the connection survives
    }

    void a_handler_that_passes_its_deadline_is_a_503()
    {
        std::promise<void> gate;
        const auto opened = gate.get_future().share();
        Metrics metrics;
        Executor executor({.threads = 1}, metrics);
        TestServer::Settings settings;
        settings.deadline = std::chrono::milliseconds(50);
        TestServer server({open("GET",
                                "/slow",
                                [&](HttpRequest&) -> awaitable<HttpResponse> {
                                    const auto work = [opened] { opened.wait(); };
                                    co_await executor.run(work);
                                    co_return HttpResponse();
                                })},
                          std::move(settings));
        RawClient client(server.port());
        const Answer answer = client.ask(get("/slow"));
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.fields.value("retry-after"), "1");
        gate.set_value();
        server.server().drain();
        QVERIFY(server.server().finish(std::chrono::steady_clock::now() + std::chrono::seconds(5)));
    }

    void an_idle_connection_is_closed_without_a_word()
    {
        TestServer::Settings settings;
        settings.limits.idle = std::chrono::milliseconds(50);
        TestServer server(plainRoutes(), std::move(settings));
        RawClient client(server.port());
        QCOMPARE(client.receive().status, 0);
        QVERIFY(client.isClosedByServer());
    }

    void a_client_that_expects_100_gets_it_before_it_sends_the_body()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        client.send("POST /echo HTTP/1.1\r\n" + fields + "Content-Length: 4\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(client.receive().status, 100);
        QCOMPARE(client.ask("body").body, "body");
    }

    void an_old_client_is_answered_and_let_go()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        const Answer answer = client.ask("GET /hello HTTP/1.0\r\n\r\n");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.fields.value("connection"), "close");
        QVERIFY(client.isClosedByServer());
    }

    void a_route_for_users_refuses_strangers()
    {
        TestServer::Settings settings;
        settings.verify = [](std::string token) -> awaitable<std::optional<Principal>> {
            co_return token == "good" ? std::optional(Principal{"i", "ann", "user"}) : std::nullopt;
        };
        TestServer server({{"GET",
                            "/me",
                            [](HttpRequest& request) -> awaitable<HttpResponse> {
                                co_return HttpResponse{200, {}, request.principal.subject};
                            }}},
                          std::move(settings));
        RawClient client(server.port());
        QCOMPARE(client.ask(get("/me")).fields.value("www-authenticate"), "Bearer");
        QCOMPARE(client.ask(get("/me", "X-User-Id: ann\r\n")).status, 401);
        QCOMPARE(client.ask(get("/me", "Authorization: Basic good\r\n")).status, 401);
        QCOMPARE(client.ask(get("/me", "Authorization: Bearer bad\r\n")).status, 401);
        QCOMPARE(client.ask(get("/me", "Authorization: Bearer good\r\nAuthorization: Bearer good\r\n")).status, 401);
        QCOMPARE(client.ask(get("/me", "Authorization: bearer good\r\n")).body, "ann");
    }

    void a_drain_finishes_what_is_under_way_and_closes_the_rest()
    {
        std::promise<void> gate;
        std::promise<void> entered;
        const auto opened = gate.get_future().share();
        Metrics metrics;
        Executor executor({.threads = 1}, metrics);
        TestServer server({open("GET",
                                "/slow",
                                [&](HttpRequest&) -> awaitable<HttpResponse> {
                                    const auto work = [&] {
                                        entered.set_value();
                                        opened.wait();
                                    };
                                    co_await executor.run(work);
                                    co_return HttpResponse{200, {}, "done"};
                                }),
                           open("GET", "/hello", hello)});
        RawClient idle(server.port());
        QCOMPARE(idle.ask(get("/hello")).status, 200);
        RawClient busy(server.port());
        busy.send(get("/slow"));
        entered.get_future().wait();

        server.server().drain();
        QVERIFY(idle.isClosedByServer());
        QVERIFY(!RawClient(server.port()).isConnected());
        gate.set_value();
        const Answer answer = busy.receive();
        QCOMPARE(answer.body, "done");
        QCOMPARE(answer.fields.value("connection"), "close");
        QVERIFY(server.server().finish(std::chrono::steady_clock::now() + std::chrono::seconds(5)));
    }

    void a_taken_port_is_named()
    {
        TestServer server(plainRoutes());
        Metrics metrics;
        const RequestPipeline pipeline({}, {}, metrics);
        HttpServer second({"127.0.0.1", server.port(), 1, {}}, pipeline);
        const auto problem = QString::fromStdString(second.bind());
        QVERIFY2(problem.contains(QString::number(server.port())), qPrintable(problem));
    }

    void requests_are_counted_by_route_and_not_by_path()
    {
        TestServer server(plainRoutes());
        RawClient client(server.port());
        client.ask(get("/items/1"));
        client.ask(get("/items/2"));
        client.ask(get("/nothing/at/all"));
        const QByteArray text = QByteArray::fromStdString(server.metrics().text());
        QVERIFY(text.contains(
            R"(http_server_request_duration_seconds_count{method="GET",route="/items/{id}",status="200"} 2)"));
        QVERIFY(text.contains(R"(route="unmatched",status="404"} 1)"));
        QVERIFY(!text.contains("/nothing"));
    }

    void several_threads_share_one_port()
    {
        TestServer::Settings settings;
        settings.threads = 3;
        TestServer server(plainRoutes(), std::move(settings));
        for (int i = 0; i < 12; ++i) {
            RawClient client(server.port());
            QCOMPARE(client.ask(get("/hello")).status, 200);
        }
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, HttpServerTest>(argc, argv);
}

#include "http_server_test.moc"
