// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/admin_handler.h"
#include "auth/auth_handler.h"
#include "auth/embedded.h"
#include "platform/auth/jwt_verifier.h"
#include "platform/openapi/described_routes.h"
#include "platform/openapi/operation_check.h"

#include "services/auth/in_memory_stores.h"
#include "services/platform/raw_client.h"
#include "services/platform/test_server.h"
#include "support/qt_test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace auth;
using auth::test::InMemoryKeyStore;
using auth::test::InMemoryUserStore;
using boost::asio::awaitable;
using platform::test::Answer;
using platform::test::RawClient;
using platform::test::TestServer;

namespace {

// Held to the document as in the service; the routes of administrators, which need a database, are not among them.
std::vector<platform::HttpRoute> held(std::vector<platform::HttpRoute> routes)
{
    const platform::ApiDocument document(openapiDocument());
    for (platform::HttpRoute& route : routes) {
        const auto check =
            std::make_shared<const platform::OperationCheck>(document, *document.find(route.method, route.path));
        route.checkContent = [check](platform::HttpRequest& request) { return check->refusal(request); };
    }
    return routes;
}

// The service as main() builds it, without a database.
struct Service
{
    Service()
    {
        keys.start();
        TestServer::Settings settings;
        settings.verify = [this](std::string token) -> awaitable<std::optional<platform::Principal>> {
            co_return verifier.check(token).principal;
        };
        server = std::make_unique<TestServer>(held(handler.routes()), std::move(settings));
    }

