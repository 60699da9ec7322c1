// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/problem_page.h"
#include "platform/openapi/public_interface.h"

#include "services/platform/raw_client.h"
#include "services/platform/test_server.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace platform;
using boost::asio::awaitable;
using platform::test::Answer;
using platform::test::RawClient;
using platform::test::TestServer;

namespace {

// Two versions of a service that has one operation in each.
constexpr std::string_view oldThings =
    R"({"openapi": "3.1.0", "servers": [{"url": "/api/v1"}], "paths": {"/things/{id}": {"get": {"parameters": [
        {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "maxLength": 3}}]}}}})";
constexpr std::string_view newThings =
    R"({"openapi": "3.1.0", "servers": [{"url": "/api/v2"}], "paths": {"/things/{id}": {"get": {"parameters": [
        {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "maxLength": 5}}]}}}})";

HttpRoute thingRoute(const std::string& base)
{
    return {"GET",
            base + "/things/{id}",
            [](HttpRequest& request) -> awaitable<HttpResponse> {
                co_return HttpResponse::json(200, "\"" + request.path + "\"");
            },
            false};
}

QByteArray textOfGet(const QByteArray& path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

QByteArray fileOf(const char* path)
{
    QFile file(signalbox::test::sourcePath(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// What every service tells anybody about itself.
class OpenapiDocumentationTest : public QObject
{
    Q_OBJECT

    void serve(const std::string& environment)
    {
        m_client.reset();
        PublicInterface shown = publicInterface(
            {"things", "1.2.3", environment}, {thingRoute("/api/v1"), thingRoute("/api/v2")}, {oldThings, newThings});
        TestServer::Settings settings;
        settings.aliases = shown.aliases;
        settings.problemsPage = shown.problemsPage;
        m_server = std::make_unique<TestServer>(std::move(shown.routes), std::move(settings));
        m_client = std::make_unique<RawClient>(m_server->port());
    }

private slots:
    void init()
    {
        signalbox::test::failOnAnyWarning();
        serve("local");
    }

    void each_version_has_its_document_and_the_newest_is_the_services_own()
    {
        QCOMPARE(m_client->ask(textOfGet("/api/v1/things/openapi.json")).body, QByteArray(oldThings.data()));
        QCOMPARE(m_client->ask(textOfGet("/api/v2/things/openapi.json")).body, QByteArray(newThings.data()));
        const Answer newest = m_client->ask(textOfGet("/things/openapi.json"));
        QCOMPARE(newest.body, QByteArray(newThings.data()));
        QCOMPARE(newest.fields.value("content-type"), "application/json");
    }

    void a_path_without_a_version_is_the_newest()
    {
        QCOMPARE(m_client->ask(textOfGet("/api/v1/things/123")).body, "\"/api/v1/things/123\"");
        QCOMPARE(m_client->ask(textOfGet("/api/v1/things/12345")).status, 400);
        QCOMPARE(m_client->ask(textOfGet("/api/things/12345")).body, "\"/api/v2/things/12345\"");
        QCOMPARE(m_client->ask(textOfGet("/api/things2/1")).status, 404);
    }

    void a_service_says_its_version_and_that_it_is_there()
    {
        for (const char* path : {"/utils/version", "/things/utils/version"}) {
            const QJsonObject body = QJsonDocument::fromJson(m_client->ask(textOfGet(path)).body).object();
            QCOMPARE(body.value(QStringLiteral("service")).toString(), QStringLiteral("things"));
            QCOMPARE(body.value(QStringLiteral("version")).toString(), QStringLiteral("1.2.3"));
            QCOMPARE(body.value(QStringLiteral("api")).toArray().size(), 2);
        }
        QCOMPARE(m_client->ask(textOfGet("/health")).body, "OK");
        QCOMPARE(m_client->ask(textOfGet("/things/health")).body, "OK");
    }

    void pages_are_there_for_developers_only()
    {
        for (const char* path : {"/things/docs", "/things/redoc", "/things/docs/page.js"}) {
            serve("staging");
            QCOMPARE(m_client->ask(textOfGet(path)).status, 200);
            serve("production");
            QCOMPARE(m_client->ask(textOfGet(path)).status, 404);
        }
        QCOMPARE(m_client->ask(textOfGet("/things/openapi.json")).status, 200);
    }

    void a_page_loads_from_the_service_alone()
    {
        for (const char* path : {"/things/docs", "/things/redoc"}) {
            const Answer page = m_client->ask(textOfGet(path));
            const QByteArray policy = page.fields.value("content-security-policy");
            QVERIFY(policy.contains("default-src 'none'; script-src 'self';"));
            QVERIFY(!policy.contains("http") && !policy.contains('*') && !policy.contains("unsafe-eval"));
            static const QRegularExpression source(QStringLiteral("(?:src|href)=\"([^\"?]+)\""));
            auto links = source.globalMatch(QString::fromUtf8(page.body));
            QVERIFY(links.hasNext());
            while (links.hasNext()) {
                const QByteArray link = links.next().captured(1).toUtf8();
                QCOMPARE(m_client->ask(textOfGet("/things/" + link)).status,
                         200); // a relative path, so of this service
            }
        }
    }

    void what_a_page_loads_is_what_was_published()
    {
        QCOMPARE(m_client->ask(textOfGet("/things/docs/swagger-ui-bundle.js")).body,
                 fileOf("services/third_party/swagger-ui/swagger-ui-bundle.js"));
        QCOMPARE(m_client->ask(textOfGet("/things/docs/swagger-ui.css")).body,
                 fileOf("services/third_party/swagger-ui/swagger-ui.css"));
        QCOMPARE(m_client->ask(textOfGet("/things/redoc/redoc.standalone.js")).body,
                 fileOf("services/third_party/redoc/redoc.standalone.js"));
    }

    void a_problem_says_where_it_is_explained()
    {
        const Answer refused = m_client->ask(textOfGet("/api/v1/things/12345"));
        QCOMPARE(refused.fields.value("link"), "</things/problems#invalid-parameters>; rel=\"describedby\"");
        QVERIFY(m_client->ask(textOfGet("/things/problems")).body.contains("id=\"invalid-parameters\""));
        QVERIFY(!m_client->ask(textOfGet("/api/v1/things/1")).fields.contains("link"));
    }

    void every_problem_of_every_service_is_explained()
    {
        QSet<QString> explained;
        const auto catalogue = problemCatalogue();
        const QByteArray text(catalogue.data(), static_cast<qsizetype>(catalogue.size()));
        for (const auto& entry : QJsonDocument::fromJson(text).array())
            explained.insert(entry.toObject().value(QStringLiteral("slug")).toString());
        static const QRegularExpression use(QStringLiteral("\\bproblem\\(\\s*[0-9]{3},\\s*\"([a-z-]+)\""));
        QDirIterator files(signalbox::test::sourcePath("services"),
                           {QStringLiteral("*.cpp")},
                           QDir::Files,
                           QDirIterator::Subdirectories);
        QSet<QString> used;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto found = use.globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext())
                used.insert(found.next().captured(1));
        }
        QVERIFY(used.size() > 20);
        QCOMPARE((used - explained).values().join(QLatin1Char(' ')), QString());
    }

private:
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<RawClient> m_client;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, OpenapiDocumentationTest>(argc, argv);
}

#include "openapi_documentation_test.moc"
