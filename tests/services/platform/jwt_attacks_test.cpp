// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/auth/jwt_verifier.h"

#include "services/platform/test_tokens.h"
#include "support/qt_test_main.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

using namespace platform;
using namespace platform::test;

namespace {

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

void addAttack(const char* name, const std::string& text)
{
    QTest::newRow(name) << text;
}

void addAlgorithmAttacks()
{
    const std::string good = token(goodHeader(), goodClaims());
    for (const char* none : {"none", "None", "NONE", "nOnE", "", "none "}) {
        const std::string text = unsignedToken(with(goodHeader(), "alg", none), goodClaims());
        addAttack(("no signature, alg \"" + std::string(none) + "\"").c_str(), text + ".");
        addAttack(("some signature, alg \"" + std::string(none) + "\"").c_str(), text + good.substr(good.rfind('.')));
    }
    addAttack("alg missing", token({{"kid", goodKey().kid()}}, goodClaims()));
    addAttack("alg null", token(with(goodHeader(), "alg", nullptr), goodClaims()));
    addAttack("alg a list", token(with(goodHeader(), "alg", {"RS256"}), goodClaims()));
    addAttack("alg in small letters", token(with(goodHeader(), "alg", "rs256"), goodClaims()));
    addAttack("alg PS256", token(with(goodHeader(), "alg", "PS256"), goodClaims()));
    addAttack("alg ES256", token(with(goodHeader(), "alg", "ES256"), goodClaims()));
    addAttack("alg twice", tokenOfTexts("{\"alg\":\"none\"," + goodHeader().dump().substr(1), goodClaims().dump()));
    addAttack("HS256 with the public key", signedWithPublicKeyAsSecret());
}

void addKeyAttacks()
{
    addAttack("jwk in the header", withKeyOfItsOwn("jwk", Json::parse(otherKey().publicJwk())));
    addAttack("jwk in the header under our kid",
              token(with(goodHeader(), "jwk", Json::parse(otherKey().publicJwk())), goodClaims(), otherKey()));
    addAttack("jku", withKeyOfItsOwn("jku", "http://127.0.0.1:1/keys"));
    addAttack("jku under our kid",
              token(with(goodHeader(), "jku", "http://127.0.0.1:1/keys"), goodClaims(), otherKey()));
    addAttack("x5u", withKeyOfItsOwn("x5u", "http://127.0.0.1:1/chain"));
    addAttack("x5c", withKeyOfItsOwn("x5c", {"MIIB"}));
    addAttack("kid of a path", token(with(goodHeader(), "kid", "../../../../dev/null"), goodClaims(), otherKey()));
    addAttack("kid of SQL", token(with(goodHeader(), "kid", "' UNION SELECT 'x"), goodClaims(), otherKey()));
    addAttack("kid of a command", token(with(goodHeader(), "kid", "x|/usr/bin/id"), goodClaims(), otherKey()));
    addAttack("kid with NUL", token(with(goodHeader(), "kid", goodKey().kid() + std::string(1, '\0')), goodClaims()));
    addAttack("kid empty", token(with(goodHeader(), "kid", ""), goodClaims()));
    addAttack("kid a number", token(with(goodHeader(), "kid", 0), goodClaims()));
    addAttack("kid an object", token(with(goodHeader(), "kid", {{"a", 1}}), goodClaims()));
}

void addSignatureAttacks()
{
    const std::string good = token(goodHeader(), goodClaims());
    addAttack("signature of zeros", signatureOf(std::string(256, '\0')));
    addAttack("signature of one byte", signatureOf(std::string(1, '\0')));
    addAttack("signature of 0x01", signatureOf(std::string(255, '\0') + '\1'));
    addAttack("signature truncated", good.substr(0, good.size() - 4));
    addAttack("signature lengthened", good + "AAAA");
    addAttack("signature of the payload alone",
              unsignedToken(goodHeader(), goodClaims()) + "." + base64UrlEncode(goodKey().sign(goodClaims().dump())));
    addAttack("payload swapped", tampered());
}

void addClaimAttacks()
{
    addAttack("claims twice",
              tokenOfTexts(goodHeader().dump(), R"({"iss":"signalbox","sub":"ann","sub":"root","exp":1800000060})"));
    addAttack("exp twice",
              tokenOfTexts(goodHeader().dump(), R"({"iss":"signalbox","sub":"ann","exp":1,"exp":1800000060})"));
    addAttack("exp negative", token(goodHeader(), with(goodClaims(), "exp", -1)));
    addAttack("exp beyond 64 bits",
              tokenOfTexts(goodHeader().dump(), R"({"iss":"signalbox","sub":"ann","exp":1e400})"));
    addAttack("exp null", token(goodHeader(), with(goodClaims(), "exp", nullptr)));
    addAttack("exp a list", token(goodHeader(), with(goodClaims(), "exp", {now + 60})));
    addAttack("nbf a text", token(goodHeader(), with(goodClaims(), "nbf", "0")));
    addAttack("iss a list", token(goodHeader(), with(goodClaims(), "iss", {"signalbox", "evil"})));
    addAttack("iss longer", token(goodHeader(), with(goodClaims(), "iss", "signalbox.evil")));
    addAttack("iss missing", token(goodHeader(), {{"sub", "ann"}, {"exp", now + 60}}));
    addAttack("for others", token(goodHeader(), with(goodClaims(), "aud", "https://bank.example")));
    addAttack("for a list of others", token(goodHeader(), with(goodClaims(), "aud", {"a", "b"})));
    addAttack("sub a number", token(goodHeader(), with(goodClaims(), "sub", 1)));
    addAttack("another kind of token", token(with(goodHeader(), "typ", "dpop+jwt"), goodClaims()));
    addAttack("crit", token(with(goodHeader(), "crit", {"b64"}), goodClaims()));
    addAttack("b64", token(with(with(goodHeader(), "crit", {"b64"}), "b64", false), goodClaims()));
    addAttack("compressed", token(with(goodHeader(), "zip", "DEF"), goodClaims()));
}

void addFormAttacks()
{
    const std::string good = token(goodHeader(), goodClaims());
    addAttack("an encrypted token", "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AA.AA.AA.AA");
    addAttack("dots", "..");
    addAttack("many dots", std::string(8000, '.'));
    addAttack("a header that is a list", tokenOfTexts("[]", goodClaims().dump()));
    addAttack("claims that are a text", tokenOfTexts(goodHeader().dump(), "\"x\""));
    addAttack("deep claims", tokenOfTexts(goodHeader().dump(), std::string(3000, '[')));
    addAttack("a blank before", " " + good);
    addAttack("a line break behind", good + "\n");
    addAttack("other alphabet of base64", good.substr(0, good.rfind('.')) + "." + std::string(342, '+'));
    addAttack("one megabyte", std::string(1'000'000, 'A') + good);
}

} // namespace

// Each of these has been a hole in somebody's library (RFC 8725, and the lists of those who look for them).
class JwtAttacksTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_known_attack_is_refused_data()
    {
        QTest::addColumn<std::string>("text");
        addAlgorithmAttacks();
        addKeyAttacks();
        addSignatureAttacks();
        addClaimAttacks();
        addFormAttacks();
    }

    void a_known_attack_is_refused()
    {
        QFETCH(std::string, text);
        JwtVerifier verifier(
            "signalbox", [this] { return m_keys; }, [] { return now; });
        QVERIFY(verifier.check(token(goodHeader(), goodClaims())).principal);
        QVERIFY(!verifier.check(text).principal);
        QVERIFY(!verifier.check(text).principal); // and it is not remembered as good
    }

private:
    std::shared_ptr<const JwkSet> m_keys = std::make_shared<const JwkSet>(*parseJwkSet(documentOf(goodKey())));
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, JwtAttacksTest>(argc, argv);
}

#include "jwt_attacks_test.moc"
