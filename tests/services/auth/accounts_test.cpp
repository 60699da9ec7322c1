// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/accounts.h"
#include "platform/auth/jwt_verifier.h"

#include "services/auth/in_memory_stores.h"
#include "support/qt_test_main.h"

using namespace auth;
using auth::test::InMemoryKeyStore;
using auth::test::InMemoryUserStore;

class AccountsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_keys.start();
        QTRY_VERIFY(m_keys.problem().empty());
    }

    void init() { signalbox::test::failOnAnyWarning(); }

    void a_registration_is_checked_field_by_field_data()
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
        row("no at", "ann", "", "0123456789", "/email");
        row("two ats", "a@b@c", "", "0123456789", "/email");
        row("no local part", "@example.com", "", "0123456789", "/email");
        row("no domain", "ann@", "", "0123456789", "/email");
        row("empty label", "ann@example..com", "", "0123456789", "/email");
        row("space", "an n@example.com", "", "0123456789", "/email");
        row("line break", "ann@example.com\n", "", "0123456789", "/email");
        row("name with at", "ann@example.com", "ann@b", "0123456789", "/username");
        row("short name", "ann@example.com", "an", "0123456789", "/username");
        row("short password", "ann@example.com", "", "012345678", "/password");
        row("short in characters, long in bytes", "ann@example.com", "", "äöüäöü", "/password");
    }

    void a_registration_is_checked_field_by_field()
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

    void a_login_gives_a_token_that_every_service_can_verify()
    {
        InMemoryUserStore store;
        Accounts accounts = make(store);
        const auto user = accounts.registerUser({}, {"ann@example.com", "ann", "correct horse"});
        for (const char* login : {"ann@example.com", "ANN@example.com", "ann", "Ann"}) {
            const auto token = accounts.login({}, {login, "correct horse"});
            QVERIFY2(token, login);
            const auto check = m_verifier.check(*token);
            QVERIFY(check.principal);
            QCOMPARE(check.principal->subject, user->id);
            QCOMPARE(check.principal->role, "user");
        }
    }

    void a_token_lives_for_a_day()
    {
        const User user{"u", "ann@example.com", std::nullopt, "user", ""};
        const auto token = TokenIssuer("signalbox").issue(user, *m_keys.signingKey(), 1000);
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
        QCOMPARE(accounts.login({}, {"ann@example.com", "wrong"}).error(), LoginFailure::WrongCredentials);
        QCOMPARE(accounts.login({}, {"bob@example.com", "wrong"}).error(), LoginFailure::WrongCredentials);
        QCOMPARE(accounts.login({}, {"ann@example.com", ""}).error(), LoginFailure::WrongCredentials);
    }

    void without_a_database_the_answer_is_to_try_again()
    {
        InMemoryUserStore store;
        store.available = false;
        Accounts accounts = make(store);
        QCOMPARE(accounts.login({}, {"ann", "x"}).error(), LoginFailure::Unavailable);
        QCOMPARE(accounts.registerUser({}, {"a@b", std::nullopt, "x"}).error(), RegisterFailure::Unavailable);
    }

    void the_keys_are_tried_again_until_the_database_is_there()
    {
        InMemoryKeyStore store;
        store.failures = 2;
        KeyRing keys(store);
        keys.start();
        QTRY_COMPARE(keys.problem(), "The database is away.");
        QVERIFY(!keys.signingKey());
        QTRY_VERIFY(keys.problem().empty());
        QVERIFY(keys.signingKey());
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
    Accounts make(InMemoryUserStore& store) { return Accounts(store, m_keys, TokenIssuer("signalbox")); }

    InMemoryKeyStore m_keyStore;
    KeyRing m_keys{m_keyStore};
    platform::JwtVerifier m_verifier{"signalbox", [this] { return m_keys.publicKeys(); }};
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, AccountsTest>(argc, argv);
}

#include "accounts_test.moc"