    InMemoryUserStore users;
    InMemoryKeyStore keyStore;
    KeyRing keys{keyStore};
    auth::test::InMemoryAttemptStore attempts;
    auth::test::InMemorySessionStore sessionStore;
    auth::test::RecordingAuditLog audit;
    Accounts accounts{{users, attempts, audit}};
    Sessions sessions{{sessionStore, audit, keys, TokenIssuer("signalbox")}};
    platform::JwtVerifier verifier{"signalbox", [this] { return keys.publicKeys(); }};
    platform::Metrics metrics;
    platform::Executor executor{{.threads = 2}, metrics};
    AuthHandler handler{{accounts, sessions, users, keys, executor, executor, 10}};
    std::unique_ptr<TestServer> server;
};

QByteArray get(const QByteArray& path, const QByteArray& token = {})
{
    const QByteArray authorization = token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n";
    return "GET /api/v1/auth" + path + " HTTP/1.1\r\nHost: x\r\n" + authorization + "\r\n";
}

QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& type = "application/json")
{
    return "POST /api/v1/auth" + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QJsonObject object(const Answer& answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QByteArray refreshBody(const QJsonObject& tokens)
{
    return "{\"refresh_token\":\"" + tokens.value(QStringLiteral("refresh_token")).toString().toUtf8() + "\"}";
}

const QByteArray ann = R"({"email":"ann@example.com","password":"correct horse"})";

} // namespace

class AuthHandlerTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        signalbox::test::failOnAnyWarning();
        m_service = std::make_unique<Service>();
        QTRY_VERIFY(m_service->keys.problem().empty());
        m_client = std::make_unique<RawClient>(m_service->server->port());
    }

    void a_user_registers_signs_in_and_is_known()
    {
        const QJsonObject user = object(m_client->ask(post("/register", ann)));
        QCOMPARE(user.value(QStringLiteral("email")).toString(), QStringLiteral("ann@example.com"));
        QCOMPARE(user.value(QStringLiteral("role")).toString(), QStringLiteral("user"));
        QVERIFY(!user.contains(QStringLiteral("password")));

        const Answer login = m_client->ask(post("/login", ann));
        QCOMPARE(login.status, 200);
        QCOMPARE(login.fields.value("cache-control"), "no-store");
        QCOMPARE(object(login).value(QStringLiteral("expires_in")).toInt(), 86400);
        const QByteArray token = object(login).value(QStringLiteral("access_token")).toString().toUtf8();

        const Answer valid = m_client->ask(get("/validate", token));
        QCOMPARE(valid.status, 200);
        QVERIFY(valid.body.isEmpty());
        QCOMPARE(valid.fields.value("x-user-id"), user.value(QStringLiteral("id")).toString().toUtf8());
        QCOMPARE(valid.fields.value("x-user-role"), "user");
        QCOMPARE(object(m_client->ask(get("/me", token))), user);
    }

    void without_a_good_token_nobody_is_anybody()
    {
        for (const QByteArray& path : {QByteArray("/validate"), QByteArray("/me")}) {
            const Answer answer = m_client->ask(get(path));
            QCOMPARE(answer.status, 401);
            QVERIFY(answer.fields.contains("www-authenticate"));
            QVERIFY(!answer.fields.contains("x-user-id"));
            QCOMPARE(m_client->ask(get(path, "a.b.c")).status, 401);
        }
    }

    void a_second_registration_is_a_conflict()
    {
        QCOMPARE(m_client->ask(post("/register", ann)).status, 201);
        const Answer again = m_client->ask(post("/register", ann));
        QCOMPARE(again.status, 409);
        QCOMPARE(again.fields.value("content-type"), "application/problem+json");
    }

    void a_failed_login_does_not_say_what_was_wrong()
    {
        m_client->ask(post("/register", ann));
        const Answer wrong = m_client->ask(post("/login", R"({"email":"ann@example.com","password":"x"})"));
        const Answer unknown = m_client->ask(post("/login", R"({"email":"bob@example.com","password":"x"})"));
        QCOMPARE(wrong.status, 401);
        QCOMPARE(unknown.status, 401);
        QCOMPARE(wrong.body, unknown.body);
    }

    void a_bad_body_is_refused_and_nothing_is_written_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pointer"); // of the first error; empty: the whole body
        const auto row = [](const char* name, const QByteArray& body, const QString& pointer) {
            QTest::newRow(name) << body << pointer;
        };
        row("not JSON", "{", {});
        row("empty", "", {});
        row("array", "[]", {});
        row("unknown field", R"({"email":"a@b.c","password":"0123456789","admin":true})", QStringLiteral("/admin"));
        row("wrong type", R"({"email":7,"password":"0123456789"})", QStringLiteral("/email"));
        row("missing", R"({"email":"a@b.c"})", {});
        row("NUL", R"({"email":"a@b.c","password":"0123456789\u0000"})", {});
        row("a member twice", R"({"email":"a@b.c","password":"0123456789","password":"9876543210"})", {});
        row("short password", R"({"email":"a@b.c","password":"012"})", QStringLiteral("/password"));
        row("no address", R"({"email":"ann","password":"0123456789"})", QStringLiteral("/email"));
        row("name with at",
            R"({"email":"a@b.c","password":"0123456789","username":"a@b"})",
            QStringLiteral("/username"));
        row("short name", R"({"email":"a@b.c","password":"0123456789","username":"an"})", QStringLiteral("/username"));
        row("null name", R"({"email":"a@b.c","password":"0123456789","username":null})", QStringLiteral("/username"));
    }

    void a_bad_body_is_refused_and_nothing_is_written()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, pointer);
        const Answer answer = m_client->ask(post("/register", body));
        QCOMPARE(answer.status, 400);
        const QJsonArray errors = object(answer).value(QStringLiteral("errors")).toArray();
        QCOMPARE(errors.first().toObject().value(QStringLiteral("pointer")).toString(), pointer);
        QVERIFY(m_service->users.users().empty());
    }

    void another_media_type_is_415()
    {
        QCOMPARE(m_client->ask(post("/login", "a=b", "application/x-www-form-urlencoded")).status, 415);
        QCOMPARE(m_client->ask(post("/register", ann, "application/json; charset=utf-8")).status, 201);
    }

    void a_login_has_an_address_or_a_name_and_not_both()
    {
        QCOMPARE(m_client->ask(post("/login", R"({"password":"x"})")).status, 400);
        QCOMPARE(m_client->ask(post("/login", R"({"email":"a","username":"b","password":"x"})")).status, 400);
    }

    void a_refresh_token_is_good_once()
    {
        m_client->ask(post("/register", ann));
        const QJsonObject first = object(m_client->ask(post("/login", ann)));
        const Answer answer = m_client->ask(post("/refresh", refreshBody(first)));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.fields.value("cache-control"), "no-store");
        const QJsonObject second = object(answer);
        QVERIFY(second.value(QStringLiteral("refresh_token")) != first.value(QStringLiteral("refresh_token")));
        const QByteArray token = second.value(QStringLiteral("access_token")).toString().toUtf8();
        QCOMPARE(m_client->ask(get("/validate", token)).status, 200);

        QCOMPARE(m_client->ask(post("/refresh", refreshBody(first))).status, 401);
        QCOMPARE(m_client->ask(post("/refresh", refreshBody(second))).status, 401); // the whole session is over
    }

    void who_signs_out_needs_to_sign_in_again()
    {
        m_client->ask(post("/register", ann));
        const QJsonObject tokens = object(m_client->ask(post("/login", ann)));
        QCOMPARE(m_client->ask(post("/logout", refreshBody(tokens))).status, 204);
        QCOMPARE(m_client->ask(post("/refresh", refreshBody(tokens))).status, 401);
        QCOMPARE(m_client->ask(post("/logout", refreshBody(tokens))).status, 204);
    }

    void every_refused_refresh_token_is_refused_in_the_same_words()
    {
        m_client->ask(post("/register", ann));
        const QJsonObject tokens = object(m_client->ask(post("/login", ann)));
        m_client->ask(post("/refresh", refreshBody(tokens)));
        const Answer reused = m_client->ask(post("/refresh", refreshBody(tokens)));
        const Answer unknown = m_client->ask(post("/refresh", R"({"refresh_token":"x"})"));
        QCOMPARE(reused.status, 401);
        QCOMPARE(reused.body, unknown.body);
        QCOMPARE(m_client->ask(post("/refresh", R"({"refresh_token":""})")).status, 400);
        QCOMPARE(m_client->ask(post("/refresh", "{}")).status, 400);
    }

    void too_many_attempts_are_429_for_users_and_for_nobody()
    {
        m_client->ask(post("/register", ann));
        Answer answers[2];
        for (const bool known : {false, true}) {
            const QByteArray body = known ? R"({"email":"ann@example.com","password":"wrong"})"
                                          : R"({"email":"bob@example.com","password":"wrong"})";
            for (int i = 0; i < 5; ++i)
                QCOMPARE(m_client->ask(post("/login", body)).status, 401);
            answers[known] = m_client->ask(post("/login", body));
            QCOMPARE(answers[known].status, 429);
            QCOMPARE(answers[known].fields.value("retry-after"), "5");
        }
        QCOMPARE(answers[0].body, answers[1].body);
    }

    void without_a_database_the_answer_is_503()
    {
        m_service->users.available = false;
        const Answer answer = m_client->ask(post("/register", ann));
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.fields.contains("retry-after"));
    }

    void the_key_set_has_no_private_part()
    {
        const Answer answer = m_client->ask(get("/.well-known/jwks.json"));
        QCOMPARE(answer.status, 200);
        const QJsonObject key = object(answer).value(QStringLiteral("keys")).toArray().first().toObject();
        QCOMPARE(key.keys(),
                 (QStringList{QStringLiteral("alg"),
                              QStringLiteral("e"),
                              QStringLiteral("kid"),
                              QStringLiteral("kty"),
                              QStringLiteral("n"),
                              QStringLiteral("use")}));
    }

    void the_document_names_every_route()
    {
        // Nobody is asked for anything: the database need not be there.
        platform::Database database({.url = "postgresql://127.0.0.1:1/none", .connections = 1}, m_service->metrics);
        const Events events;
        UserAdministration administration(database, events);
        RevocationList revocations(database);
        AdminHandler admin({administration, m_service->users, revocations, m_service->audit, m_service->executor});
        auto routes = m_service->handler.routes();
        std::ranges::move(admin.routes(), std::back_inserter(routes));
        const platform::ApiDocument document(openapiDocument());
        QCOMPARE(platform::describedRoutes(routes, {document}).size(), document.operations().size());
    }

private:
    std::unique_ptr<Service> m_service;
    std::unique_ptr<RawClient> m_client;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, AuthHandlerTest>(argc, argv);
}

#include "auth_handler_test.moc"
