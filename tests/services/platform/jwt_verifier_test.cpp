// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/signing_key.h"
#include "platform/auth/base64url.h"
#include "platform/auth/jwks_source.h"
#include "platform/auth/jwt_verifier.h"
#include "platform/auth/token_verifier.h"

#include "services/platform/raw_client.h"
#include "services/platform/test_server.h"
#include "services/platform/test_tokens.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

#include <mutex>

using namespace platform;
using boost::asio::awaitable;
using namespace platform::test;

class JwtVerifierTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_good_token_says_who_it_is()
    {
        JwtVerifier verifier = makeVerifier();
        const auto check = verifier.check(token(goodHeader(), goodClaims()));
        QVERIFY(check.principal);
        QCOMPARE(check.principal->subject, "ann");
        QCOMPARE(check.principal->role, "user");
        QCOMPARE(check.principal->issuer, "signalbox");
    }

    void a_bad_token_is_refused_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<int>("problem");
        const auto row = [](const char* name, const std::string& text, TokenProblem problem) {
            QTest::newRow(name) << text << static_cast<int>(problem);
        };
        const std::string good = token(goodHeader(), goodClaims());
        row("alg none",
            unsignedToken(with(goodHeader(), "alg", "none"), goodClaims()) + ".",
            TokenProblem::WrongAlgorithm);
        row("alg None", token(with(goodHeader(), "alg", "None"), goodClaims()), TokenProblem::WrongAlgorithm);
        row("RS512", token(with(goodHeader(), "alg", "RS512"), goodClaims()), TokenProblem::WrongAlgorithm);
        row("crit", token(with(goodHeader(), "crit", {"exp"}), goodClaims()), TokenProblem::WrongAlgorithm);
        row("no signature", good.substr(0, good.rfind('.') + 1), TokenProblem::BadSignature);
        row("another key under our kid", token(goodHeader(), goodClaims(), otherKey()), TokenProblem::BadSignature);
        row("unknown kid", token(with(goodHeader(), "kid", "x"), goodClaims()), TokenProblem::UnknownKey);
        row("no kid", token({{"alg", "RS256"}}, goodClaims()), TokenProblem::UnknownKey);
        row("expired", token(goodHeader(), with(goodClaims(), "exp", now)), TokenProblem::Expired);
        row("never expires", token(goodHeader(), {{"iss", "signalbox"}, {"sub", "ann"}}), TokenProblem::Expired);
        row("exp is a text", token(goodHeader(), with(goodClaims(), "exp", "9999999999")), TokenProblem::Malformed);
        row("not yet", token(goodHeader(), with(goodClaims(), "nbf", now + 30)), TokenProblem::NotYetValid);
        row("wrong issuer", token(goodHeader(), with(goodClaims(), "iss", "evil")), TokenProblem::WrongIssuer);
        row("nobody", token(goodHeader(), with(goodClaims(), "sub", "")), TokenProblem::Malformed);
        row("two parts", good.substr(0, good.rfind('.')), TokenProblem::Malformed);
        row("four parts", good + ".x", TokenProblem::Malformed);
        row("padding", good + "=", TokenProblem::Malformed);
        row("empty", "", TokenProblem::Malformed);
        row("too long", good + std::string(9000, 'A'), TokenProblem::Malformed);
    }

    void a_bad_token_is_refused()
    {
        QFETCH(std::string, text);
        QFETCH(int, problem);
        JwtVerifier verifier = makeVerifier();
        const auto check = verifier.check(text);
        QVERIFY(!check.principal);
        QCOMPARE(static_cast<int>(check.problem), problem);
    }

    void a_token_for_several_of_which_we_are_one_is_good()
    {
        JwtVerifier verifier = makeVerifier();
        QVERIFY(verifier.check(token(goodHeader(), with(goodClaims(), "aud", "signalbox"))).principal);
        QVERIFY(verifier.check(token(goodHeader(), with(goodClaims(), "aud", {"a", "signalbox"}))).principal);
    }

    void a_remembered_token_still_expires()
    {
        std::int64_t time = now;
        JwtVerifier verifier(
            "signalbox", [this] { return m_keys; }, [&] { return time; });
        const std::string text = token(goodHeader(), goodClaims());
        QVERIFY(verifier.check(text).principal);
        time = now + 59;
        QVERIFY(verifier.check(text).principal);
        time = now + 60;
        QVERIFY(!verifier.check(text).principal);
    }

    void a_withdrawn_key_takes_its_remembered_tokens_with_it()
    {
        auto keys = m_keys;
        JwtVerifier verifier(
            "signalbox", [&] { return keys; }, [] { return now; });
        const std::string text = token(goodHeader(), goodClaims());
        QVERIFY(verifier.check(text).principal);
        keys = std::make_shared<const JwkSet>(*parseJwkSet(documentOf(otherKey())));
        QCOMPARE(verifier.check(text).problem, TokenProblem::UnknownKey);
    }

    void keys_that_are_not_for_signatures_are_left_out()
    {
        QVERIFY(!parseJwkSet("[]"));
        QVERIFY(!parseJwkSet("{"));
        const Json good = Json::parse(goodKey().publicJwk());
        for (const auto& [name, value] :
             {std::pair("kty", "EC"), std::pair("use", "enc"), std::pair("alg", "RS512"), std::pair("n", "AQAB")}) {
            const auto set = parseJwkSet(Json{{"keys", {with(good, name, value)}}}.dump());
            QVERIFY(set);
            QVERIFY2(set->empty(), name);
        }
    }

    void a_key_that_the_issuer_added_is_fetched_when_a_token_names_it()
    {
        std::mutex mutex;
        std::string document = documentOf(otherKey());
        TestServer issuer({{"GET",
                            "/jwks",
                            [&](HttpRequest&) -> awaitable<HttpResponse> {
                                const std::lock_guard lock(mutex);
                                co_return HttpResponse::json(200, document);
                            },
                            false}});
        JwksSource source({.url = issuer.url("/jwks"), .leastPause = std::chrono::milliseconds(0)});
        source.start();
        QTRY_VERIFY(source.problem().empty());
        JwtVerifier verifier(
            "signalbox", [&] { return source.keys(); }, [] { return now; });
        TestServer::Settings settings;
        settings.verify = jwksVerifier(verifier, source);
        TestServer service({{"GET", "/", [](HttpRequest&) -> awaitable<HttpResponse> { co_return HttpResponse(); }}},
                           std::move(settings));

        RawClient client(service.port());
        const auto request = "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
                             QByteArray::fromStdString(token(goodHeader(), goodClaims())) + "\r\n\r\n";
        QCOMPARE(client.ask(request).status, 401);
        {
            const std::lock_guard lock(mutex);
            document = documentOf(goodKey());
        }
        QCOMPARE(client.ask(request).status, 200);
    }

    void unknown_keys_do_not_make_it_fetch_all_the_time()
    {
        int asked = 0;
        TestServer issuer({{"GET",
                            "/jwks",
                            [&](HttpRequest&) -> awaitable<HttpResponse> {
                                ++asked;
                                co_return HttpResponse::json(200, documentOf(goodKey()));
                            },
                            false}});
        JwksSource source({.url = issuer.url("/jwks")});
        source.start();
        QTRY_VERIFY(source.problem().empty());
        QTRY_VERIFY(source.fetches() == 1);
        QTRY_VERIFY(source.requestRefresh());
        QTRY_VERIFY(source.fetches() == 2);
        QTRY_VERIFY(!source.requestRefresh());
        for (int i = 0; i < 100; ++i)
            QVERIFY(!source.requestRefresh());
        source.stop();
        QCOMPARE(asked, 2);
    }

    void an_issuer_that_is_away_is_a_reason_for_not_being_ready()
    {
        JwksSource source({.url = "http://127.0.0.1:1/jwks"});
        source.start();
        QTRY_VERIFY(QString::fromStdString(source.problem()).contains(QStringLiteral("127.0.0.1:1")));
        QVERIFY(!source.keys());
    }

private:
    JwtVerifier makeVerifier()
    {
        return JwtVerifier(
            "signalbox", [this] { return m_keys; }, [] { return now; });
    }

    std::shared_ptr<const JwkSet> m_keys = std::make_shared<const JwkSet>(*parseJwkSet(documentOf(goodKey())));
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, JwtVerifierTest>(argc, argv);
}

#include "jwt_verifier_test.moc"
