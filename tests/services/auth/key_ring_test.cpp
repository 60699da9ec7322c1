// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/key_ring.h"
#include "auth/token_issuer.h"
#include "platform/auth/jwt_verifier.h"

#include "services/auth/in_memory_stores.h"
#include "support/qt_test_main.h"

using namespace auth;
using namespace std::chrono_literals;
using auth::test::InMemoryKeyStore;

namespace {

constexpr RotationPolicy policy{.signsFor = 100s, .publishedBefore = 10s, .tokenLifetime = 50s, .reload = 0s};

} // namespace

class KeyRingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_key_is_due_when_there_is_none_or_the_newest_is_old()
    {
        QVERIFY(needsNewKey({}, policy));
        QVERIFY(!needsNewKey({{first(), 99s}}, policy));
        QVERIFY(needsNewKey({{first(), 100s}}, policy));
        QVERIFY(!needsNewKey({{second(), 1s}, {first(), 200s}}, policy));
    }

    void a_new_key_is_published_before_it_signs()
    {
        QCOMPARE(signerOf({{second(), 9s}, {first(), 109s}}, policy).kid(), first().kid());
        QCOMPARE(signerOf({{second(), 10s}, {first(), 110s}}, policy).kid(), second().kid());
    }

    void the_very_first_key_signs_at_once() { QCOMPARE(signerOf({{first(), 0s}}, policy).kid(), first().kid()); }

    void an_old_key_is_published_until_its_last_token_has_expired()
    {
        RotationPolicy real = policy;
        real.reload = 5s;
        // It may sign until the new one does, and an instance may hear of that one reload later.
        QCOMPARE(real.publishedAfter().count(), 10 + 5 + 50);
    }

    void a_token_of_the_old_key_is_good_while_that_key_is_published()
    {
        InMemoryKeyStore store;
        store.set({{first(), 99s}});
        KeyRing ring(store, policy);
        ring.start();
        QTRY_VERIFY(ring.signingKey());
        platform::JwtVerifier verifier("signalbox", [&] { return ring.publicKeys(); });
        const User ann{"ann", "ann@example.com", std::nullopt, "user", ""};
        const auto issue = [&] {
            return TokenIssuer("signalbox")
                .issue({ann, "s"}, *ring.signingKey(), platform::JwtVerifier::systemUnixSeconds());
        };
        const std::string old = issue();

        store.set({{second(), 0s}, {first(), 100s}});
        QTRY_COMPARE(ring.publicKeys()->size(), 2U);
        QCOMPARE(ring.signingKey()->kid(), first().kid());
        store.set({{second(), 10s}, {first(), 110s}});
        QTRY_COMPARE(ring.signingKey()->kid(), second().kid());
        QVERIFY(verifier.check(old).principal);
        const std::string young = issue();
        QVERIFY(verifier.check(young).principal);

        store.set({{second(), 70s}});
        QTRY_COMPARE(ring.publicKeys()->size(), 1U);
        QVERIFY(!verifier.check(old).principal);
        QVERIFY(verifier.check(young).principal);
        QVERIFY(ring.document().find(first().kid()) == std::string::npos);
    }

    void the_keys_are_tried_again_until_the_database_is_there()
    {
        InMemoryKeyStore store;
        store.failures = 2;
        KeyRing ring(store);
        ring.start();
        QTRY_COMPARE(ring.problem(), "The database is away.");
        QVERIFY(!ring.signingKey());
        QTRY_VERIFY(ring.problem().empty());
        QVERIFY(ring.signingKey());
    }

    void keys_that_are_known_stay_in_use_while_the_database_is_away()
    {
        InMemoryKeyStore store;
        KeyRing ring(store, policy);
        ring.start();
        QTRY_VERIFY(ring.problem().empty());
        store.failures = 3;
        QTRY_COMPARE(store.failures.load(), 0);
        QVERIFY(ring.problem().empty());
        QVERIFY(ring.signingKey());
    }

private:
    static const SigningKey& first() { return InMemoryKeyStore::firstKey(); }
    static const SigningKey& second() { return InMemoryKeyStore::secondKey(); }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, KeyRingTest>(argc, argv);
}

#include "key_ring_test.moc"
