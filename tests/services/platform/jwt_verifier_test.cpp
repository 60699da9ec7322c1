// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/signing_key.h"
#include "platform/auth/base64url.h"
#include "platform/auth/jwks_source.h"
#include "platform/auth/jwt_verifier.h"
#include "platform/auth/token_verifier.h"

#include "services/platform/raw_client.h"
#include "services/platform/test_server.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <mutex>

using namespace platform;
using boost::asio::awaitable;
using platform::test::RawClient;
using platform::test::TestServer;
using Json = nlohmann::json;

Q_DECLARE_METATYPE(std::string)

namespace {

constexpr std::int64_t now = 1'800'000'000;

// Made once: a key takes a tenth of a second.
const auth::SigningKey& goodKey()
{
    static const auth::SigningKey key = auth::SigningKey::generate();
    return key;
}

const auth::SigningKey& otherKey()
{
    static const auth::SigningKey key = auth::SigningKey::generate();
    return key;
}

std::string documentOf(const auth::SigningKey& key)
{
    return R"({"keys":[)" + key.publicJwk() + "]}";
}

Json goodHeader()
{
    return {{"alg", "RS256"}, {"typ", "JWT"}, {"kid", goodKey().kid()}};
}

Json goodClaims()
{
    return {{"iss", "signalbox"}, {"sub", "ann"}, {"role", "user"}, {"nbf", now}, {"exp", now + 60}};
}

std::string unsignedToken(const Json& header, const Json& claims)
{
    return base64UrlEncode(header.dump()) + "." + base64UrlEncode(claims.dump());
}

std::string token(const Json& header, const Json& claims, const auth::SigningKey& key = goodKey())
{
    const std::string text = unsignedToken(header, claims);
    return text + "." + base64UrlEncode(key.sign(text));
}

Json with(Json object, const char* name, const Json& value)
{
    object[name] = value;
    return object;
}

// The classic confusion: the public key, which everybody has, as the secret of an HMAC.
std::string signedWithPublicKeyAsSecret()
{
    const std::string text = unsignedToken(with(goodHeader(), "alg", "HS256"), goodClaims());
    const std::string secret = goodKey().publicJwk();
    std::string mac(EVP_MAX_MD_SIZE, '\0');
    unsigned length = 0;
    HMAC(EVP_sha256(),
         secret.data(),
         static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()),
         text.size(),
         reinterpret_cast<unsigned char*>(mac.data()),
         &length);
    return text + "." + base64UrlEncode(mac.substr(0, length));
}

// Signed properly, with parts that no JSON library of ours would write.
std::string tokenOfTexts(const std::string& header, const std::string& claims)
{
    const std::string text = base64UrlEncode(header) + "." + base64UrlEncode(claims);
    return text + "." + base64UrlEncode(goodKey().sign(text));
}

// The attacker's own key comes along in the header, and fits the signature.
std::string withKeyOfItsOwn(const char* member, const Json& value)
{
    return token(with(with(goodHeader(), "kid", otherKey().kid()), member, value), goodClaims(), otherKey());
}

std::string signatureOf(const std::string& signature)
{
    return unsignedToken(goodHeader(), goodClaims()) + "." + base64UrlEncode(signature);
}

