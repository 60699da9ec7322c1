// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/http/rate_limiter.h"

#include "services/platform/raw_client.h"
#include "services/platform/test_server.h"
#include "support/qt_test_main.h"

using namespace platform;
using namespace platform::test;
using namespace std::chrono_literals;
using boost::asio::awaitable;

namespace {

const QByteArray ask = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

awaitable<HttpResponse> sayHello(HttpRequest&)
{
    co_return HttpResponse{200, {}, "hello"};
}

awaitable<HttpResponse> sayLength(HttpRequest& request)
{
    co_return HttpResponse{200, {}, std::to_string(request.body.size())};
}

std::vector<HttpRoute> openRoutes()
{
    return {{"GET", "/hello", sayHello, false}, {"POST", "/length", sayLength, false}};
}

QByteArray headOf(const QByteArray& field)
{
    return "POST /length HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n";
}

} // namespace

// What all clients together may cost a server.
class HttpCapsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void who_comes_when_it_is_full_is_told_when_to_come_again()
    {
        TestServer::Settings settings;
        settings.limits.connections = 2;
        TestServer server(openRoutes(), std::move(settings));
        auto first = std::make_unique<RawClient>(server.port());
        RawClient second(server.port());
        QCOMPARE(first->ask(ask).status, 200);
        QCOMPARE(second.ask(ask).status, 200);
        RawClient third(server.port());
        const Answer refused = third.receive();
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.fields.value("retry-after"), "1");
        QVERIFY(third.isClosedByServer());
        QCOMPARE(second.ask(ask).status, 200);
        first.reset();
        QVERIFY(QTest::qWaitFor([&] { return RawClient(server.port()).ask(ask).status == 200; }, 10'000));
    }

    void bodies_that_are_together_too_large_wait_outside()
    {
        TestServer::Settings settings;
        settings.limits.bodiesBytes = 1000;
        TestServer server(openRoutes(), std::move(settings));
        RawClient first(server.port());
        first.send(headOf("Content-Length: 800") + QByteArray(799, 'a'));
        RawClient second(server.port());
        Answer refused;
        // The first one's head may be on its way.
        QVERIFY(QTest::qWaitFor(
            [&] {
                refused = RawClient(server.port()).ask(headOf("Content-Length: 300") + QByteArray(300, 'b'));
                return refused.status == 503;
            },
            10'000));
        QCOMPARE(refused.fields.value("retry-after"), "1");
        QCOMPARE(second.ask(headOf("Content-Length: 200") + QByteArray(200, 'b')).body, "200");
        QCOMPARE(first.ask("a").body, "800");
        QCOMPARE(second.ask(headOf("Content-Length: 900") + QByteArray(900, 'b')).body, "900"); // all was given back
        QCOMPARE(RawClient(server.port()).ask(headOf("Transfer-Encoding: chunked") + "0\r\n\r\n").status, 503);
    }

    void a_bucket_empties_and_fills_again()
    {
        RateLimiter limiter({.requests = 4, .window = 2s});
        const auto start = RateLimiter::Clock::now();
        for (std::size_t left : {3U, 2U, 1U, 0U}) {
            const auto verdict = limiter.ask("ann", start);
            QVERIFY(verdict.allowed);
            QCOMPARE(verdict.remaining, left);
        }
        const auto refused = limiter.ask("ann", start);
        QVERIFY(!refused.allowed);
        QCOMPARE(refused.wait, 1s);
        QVERIFY(limiter.ask("bob", start).allowed);
        QVERIFY(limiter.ask("ann", start + 500ms).allowed);
        QVERIFY(!limiter.ask("ann", start + 501ms).allowed);
        QCOMPARE(limiter.ask("ann", start + 10s).remaining, 3U);
    }

    void each_principal_is_told_how_often_it_may_ask()
    {
        TestServer::Settings settings;
        settings.verify = [](std::string token) -> awaitable<std::optional<Principal>> {
            co_return Principal{"i", token, "user", {}};
        };
        settings.rateLimit = {.requests = 2, .window = 600s};
        TestServer server({{"GET", "/own", sayHello}, {"GET", "/hello", sayHello, false}}, std::move(settings));
        RawClient client(server.port());
        const auto as = [&](const QByteArray& name) {
            return client.ask("GET /own HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + name + "\r\n\r\n");
        };
        const Answer first = as("ann");
        QCOMPARE(first.status, 200);
        QCOMPARE(first.fields.value("ratelimit-policy"), "\"principal\";q=2;w=600");
        QVERIFY(first.fields.value("ratelimit").startsWith("\"principal\";r=1;t="));
        QCOMPARE(as("ann").status, 200);
        const Answer refused = as("ann");
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.fields.value("retry-after").toInt() > 0);
        QCOMPARE(refused.fields.value("content-type"), "application/problem+json");
        QCOMPARE(as("bob").status, 200);
        const Answer open = client.ask(ask);
        QCOMPARE(open.status, 200);
        QVERIFY(!open.fields.contains("ratelimit"));
    }

    void without_a_limit_nothing_is_said_of_one()
    {
        TestServer::Settings settings;
        settings.verify = [](std::string token) -> awaitable<std::optional<Principal>> {
            co_return Principal{"i", token, "user", {}};
        };
        TestServer server({{"GET", "/own", sayHello}}, std::move(settings));
        RawClient client(server.port());
        const Answer answer = client.ask("GET /own HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\n\r\n");
        QCOMPARE(answer.status, 200);
        QVERIFY(!answer.fields.contains("ratelimit"));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, HttpCapsTest>(argc, argv);
}

#include "http_caps_test.moc"
