// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/openapi/described_routes.h"
#include "platform/openapi/operation_check.h"

#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

using namespace platform;

namespace {

constexpr std::string_view things = R"({
  "openapi": "3.1.0",
  "servers": [{"url": "/api/v1"}],
  "security": [{"bearer": []}],
  "paths": {
    "/things": {
      "get": {
        "parameters": [
          {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
          {"name": "ratio", "in": "query", "schema": {"type": "number", "exclusiveMinimum": 0}},
          {"name": "open", "in": "query", "schema": {"type": "boolean"}},
          {"name": "state", "in": "query", "schema": {"type": "string", "enum": ["new", "old"]}},
          {"name": "X-Trace", "in": "header", "required": true, "schema": {"$ref": "#/components/schemas/Word"}}
        ]
      },
      "post": {
        "security": [],
        "parameters": [{"$ref": "#/components/parameters/Key"}],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
      }
    },
    "/things/{id}": {
      "delete": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}]}
    }
  },
  "components": {
    "parameters": {"Key": {"name": "Idempotency-Key", "in": "header", "required": true, "schema": {"type": "string", "minLength": 3}}},
    "schemas": {
      "Word": {"type": "string", "pattern": "^[a-z]{1,8}$"},
      "Thing": {
        "type": "object", "additionalProperties": false, "required": ["name"],
        "properties": {
          "name": {"$ref": "#/components/schemas/Word", "description": "What it is called"},
          "made": {"type": "string", "format": "date-time"},
          "owner": {"type": "string", "format": "email", "maxLength": 20},
          "count": {"type": "integer", "minimum": 1}
        }
      }
    }
  }
})";

HttpRequest requestOf(const char* method, HeaderFields headers, const std::string& body = {})
{
    HttpRequest request;
    request.method = method;
    request.headers = std::move(headers);
    request.body = body;
    return request;
}

HttpRequest listWith(const std::string& name, const std::string& value)
{
    HttpRequest request = requestOf("GET", {{"x-trace", "abc"}});
    request.query = {{name, value}};
    return request;
}

HttpRequest thing(const std::string& body)
{
    return requestOf("POST", {{"Content-Type", "application/json"}}, body);
}

HttpRoute route(const char* method, const char* path, bool needsUser = true)
{
    return {method, path, {}, needsUser};
}

} // namespace

class OpenapiCheckTest : public QObject
{
    Q_OBJECT

    const ApiDocument m_document{things};
    const OperationCheck m_list{m_document, *m_document.find("GET", "/api/v1/things")};
    const OperationCheck m_make{m_document, *m_document.find("POST", "/api/v1/things")};
    const OperationCheck m_remove{m_document, *m_document.find("DELETE", "/api/v1/things/{id}")};

