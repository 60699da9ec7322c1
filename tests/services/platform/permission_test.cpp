// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/test_server.h"

#include "services/platform/raw_client.h"
#include "support/qt_test_main.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace platform;
using namespace platform::test;
using boost::asio::awaitable;

namespace {

awaitable<HttpResponse> done(HttpRequest&)
{
    co_return HttpResponse{200, {}, "done"};
}

HttpRoute guarded(std::string path, Permission permission)
{
    HttpRoute route{"GET", std::move(path), done};
    route.permission = permission;
    return route;
}

QByteArray as(const QByteArray& role, const QByteArray& path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + role + "\r\n\r\n";
}

} // namespace

class PermissionTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void each_role_has_the_permissions_of_those_below_it()
    {
        QVERIFY(isPermitted("user", Permission::General));
        QVERIFY(!isPermitted("user", Permission::Management));
        QVERIFY(!isPermitted("user", Permission::Root));
        QVERIFY(isPermitted("admin", Permission::General));
        QVERIFY(isPermitted("admin", Permission::Management));
        QVERIFY(!isPermitted("admin", Permission::Root));
        QVERIFY(isPermitted("root", Permission::Root));
        QVERIFY(isPermitted("root", Permission::General));
    }

    void a_role_that_is_not_known_has_none()
    {
        for (const char* role : {"", "User", "root ", "superuser"}) {
            QVERIFY2(!isPermitted(role, Permission::General), role);
            QVERIFY2(!isRole(role), role);
        }
    }

    void a_route_answers_403_without_its_permission_and_tells_whoever_keeps_the_audit()
    {
        std::vector<std::string> told;
        TestServer::Settings settings;
        settings.verify = [](std::string token) -> awaitable<std::optional<Principal>> {
            co_return Principal{"i", "ann", token, {}};
        };
        settings.denied = [&told](const HttpRequest& request) -> awaitable<void> {
            told.push_back(request.principal.subject + " " + request.route);
            co_return;
        };
        TestServer server({guarded("/own", Permission::General),
                           guarded("/users", Permission::Management),
                           guarded("/keys", Permission::Root)},
                          std::move(settings));
        RawClient client(server.port());
        QCOMPARE(client.ask(as("user", "/own")).status, 200);
        QCOMPARE(client.ask(as("admin", "/users")).status, 200);
        QCOMPARE(client.ask(as("root", "/keys")).status, 200);
        QVERIFY(told.empty());

        const Answer refused = client.ask(as("user", "/users"));
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.fields.value("content-type"), "application/problem+json");
        QCOMPARE(QJsonDocument::fromJson(refused.body).object().value(QStringLiteral("type")).toString(),
                 QStringLiteral("https://signalbox.dev/problems/forbidden"));
        QCOMPARE(client.ask(as("admin", "/keys")).status, 403);
        QCOMPARE(client.ask(as("nobody", "/own")).status, 403);
        QCOMPARE(told, (std::vector<std::string>{"ann /users", "ann /keys", "ann /own"}));
    }
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, PermissionTest>(argc, argv);
}

#include "permission_test.moc"