std::string tampered()
{
    const std::string good = token(goodHeader(), goodClaims());
    const std::string signature = good.substr(good.rfind('.'));
    return unsignedToken(goodHeader(), with(goodClaims(), "role", "root")) + signature;
}

} // namespace

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
        row("HS256 with the public key", signedWithPublicKeyAsSecret(), TokenProblem::WrongAlgorithm);
        row("RS512", token(with(goodHeader(), "alg", "RS512"), goodClaims()), TokenProblem::WrongAlgorithm);
        row("crit", token(with(goodHeader(), "crit", {"exp"}), goodClaims()), TokenProblem::WrongAlgorithm);
        row("no signature", good.substr(0, good.rfind('.') + 1), TokenProblem::BadSignature);
        row("tampered", tampered(), TokenProblem::BadSignature);
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

    // Each of these has been a hole in somebody's library (RFC 8725, and the lists of those who look for them).
    void a_known_attack_is_refused_data()
    {
        QTest::addColumn<std::string>("text");
        const auto row = [](const char* name, const std::string& text) { QTest::newRow(name) << text; };
        const std::string good = token(goodHeader(), goodClaims());
        for (const char* none : {"none", "None", "NONE", "nOnE", "", "none "}) {
            const std::string text = unsignedToken(with(goodHeader(), "alg", none), goodClaims());
            row(("no signature, alg \"" + std::string(none) + "\"").c_str(), text + ".");
            row(("some signature, alg \"" + std::string(none) + "\"").c_str(), text + good.substr(good.rfind('.')));
        }
        row("alg missing", token({{"kid", goodKey().kid()}}, goodClaims()));
        row("alg null", token(with(goodHeader(), "alg", nullptr), goodClaims()));
        row("alg a list", token(with(goodHeader(), "alg", {"RS256"}), goodClaims()));
        row("alg in small letters", token(with(goodHeader(), "alg", "rs256"), goodClaims()));
        row("alg PS256", token(with(goodHeader(), "alg", "PS256"), goodClaims()));
        row("alg ES256", token(with(goodHeader(), "alg", "ES256"), goodClaims()));
        row("alg twice", tokenOfTexts("{\"alg\":\"none\"," + goodHeader().dump().substr(1), goodClaims().dump()));
        row("HS256 with the public key", signedWithPublicKeyAsSecret());

        row("jwk in the header", withKeyOfItsOwn("jwk", Json::parse(otherKey().publicJwk())));
        row("jwk in the header under our kid",
            token(with(goodHeader(), "jwk", Json::parse(otherKey().publicJwk())), goodClaims(), otherKey()));
        row("jku", withKeyOfItsOwn("jku", "http://127.0.0.1:1/keys"));
        row("jku under our kid", token(with(goodHeader(), "jku", "http://127.0.0.1:1/keys"), goodClaims(), otherKey()));
        row("x5u", withKeyOfItsOwn("x5u", "http://127.0.0.1:1/chain"));
        row("x5c", withKeyOfItsOwn("x5c", {"MIIB"}));
        row("kid of a path", token(with(goodHeader(), "kid", "../../../../dev/null"), goodClaims(), otherKey()));
        row("kid of SQL", token(with(goodHeader(), "kid", "' UNION SELECT 'x"), goodClaims(), otherKey()));
        row("kid of a command", token(with(goodHeader(), "kid", "x|/usr/bin/id"), goodClaims(), otherKey()));
        row("kid with NUL", token(with(goodHeader(), "kid", goodKey().kid() + std::string(1, '\0')), goodClaims()));
        row("kid empty", token(with(goodHeader(), "kid", ""), goodClaims()));
        row("kid a number", token(with(goodHeader(), "kid", 0), goodClaims()));
        row("kid an object", token(with(goodHeader(), "kid", {{"a", 1}}), goodClaims()));

        row("signature of zeros", signatureOf(std::string(256, '\0')));
        row("signature of one byte", signatureOf(std::string(1, '\0')));
        row("signature of 0x01", signatureOf(std::string(255, '\0') + '\1'));
        row("signature truncated", good.substr(0, good.size() - 4));
        row("signature lengthened", good + "AAAA");
        row("signature of the payload alone",
            unsignedToken(goodHeader(), goodClaims()) + "." + base64UrlEncode(goodKey().sign(goodClaims().dump())));
        row("payload swapped", tampered());

        row("claims twice",
            tokenOfTexts(goodHeader().dump(), R"({"iss":"signalbox","sub":"ann","sub":"root","exp":1800000060})"));
        row("exp twice",
            tokenOfTexts(goodHeader().dump(), R"({"iss":"signalbox","sub":"ann","exp":1,"exp":1800000060})"));
        row("exp negative", token(goodHeader(), with(goodClaims(), "exp", -1)));
        row("exp beyond 64 bits", tokenOfTexts(goodHeader().dump(), R"({"iss":"signalbox","sub":"ann","exp":1e400})"));
        row("exp null", token(goodHeader(), with(goodClaims(), "exp", nullptr)));
        row("exp a list", token(goodHeader(), with(goodClaims(), "exp", {now + 60})));
        row("nbf a text", token(goodHeader(), with(goodClaims(), "nbf", "0")));
        row("iss a list", token(goodHeader(), with(goodClaims(), "iss", {"signalbox", "evil"})));
        row("iss longer", token(goodHeader(), with(goodClaims(), "iss", "signalbox.evil")));
        row("iss missing", token(goodHeader(), {{"sub", "ann"}, {"exp", now + 60}}));
        row("for others", token(goodHeader(), with(goodClaims(), "aud", "https://bank.example")));
        row("for a list of others", token(goodHeader(), with(goodClaims(), "aud", {"a", "b"})));
        row("sub a number", token(goodHeader(), with(goodClaims(), "sub", 1)));
        row("another kind of token", token(with(goodHeader(), "typ", "dpop+jwt"), goodClaims()));
        row("crit", token(with(goodHeader(), "crit", {"b64"}), goodClaims()));
        row("b64", token(with(with(goodHeader(), "crit", {"b64"}), "b64", false), goodClaims()));
        row("compressed", token(with(goodHeader(), "zip", "DEF"), goodClaims()));

        row("an encrypted token", "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AA.AA.AA.AA");
        row("dots", "..");
        row("many dots", std::string(8000, '.'));
        row("a header that is a list", tokenOfTexts("[]", goodClaims().dump()));
        row("claims that are a text", tokenOfTexts(goodHeader().dump(), "\"x\""));
        row("deep claims", tokenOfTexts(goodHeader().dump(), std::string(3000, '[')));
        row("a blank before", " " + good);
        row("a line break behind", good + "\n");
        row("other alphabet of base64", good.substr(0, good.rfind('.')) + "." + std::string(342, '+'));
        row("one megabyte", std::string(1'000'000, 'A') + good);
    }

    void a_known_attack_is_refused()
    {
        QFETCH(std::string, text);
        JwtVerifier verifier = makeVerifier();
        QVERIFY(!verifier.check(text).principal);
        QVERIFY(!verifier.check(text).principal); // and it is not remembered as good
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
