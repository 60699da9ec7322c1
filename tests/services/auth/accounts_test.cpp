// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/accounts.h"
#include "auth/key_ring.h"
#include "auth/token_issuer.h"
#include "platform/auth/jwt_verifier.h"

#include "services/auth/in_memory_stores.h"
#include "support/qt_test_main.h"

using namespace auth;
using auth::test::InMemoryAttemptStore;
using auth::test::InMemoryKeyStore;
using auth::test::InMemoryUserStore;
using auth::test::RecordingAuditLog;

class AccountsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_keys.start();
        QTRY_VERIFY(m_keys.problem().empty());
    }

    void init()
    {
        signalbox::test::failOnAnyWarning();
        m_attempts = std::make_unique<InMemoryAttemptStore>();
        m_audit = std::make_unique<RecordingAuditLog>();
    }

    void a_registration_is_checked_for_what_is_a_setting_data()
    {
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("pointer"); // of the first problem
        const auto row =
            [](const char* name, const char* email, const char* username, const char* password, const char* pointer) {
                QTest::newRow(name) << QString::fromUtf8(email) << QString::fromUtf8(username)
                                    << QString::fromUtf8(password) << QString::fromUtf8(pointer);
            };
        row("good", "ann@example.com", "ann.b-c_1", "0123456789", "");
        row("short password", "ann@example.com", "", "012345678", "/password");
        row("short in characters, long in bytes", "ann@example.com", "", "äöüäöü", "/password");
    }

    void a_registration_is_checked_for_what_is_a_setting()
    {
        QFETCH(QString, email);
        QFETCH(QString, username);
        QFETCH(QString, password);
        QFETCH(QString, pointer);
        Registration registration{email.toStdString(), std::nullopt, password.toStdString()};
        if (!username.isEmpty())
            registration.username = username.toStdString();
        const auto problems = registrationProblems(registration, 10);
        QCOMPARE(QString::fromStdString(problems.empty() ? "" : problems.front().pointer), pointer);
    }

    void a_password_is_stored_as_argon2id_and_never_as_itself()
    {
        InMemoryUserStore store;
        Accounts accounts = make(store);
        QVERIFY(accounts.registerUser({}, {"ann@example.com", std::nullopt, "correct horse"}));
        const std::string hash = store.users().front().passwordHash;
        QVERIFY2(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), hash.c_str());
        QVERIFY(hash.find("correct horse") == std::string::npos);
    }

    void an_address_is_taken_whatever_its_case()
    {
        InMemoryUserStore store;
        Accounts accounts = make(store);
        QVERIFY(accounts.registerUser({}, {"Ann@Example.com", std::nullopt, "correct horse"}));
        const auto again = accounts.registerUser({}, {"ann@example.COM", std::nullopt, "another horse"});
        QCOMPARE(again.error(), RegisterFailure::EmailTaken);
        QCOMPARE(store.users().size(), 1U);
    }

    void a_user_signs_in_by_address_or_name_whatever_its_case()
    {
        InMemoryUserStore store;
        Accounts accounts = make(store);
        const auto user = accounts.registerUser({}, {"ann@example.com", "ann", "correct horse"});
        for (const char* login : {"ann@example.com", "ANN@example.com", "ann", "Ann"}) {
            const auto known = accounts.signIn({}, {login, "correct horse"});
            QVERIFY2(known, login);
            QCOMPARE(known->id, user->id);
            QCOMPARE(known->role, "user");
        }
    }

    void a_token_lives_for_a_day()
    {
        const User user{"u", "ann@example.com", std::nullopt, "user", ""};
        const auto token = TokenIssuer("signalbox").issue({user, "s"}, *m_keys.signingKey(), 1000);
        std::int64_t time = 1000 + 24 * 60 * 60 - 1;
        platform::JwtVerifier verifier(
            "signalbox", [this] { return m_keys.publicKeys(); }, [&] { return time; });
        QVERIFY(verifier.check(token).principal);
        ++time;
        QVERIFY(!verifier.check(token).principal);
    }

    void a_wrong_password_and_an_unknown_user_are_one_answer()
    {
        InMemoryUserStore store;
        Accounts accounts = make(store);
        QVERIFY(accounts.registerUser({}, {"ann@example.com", std::nullopt, "correct horse"}));
        QCOMPARE(accounts.signIn({}, {"ann@example.com", "wrong"}).error().failure, LoginFailure::WrongCredentials);
        QCOMPARE(accounts.signIn({}, {"bob@example.com", "wrong"}).error().failure, LoginFailure::WrongCredentials);
        QCOMPARE(accounts.signIn({}, {"ann@example.com", ""}).error().failure, LoginFailure::WrongCredentials);
    }

    void who_guesses_is_locked_longer_and_longer()
    {
        QCOMPARE(lockAfter(0).count(), 0);
        QCOMPARE(lockAfter(4).count(), 0);
        QCOMPARE(lockAfter(5).count(), 5);
        QCOMPARE(lockAfter(6).count(), 10);
        QCOMPARE(lockAfter(12).count(), 640);
        QCOMPARE(lockAfter(13).count(), 900);
        QCOMPARE(lockAfter(1'000'000).count(), 900);
    }

    void a_lock_holds_for_the_right_password_too_and_for_nobody_else_data()
    {
        QTest::addColumn<QString>("login");
        QTest::newRow("a user") << QStringLiteral("ann@example.com");
        QTest::newRow("nobody") << QStringLiteral("bob@example.com");
    }

    // The same for both, or a lock would tell who is registered.
    void a_lock_holds_for_the_right_password_too_and_for_nobody_else()
    {
        QFETCH(QString, login);
        const std::string name = login.toStdString();
        InMemoryUserStore store;
        Accounts accounts = make(store);
        QVERIFY(accounts.registerUser({}, {"ann@example.com", std::nullopt, "correct horse"}));
        QVERIFY(accounts.registerUser({}, {"eve@example.com", std::nullopt, "correct horse"}));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(accounts.signIn({}, {name, "wrong"}).error().failure, LoginFailure::WrongCredentials);
        const auto locked = accounts.signIn({}, {name, "correct horse"});
        QCOMPARE(locked.error().failure, LoginFailure::Locked);
        QCOMPARE(locked.error().retryAfter.count(), 5);
        QVERIFY(accounts.signIn({}, {"eve@example.com", "correct horse"}));

        m_attempts->now += std::chrono::seconds(5);
        QCOMPARE(accounts.signIn({}, {name, "wrong"}).error().failure, LoginFailure::WrongCredentials);
        QCOMPARE(accounts.signIn({}, {name, "wrong"}).error().retryAfter.count(), 10);
    }

    void who_signs_in_begins_anew()
    {
        InMemoryUserStore store;
        Accounts accounts = make(store);
        QVERIFY(accounts.registerUser({}, {"ann@example.com", std::nullopt, "correct horse"}));
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 3; ++i)
                QVERIFY(!accounts.signIn({}, {"ann@example.com", "wrong"}));
            QVERIFY(accounts.signIn({}, {"ann@example.com", "correct horse"}));
        }
    }

    void what_happens_to_an_account_is_recorded_or_does_not_happen()
    {
        InMemoryUserStore store;
        Accounts accounts = make(store);
        const std::string id = accounts.registerUser({}, {"ann@example.com", std::nullopt, "correct horse"})->id;
        QVERIFY(accounts.signIn({}, {"ann@example.com", "correct horse"}));
        for (int i = 0; i < 5; ++i)
            QVERIFY(!accounts.signIn({}, {"ann@example.com", "wrong"}));
        QVERIFY(!accounts.signIn({}, {"ann@example.com", "wrong"}));
        QVERIFY(!accounts.signIn({}, {"bob@example.com", "wrong"}));
        const auto lines = m_audit->lines();
        QCOMPARE(lines.size(), 9U);
        QCOMPARE(lines[0], "registered " + id);
        QCOMPARE(lines[1], "signed_in " + id);
        QCOMPARE(lines[2], "sign_in_refused " + id);
        QCOMPARE(lines[7], "sign_in_locked -");
        QCOMPARE(lines[8], "sign_in_refused -");

        m_audit->available = false;
        QCOMPARE(accounts.signIn({}, {"eve@example.com", "x"}).error().failure, LoginFailure::Unavailable);
    }

    void without_a_database_the_answer_is_to_try_again()
    {
        InMemoryUserStore store;
        store.available = false;
        Accounts accounts = make(store);
        QCOMPARE(accounts.signIn({}, {"ann", "x"}).error().failure, LoginFailure::Unavailable);
        QCOMPARE(accounts.registerUser({}, {"a@b", std::nullopt, "x"}).error(), RegisterFailure::Unavailable);
    }

    void a_key_survives_its_way_through_the_database()
    {
        const SigningKey key = SigningKey::generate();
        const auto copy = SigningKey::fromPem(key.pem());
        QVERIFY(copy);
        QCOMPARE(copy->kid(), key.kid());
        QCOMPARE(copy->publicJwk(), key.publicJwk());
        QVERIFY(!SigningKey::fromPem("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"));
    }

private:
    Accounts make(InMemoryUserStore& store) { return Accounts({store, *m_attempts, *m_audit}); }

    InMemoryKeyStore m_keyStore;
    KeyRing m_keys{m_keyStore};
    std::unique_ptr<InMemoryAttemptStore> m_attempts;
    std::unique_ptr<RecordingAuditLog> m_audit;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, AccountsTest>(argc, argv);
}

#include "accounts_test.moc"
