// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/attempt_store.h"
#include "auth/audit_log.h"
#include "auth/key_store.h"
#include "auth/pg_session_store.h"
#include "auth/revocation_list.h"
#include "auth/secret_token.h"
#include "platform/uuid.h"

#include "support/paths.h"
#include "support/qt_test_main.h"
#include "support/test_stack.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <atomic>
#include <deque>
#include <thread>

using namespace auth;
using namespace std::chrono_literals;
using signalbox::HeaderList;
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
        m_database = std::make_unique<platform::Database>(
            platform::Database::Settings{.url = urlOf(database), .connections = 8}, m_metrics);
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
        PgSessionStore store(*m_database, m_events);
        for (int round = 0; round < 5; ++round) {
            const std::string token = secretHash(newSecretToken());
            QVERIFY(open(store, token, 60s));
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
        PgSessionStore store(*m_database, m_events);
        const std::string token = secretHash("old");
        QVERIFY(open(store, token, 0s));
        QCOMPARE(store.rotate({}, token, secretHash("next"))->outcome, Rotation::Outcome::Refused);
        QVERIFY(open(store, secretHash("new"), 60s));
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

    void the_first_root_comes_with_the_migration()
    {
        const HeaderList root = signIn("root@localhost", rootPassword());
        const HttpResponse me = m_stack.send("GET", QStringLiteral("/api/v1/auth/me"), root);
        QCOMPARE(object(me).value(QStringLiteral("role")).toString(), QStringLiteral("root"));
        const HttpResponse users = m_stack.send("GET", QStringLiteral("/api/v1/auth/users?limit=1"), root);
        QCOMPARE(users.status, 200);
        QCOMPARE(object(users).value(QStringLiteral("items")).toArray().size(), 1);
        QVERIFY(object(users).value(QStringLiteral("next")).isString());
    }

    void who_is_no_administrator_is_refused_and_that_is_kept()
    {
        const HeaderList user = m_stack.signIn();
        const qint64 before = events("permission_denied");
        const HttpResponse refused = m_stack.send("GET", QStringLiteral("/api/v1/auth/users"), user);
        QCOMPARE(refused.status, 403);
        QCOMPARE(events("permission_denied"), before + 1);
        QCOMPARE(m_stack.send("GET", QStringLiteral("/revocations"), user).status, 404); // not through the edge
    }

    void a_new_role_holds_for_the_token_that_is_there_and_is_told()
    {
        const HeaderList root = signIn("root@localhost", rootPassword());
        const HeaderList user = m_stack.signIn();
        const QString id = idOf(user);
        const QString users = QStringLiteral("/api/v1/auth/users");
        QCOMPARE(patch(root, id, R"({"role":"admin"})").status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(m_stack.send("GET", users, user).status, 200, 5'000);
        QCOMPARE(patch(user, id, R"({"role":"root"})").status, 409);
        QCOMPARE(patch(user, idOf(root), R"({"disabled":true})").status, 403);
        QCOMPARE(patch(root, id, R"({"role":"user"})").status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(m_stack.send("GET", users, user).status, 403, 5'000);
        QCOMPARE(told("role.changed.v1", id), 2);
        QCOMPARE(patch(root, id, R"({"role":"emperor"})").status, 400);
        QCOMPARE(patch(root, id, R"({"role":"admin","email":"x@y.z"})").status, 400);
        QCOMPARE(patch(root, QStringLiteral("01890a5d-ac96-774b-bcce-b302099a8057"), R"({"role":"admin"})").status,
                 404);
    }

    void a_session_that_is_ended_is_refused_by_the_other_services_too()
    {
        const HeaderList root = signIn("root@localhost", rootPassword());
        const HeaderList user = m_stack.signIn();
        const HeaderList other = m_stack.signIn();
        QCOMPARE(direct("orders", user), 200);
        const QString path = QStringLiteral("/api/v1/auth/users/%1/sessions/revoke").arg(idOf(user));
        const HttpResponse revoked = m_stack.send("POST", path, root);
        QCOMPARE(revoked.status, 200);
        QCOMPARE(object(revoked).value(QStringLiteral("revoked")).toInt(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(direct("orders", user), 401, 5'000);
        QTRY_COMPARE_WITH_TIMEOUT(direct("invoices", user), 401, 5'000);
        QCOMPARE(direct("orders", other), 200);
        QCOMPARE(m_stack.count(database,
                               QStringLiteral("SELECT count(*) FROM outbox WHERE event_type = "
                                              "'session.revoked.v1' AND payload->>'reason' = 'revoked'")),
                 1);
    }

    void who_is_disabled_is_out_until_enabled_again()
    {
        const HeaderList root = signIn("root@localhost", rootPassword());
        const QByteArray account = R"({"email":"dan@example.com","password":"correct horse"})";
        QCOMPARE(send("register", account).status, 201);
        const HeaderList dan = signIn("dan@example.com", "correct horse");
        const QString id = idOf(dan);
        QCOMPARE(patch(root, id, R"({"disabled":true})").status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(direct("orders", dan), 401, 5'000);
        QCOMPARE(send("login", account).status, 403);
        QCOMPARE(send("login", R"({"email":"dan@example.com","password":"wrong horse"})").status, 401);
        PgSessionStore store(*m_database, m_events);
        QVERIFY(!*store.open({}, {platform::uuidV7(), id.toStdString(), secretHash("late"), 60s}));
        QCOMPARE(patch(root, id, R"({"disabled":false})").status, 200);
        QCOMPARE(send("login", account).status, 200);
        QCOMPARE(direct("orders", dan), 401); // what was taken is not given back
    }

    void the_list_of_revocations_goes_on_from_any_number()
    {
        const RevocationList list(*m_database);
        const auto all = QJsonDocument::fromJson(QByteArray::fromStdString(*list.after(0))).object();
        const auto last = all.value(QStringLiteral("last")).toInteger();
        QVERIFY(last > 0);
        const auto end = QJsonDocument::fromJson(QByteArray::fromStdString(*list.after(last - 1))).object();
        QCOMPARE(end.value(QStringLiteral("revocations")).toArray().size(), 1);
        QCOMPARE(end.value(QStringLiteral("last")).toInteger(), last);
        // Somebody who knows a later number than there is starts over: the database is another one.
        const auto ahead = QJsonDocument::fromJson(QByteArray::fromStdString(*list.after(last + 9))).object();
        QCOMPARE(ahead.value(QStringLiteral("last")).toInteger(), last);
    }

    // While a new release replaces an old one both work on the new one's tables.
    void the_statements_of_the_released_version_run_on_these_tables()
    {
        const QDir folder(signalbox::test::sourcePath("services/contracts/released/0.1.0/statements"));
        int prepared = 0;
        for (const QString& file : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            QFile statements(folder.filePath(file));
            QVERIFY(statements.open(QIODevice::ReadOnly));
            const QJsonObject texts = QJsonDocument::fromJson(statements.readAll()).object();
            const QString name = file.section(u'.', 0, 0);
            std::deque<std::string> kept; // as long as the connection
            platform::Metrics metrics;
            platform::Database released({.url = urlOf(name), .connections = 2}, metrics);
            for (const QString& statement : texts.keys()) {
                const QString text = texts.value(statement).toString();
                const std::string& id = kept.emplace_back(statement.toStdString());
                const std::string& sql = kept.emplace_back("PREPARE released_" + id + " AS " + text.toStdString());
                const auto outcome = released.query({}, {id, sql, "PREPARE"});
                const std::string problem =
                    outcome ? std::string() : name.toStdString() + "/" + id + ": " + outcome.error().message;
                QVERIFY2(outcome, problem.c_str());
                ++prepared;
            }
        }
        QVERIFY(prepared >= 30);
    }

    void each_role_has_its_times()
    {
        for (const char* name : {"auth", "orders", "invoices", "items"}) {
            for (const char* role : {"", "_reader", "_operator"}) {
                for (const char* setting : {"statement_timeout", "idle_in_transaction_session_timeout"}) {
                    const QString sql =
                        QStringLiteral("SELECT count(*) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole,"
                                       " unnest(s.setconfig) c WHERE r.rolname = '%1%2' AND c LIKE '%3=%'")
                            .arg(QString::fromLatin1(name), QString::fromLatin1(role), QString::fromLatin1(setting));
                    QVERIFY2(m_stack.count(database, sql) == 1, qPrintable(sql));
                }
            }
        }
    }

    void every_event_leaves_the_service()
    {
        QVERIFY(m_stack.count(database,
                              QStringLiteral("SELECT count(*) FROM outbox WHERE event_type = "
                                             "'user.registered.v1'")) > 2);
        QTRY_COMPARE_WITH_TIMEOUT(
            m_stack.count(database, QStringLiteral("SELECT count(*) FROM outbox WHERE sent_at IS NULL")), 0, 20'000);
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

    std::string urlOf(const QString& name) const
    {
        const QJsonObject databases = m_stack.info().value(QStringLiteral("databases")).toObject();
        return databases.value(name).toObject().value(QStringLiteral("url")).toString().toStdString();
    }

    HeaderList signIn(const QByteArray& email, const QByteArray& password)
    {
        const QJsonObject account{{QStringLiteral("email"), QString::fromUtf8(email)},
                                  {QStringLiteral("password"), QString::fromUtf8(password)}};
        const HttpResponse answer = send("login", QJsonDocument(account).toJson(QJsonDocument::Compact));
        const QString token = object(answer).value(QStringLiteral("access_token")).toString();
        return {{"Authorization", "Bearer " + token.toUtf8()}};
    }

    QByteArray rootPassword() const
    {
        QFile secrets(m_stack.info().value(QStringLiteral("state_dir")).toString() + QStringLiteral("/secrets.env"));
        if (!secrets.open(QIODevice::ReadOnly))
            return {};
        for (const QByteArray& line : secrets.readAll().split('\n'))
            if (line.startsWith("AUTH_ROOT_PASSWORD="))
                return line.mid(line.indexOf('=') + 1).trimmed();
        return {};
    }

    QString idOf(const HeaderList& user)
    {
        const HttpResponse me = m_stack.send("GET", QStringLiteral("/api/v1/auth/me"), user);
        return object(me).value(QStringLiteral("id")).toString();
    }

    HttpResponse patch(const HeaderList& actor, const QString& id, const QByteArray& change)
    {
        HeaderList headers = actor;
        headers.emplaceBack("Content-Type", "application/merge-patch+json");
        return m_stack.send("PATCH", QStringLiteral("/api/v1/auth/users/") + id, headers, change);
    }

    // Past the edge, whose forward-auth would refuse first.
    int direct(const char* service, const HeaderList& user)
    {
        const QString name = QString::fromLatin1(service);
        signalbox::HttpRequest request;
        request.url = m_stack.info()
                          .value(QStringLiteral("services"))
                          .toObject()
                          .value(name)
                          .toObject()
                          .value(QStringLiteral("http_url"))
                          .toString() +
                      QStringLiteral("/api/v1/") + name;
        if (name == QStringLiteral("invoices"))
            request.url += QStringLiteral("?order_id=01890a5d-ac96-774b-bcce-b302099a8057");
        request.headers = user;
        auto answer = m_http.send(request);
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 10'000) || answer.resultCount() == 0)
            return 0;
        const auto result = answer.result();
        return result ? result->status : 0;
    }

    qint64 told(const char* type, const QString& aggregate) const
    {
        return m_stack.count(
            database,
            QStringLiteral("SELECT count(*) FROM outbox WHERE event_type = '%1' AND aggregate_id = '%2'")
                .arg(QString::fromLatin1(type), aggregate));
    }

    bool open(PgSessionStore& store, const std::string& tokenHash, std::chrono::seconds lifetime) const
    {
        return store.open({}, {platform::uuidV7(), m_user, tokenHash, lifetime}).value_or(false);
    }

    TestStack m_stack;
    signalbox::HttpClient m_http;
    Events m_events;
    platform::Metrics m_metrics;
    std::unique_ptr<platform::Database> m_database;
    std::string m_user;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, AuthStoresTest>(argc, argv);
}

#include "auth_stores_test.moc"
