// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/attempt_store.h"
#include "auth/audit_log.h"
#include "auth/key_store.h"
#include "auth/pg_session_store.h"
#include "auth/secret_token.h"

#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <QJsonDocument>
#include <atomic>
#include <thread>

using namespace auth;
using namespace std::chrono_literals;
using signalbox::HttpResponse;
using signalbox::test::TestStack;

namespace {

QJsonObject object(const HttpResponse& response)
{
    return QJsonDocument::fromJson(response.body).object();
}

QByteArray body(const char* key, const QString& value)
{
    return QJsonDocument(QJsonObject{{QString::fromLatin1(key), value}}).toJson(QJsonDocument::Compact);
}

const QString database = QStringLiteral("auth");

} // namespace

// Sessions, attempts, audit and keys in the database of a running stack, with the rights of the service itself.
class AuthStoresTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString problem = m_stack.up();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QByteArray account = R"({"email":"ann@example.com","password":"correct horse"})";
        const HttpResponse user = m_stack.send("POST", QStringLiteral("/api/v1/auth/register"), {}, account);
        m_user = object(user).value(QStringLiteral("id")).toString().toStdString();
        QVERIFY(!m_user.empty());
        const QString url = m_stack.info()
                                .value(QStringLiteral("databases"))
                                .toObject()
                                .value(database)
                                .toObject()
                                .value(QStringLiteral("url"))
                                .toString();
        m_database = std::make_unique<platform::Database>(
            platform::Database::Settings{.url = url.toStdString(), .connections = 8}, m_metrics);
    }

    void a_session_lives_through_the_edge()
    {
        const QByteArray account = R"({"email":"ann@example.com","password":"correct horse"})";
        const QJsonObject first = object(send("login", account));
        const QString token = first.value(QStringLiteral("refresh_token")).toString();
        const HttpResponse refreshed = send("refresh", body("refresh_token", token));
        QCOMPARE(refreshed.status, 200);
        const QString next = object(refreshed).value(QStringLiteral("refresh_token")).toString();
        QCOMPARE(send("refresh", body("refresh_token", token)).status, 401);
        QCOMPARE(send("refresh", body("refresh_token", next)).status, 401);

        const QString other = object(send("login", account)).value(QStringLiteral("refresh_token")).toString();
        QCOMPARE(send("logout", body("refresh_token", other)).status, 204);
        QCOMPARE(send("refresh", body("refresh_token", other)).status, 401);

        QCOMPARE(m_stack.count(database, QStringLiteral("SELECT count(*) FROM refresh_tokens")), 3);
        QCOMPARE(
            m_stack.count(database,
                          QStringLiteral("SELECT count(*) FROM refresh_tokens WHERE octet_length(token_hash) <> 32")),
            0);
        QCOMPARE(events("session_reused"), 1);
        QCOMPARE(events("signed_out"), 1);
    }

    void of_many_at_once_with_one_token_one_gets_the_next()
    {
        PgSessionStore store(*m_database);
        for (int round = 0; round < 5; ++round) {
            const std::string token = secretHash(newSecretToken());
            QVERIFY(store.open({}, m_user, token, 60s));
            std::atomic<int> rotated = 0;
            std::atomic<int> reused = 0;
            std::vector<std::thread> threads;
            for (int i = 0; i < 8; ++i) {
                threads.emplace_back([&] {
                    const auto outcome = store.rotate({}, token, secretHash(newSecretToken()));
                    rotated += outcome && outcome->outcome == Rotation::Outcome::Rotated ? 1 : 0;
                    reused += outcome && outcome->outcome == Rotation::Outcome::Reused ? 1 : 0;
                });
            }
            for (std::thread& thread : threads)
                thread.join();
            QCOMPARE(rotated.load(), 1);
            QCOMPARE(reused.load(), 1); // it ends the session, for the others it is over
        }
    }

    void a_session_ends_with_its_time_and_is_cleared_away()
    {
        PgSessionStore store(*m_database);
        const std::string token = secretHash("old");
        QVERIFY(store.open({}, m_user, token, 0s));
        QCOMPARE(store.rotate({}, token, secretHash("next"))->outcome, Rotation::Outcome::Refused);
        QVERIFY(store.open({}, m_user, secretHash("new"), 60s));
        QCOMPARE(m_stack.count(database, QStringLiteral("SELECT count(*) FROM sessions WHERE expires_at < now()")), 0);
    }

    void attempts_are_counted_and_locked()
    {
        PgAttemptStore store(*m_database);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(store.begin({}, "Bob@example.com")->count(), 0);
        const auto locked = store.begin({}, "bob@example.com");
        QVERIFY(*locked > 0s && *locked <= 5s);
        QVERIFY(store.succeed({}, "bob@example.com"));
        QCOMPARE(store.begin({}, "bob@example.com")->count(), 0);
    }

    void many_attempts_at_once_get_no_more_tries_than_one_after_the_other()
    {
        PgAttemptStore store(*m_database);
        std::atomic<int> tries = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 20; ++i)
            threads.emplace_back([&] { tries += store.begin({}, "carl").value_or(1s) == 0s ? 1 : 0; });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(tries.load(), 5);
    }

    void the_service_can_add_to_the_audit_and_do_nothing_else_to_it()
    {
        PgAuditLog audit(*m_database);
        QVERIFY(audit.record({}, AuditEvent::SignInRefused, std::nullopt));
        QVERIFY(events("sign_in_refused") > 0);
        constexpr platform::Statement attacks[] = {
            {"audit_update", "UPDATE audit SET event = 'x'", "UPDATE audit"},
            {"audit_delete", "DELETE FROM audit", "DELETE audit"},
            {"audit_truncate", "TRUNCATE audit", "TRUNCATE audit"},
            {"audit_drop", "DROP TABLE audit", "DROP audit"},
        };
        for (const platform::Statement& attack : attacks) {
            const auto outcome = m_database->query({}, attack);
            QVERIFY2(!outcome, attack.name.data());
            const auto reason = QString::fromStdString(outcome.error().message);
            QVERIFY2(reason.contains(QStringLiteral("permission denied")) ||
                         reason.contains(QStringLiteral("must be owner")),
                     qPrintable(reason));
        }
    }

    void a_key_that_is_due_is_made_once_by_all_and_the_old_one_goes_when_its_time_is_over()
    {
        const RotationPolicy due{.signsFor = 0s};
        PgKeyStore store(*m_database);
        const auto before = store.load({});
        QCOMPARE(before->size(), 1U);
        std::vector<std::thread> threads;
        RotationPolicy soon{.signsFor = before->front().age + 2s, .tokenLifetime = 60s};
        QTRY_VERIFY_WITH_TIMEOUT(store.load({})->front().age >= soon.signsFor, 5'000);
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] { store.load(soon); });
        for (std::thread& thread : threads)
            thread.join();
        const auto after = store.load({});
        QCOMPARE(after->size(), 2U);
        QCOMPARE(after->back().key.kid(), before->front().key.kid());
        QCOMPARE(signerOf(*after, {}).kid(), before->front().key.kid()); // the new one does not sign yet
        QCOMPARE(m_stack.count(database, QStringLiteral("SELECT count(*) FROM signing_keys WHERE retired_at IS NULL")),
                 1);

        constexpr platform::Statement elapse{
            "elapse", "UPDATE signing_keys SET retired_at = now() WHERE retired_at IS NOT NULL", "UPDATE signing_keys"};
        QVERIFY(m_database->query({}, elapse));
        QCOMPARE(store.load({})->size(), 1U);
        QVERIFY(needsNewKey(*store.load({}), due));
    }

private:
    HttpResponse send(const char* operation, const QByteArray& content)
    {
        return m_stack.send("POST", QStringLiteral("/api/v1/auth/") + QString::fromLatin1(operation), {}, content);
    }

    qint64 events(const char* name) const
    {
        return m_stack.count(
            database, QStringLiteral("SELECT count(*) FROM audit WHERE event = '%1'").arg(QString::fromLatin1(name)));
    }

    TestStack m_stack;
    platform::Metrics m_metrics;
    std::unique_ptr<platform::Database> m_database;
    std::string m_user;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, AuthStoresTest>(argc, argv);
}

#include "auth_stores_test.moc"