    // "400 /query/limit": status and pointers; empty when nothing is wrong.
    static QByteArray refused(const OperationCheck& check, HttpRequest request)
    {
        const auto refusal = check.refusal(request);
        if (!refusal)
            return {};
        const auto body = nlohmann::json::parse(refusal->body);
        QByteArray text = QByteArray::number(refusal->status);
        for (const auto& error : body.value("errors", nlohmann::json::array()))
            text += ' ' + QByteArray::fromStdString(error.at("pointer").get<std::string>());
        return text;
    }

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_query_parameter_is_of_its_type_and_within_its_range_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("refusal");
        const auto row = [](const char* name, const char* value, bool isGood) {
            const QByteArray label = QByteArray(name) + '=' + value;
            QTest::newRow(label) << QByteArray(name) << QByteArray(value)
                                 << (isGood ? QByteArray() : QByteArray("400 /query/") + name);
        };
        row("limit", "1", true);
        row("limit", "100", true);
        row("limit", "1e1", false);
        row("limit", "0", false);
        row("limit", "101", false);
        row("limit", "", false);
        row("limit", "ten", false);
        row("limit", "1.5", false);
        row("limit", "+1", false);
        row("limit", "007", false);
        row("limit", " 1", false);
        row("ratio", "0.5", true);
        row("ratio", "1e-3", true);
        row("ratio", "0", false);
        row("ratio", "NaN", false);
        row("open", "true", true);
        row("open", "yes", false);
        row("state", "old", true);
        row("state", "Old", false);
        row("colour", "red", false);
    }

    void a_query_parameter_is_of_its_type_and_within_its_range()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, refusal);
        QCOMPARE(refused(m_list, listWith(name.toStdString(), value.toStdString())), refusal);
    }

    void a_parameter_is_given_once_and_a_required_one_is_given()
    {
        HttpRequest twice = listWith("limit", "1");
        twice.query.emplace_back("limit", "2");
        QCOMPARE(refused(m_list, twice), QByteArray("400 /query/limit"));
        QCOMPARE(refused(m_list, requestOf("GET", {})), QByteArray("400 /header/X-Trace"));
        QCOMPARE(refused(m_list, requestOf("GET", {{"X-Trace", "ABC"}})), QByteArray("400 /header/X-Trace"));
    }

    void all_that_is_wrong_is_said_at_once()
    {
        HttpRequest request = requestOf("GET", {});
        request.query = {{"limit", "x"}, {"colour", "red"}};
        QCOMPARE(refused(m_list, request), QByteArray("400 /query/limit /header/X-Trace /query/colour"));
    }

    void a_text_that_is_not_utf_8_is_refused()
    {
        QCOMPARE(refused(m_list, listWith("state", "\xff")), QByteArray("400 /query/state"));
    }

    void a_path_parameter_has_its_format()
    {
        HttpRequest request = requestOf("DELETE", {});
        request.pathParameters["id"] = "0190a3c5-7b2e-7c3d-8f4a-1b2c3d4e5f60";
        QCOMPARE(refused(m_remove, request), QByteArray());
        request.pathParameters["id"] = "1";
        QCOMPARE(refused(m_remove, request), QByteArray("400 /path/id"));
    }

    void a_body_is_as_the_document_says_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("refusal");
        QTest::newRow("good") << QByteArray(R"({"name": "a", "made": "2026-02-28T23:59:60.5+01:00", "count": 2})")
                              << QByteArray();
        QTest::newRow("referred schema") << QByteArray(R"({"name": "A"})") << QByteArray("400 /name");
        QTest::newRow("unknown") << QByteArray(R"({"name": "a", "x/y": 1})") << QByteArray("400 /x~1y");
        QTest::newRow("no such day") << QByteArray(R"({"name": "a", "made": "2026-02-29T00:00:00Z"})")
                                     << QByteArray("400 /made");
        QTest::newRow("no zone") << QByteArray(R"({"name": "a", "made": "2026-02-28T00:00:00"})")
                                 << QByteArray("400 /made");
        QTest::newRow("no address") << QByteArray(R"({"name": "a", "owner": "me"})") << QByteArray("400 /owner");
        QTest::newRow("wrong type") << QByteArray(R"({"name": "a", "count": "2"})") << QByteArray("400 /count");
        QTest::newRow("missing") << QByteArray("{}") << QByteArray("400 ");
        QTest::newRow("an array") << QByteArray("[]") << QByteArray("400 ");
        QTest::newRow("no JSON") << QByteArray("name=a") << QByteArray("400 ");
        QTest::newRow("empty") << QByteArray() << QByteArray("400 ");
        QTest::newRow("twice") << QByteArray(R"({"name": "a", "name": "b"})") << QByteArray("400 ");
    }

    void a_body_is_as_the_document_says()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, refusal);
        QCOMPARE(refused(m_make, thing(body.toStdString())), refusal);
    }

    void a_handler_gets_the_body_that_was_checked()
    {
        HttpRequest request = thing(R"({"name": "a"})");
        QVERIFY(!m_make.refusal(request));
        QCOMPARE(request.json->at("name").get<std::string>(), std::string("a"));
    }

    void a_number_without_a_fraction_is_an_integer()
    {
        HttpRequest request = thing(R"({"name": "a", "count": 5.0})");
        QVERIFY(!m_make.refusal(request));
        QVERIFY(request.json->at("count").is_number_integer());
        QCOMPARE(refused(m_make, thing(R"({"name": "a", "count": 5.5})")), QByteArray("400 /count"));
    }

    void a_body_says_that_it_is_json_and_nothing_else_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << QByteArray("application/json") << true;
        QTest::newRow("case") << QByteArray("Application/JSON") << true;
        QTest::newRow("charset") << QByteArray("application/json; charset=UTF-8") << true;
        QTest::newRow("another charset") << QByteArray("application/json; charset=latin1") << false;
        QTest::newRow("text") << QByteArray("text/plain") << false;
        QTest::newRow("another json") << QByteArray("application/merge-patch+json") << false;
        QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << false;
        QTest::newRow("none") << QByteArray() << false;
    }

    void a_body_says_that_it_is_json_and_nothing_else()
    {
        QFETCH(QByteArray, type);
        QFETCH(bool, good);
        HttpRequest request = thing(R"({"name": "a"})");
        request.headers.clear();
        if (!type.isEmpty())
            request.headers.emplace_back("content-type", type.toStdString());
        QCOMPARE(refused(m_make, request), good ? QByteArray() : QByteArray("415"));
        request.headers.emplace_back("content-type", "application/json");
        if (!type.isEmpty())
            QCOMPARE(refused(m_make, request), QByteArray("415")); // which of the two?
    }

    void an_operation_without_a_body_takes_none()
    {
        HttpRequest request = requestOf("DELETE", {}, "{}");
        request.pathParameters["id"] = "0190a3c5-7b2e-7c3d-8f4a-1b2c3d4e5f60";
        QCOMPARE(refused(m_remove, request), QByteArray("400 "));
    }

    void a_flood_of_mistakes_is_not_answered_with_a_flood()
    {
        nlohmann::json body{{"name", "a"}};
        for (int i = 0; i < 1000; ++i)
            body["x" + std::to_string(i)] = i;
        HttpRequest request = thing(body.dump());
        const auto refusal = m_make.refusal(request);
        QVERIFY(refusal && refusal->body.size() < 4000);
    }

    void every_route_is_described_and_every_operation_answered()
    {
        const std::vector<HttpRoute> all{route("GET", "/api/v1/things"),
                                         route("POST", "/api/v1/things", false),
                                         route("DELETE", "/api/v1/things/{id}")};
        const std::vector<ApiDocument> documents{m_document};
        for (const HttpRoute& described : describedRoutes(all, documents))
            QVERIFY(described.checkContent);

        auto more = all;
        more.push_back(route("PUT", "/api/v1/things"));
        QVERIFY_EXCEPTION_THROWN(describedRoutes(more, documents), std::invalid_argument);
        auto fewer = all;
        fewer.pop_back();
        QVERIFY_EXCEPTION_THROWN(describedRoutes(fewer, documents), std::invalid_argument);
        auto open = all;
        open.back().needsUser = false;
        QVERIFY_EXCEPTION_THROWN(describedRoutes(open, documents), std::invalid_argument);
    }

    void what_a_document_says_and_nobody_checks_is_found()
    {
        QVERIFY(uncheckedParts(m_document).empty());
        std::string text(things);
        text.replace(text.find("\"minLength\": 3"), 14, "\"minLen\": 3");
        text.replace(text.find("\"format\": \"email\""), 17, "\"format\": \"ipv4\"");
        const auto found = uncheckedParts(ApiDocument(text));
        QCOMPARE(found.size(), std::size_t(2));
        QVERIFY(found[0].find("ipv4") != std::string::npos);
        QVERIFY(found[1].find("minLen") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(OpenapiCheckTest)
#include "openapi_check_test.moc"
