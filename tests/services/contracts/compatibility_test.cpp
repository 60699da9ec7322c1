// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/contracts/compatibility.h"

#include "support/paths.h"
#include "support/qt_test_main.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <nlohmann/json.hpp>

using contracts::Breaks;
using contracts::breaksOfApi;
using contracts::breaksOfEvent;
using nlohmann::json;

namespace {

json documentIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return json::parse(file.readAll().toStdString(), nullptr, false);
}

QString linesOf(const Breaks& breaks)
{
    QStringList lines;
    for (const std::string& line : breaks)
        lines.append(QString::fromStdString(line));
    return lines.join(u'\n');
}

json releasedEvent()
{
    return json::parse(R"json({
        "type": "object", "additionalProperties": false, "required": ["id", "kind"],
        "properties": {"id": {"type": "string", "maxLength": 36},
                       "kind": {"type": "string", "enum": ["big", "small"]},
                       "size": {"type": "number", "minimum": 0},
                       "old": {"type": "string", "deprecated": true},
                       "lines": {"type": "array", "items": {"$ref": "#/definitions/line"}}},
        "definitions": {"line": {"type": "object", "required": ["item"], "properties": {"item": {"type": "string"}}}}})json");
}

json releasedApi()
{
    return json::parse(R"json({
        "security": [{"bearer": []}],
        "paths": {
            "/things": {
                "parameters": [{"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": 100}}],
                "get": {"security": [], "responses": {"200": {"headers": {"ETag": {}}, "content": {"application/json":
                            {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}}},
                        "503": {}}},
                "post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}}}},
                         "responses": {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}}},
        "components": {"schemas": {
            "Thing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "colour": {"type": "string"},
                      "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}},
            "NewThing": {"type": "object", "additionalProperties": false, "required": ["name"],
                         "properties": {"name": {"type": "string", "maxLength": 50}, "colour": {"enum": ["red", "blue"]}}}}}})json");
}

// A change of a document: at a pointer another value, or none.
struct Edit
{
    const char* pointer;
    const char* value; // JSON; null: the member goes
};

json edited(json document, const Edit& edit)
{
    const json::json_pointer pointer(edit.pointer);
    if (edit.value)
        document[pointer] = json::parse(edit.value);
    else
        document.at(pointer.parent_pointer()).erase(pointer.back());
    return document;
}

} // namespace

class CompatibilityTest : public QObject
{
    Q_OBJECT

private slots:
    void what_was_released_still_holds()
    {
        const QString contracts = signalbox::test::sourcePath("services/contracts");
        const QDir released(contracts + QStringLiteral("/released"));
        int compared = 0;
        for (const QString& version : released.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QDir folder(released.filePath(version));
            QDirIterator files(folder.path(), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString path = files.next();
                const QString name = folder.relativeFilePath(path);
                if (!name.startsWith(QStringLiteral("events/")) && !name.startsWith(QStringLiteral("openapi/")))
                    continue;
                const json before = documentIn(path);
                const json after = documentIn(contracts + u'/' + name);
                QVERIFY2(after.is_object(), qPrintable(name + QStringLiteral(" is gone, or is no JSON")));
                const Breaks breaks = name.startsWith(QStringLiteral("events/")) ? breaksOfEvent(before, after)
                                                                                 : breaksOfApi(before, after);
                QVERIFY2(breaks.empty(), qPrintable(version + u'/' + name + u'\n' + linesOf(breaks)));
                ++compared;
            }
        }
        QVERIFY(compared >= 4);
    }

    void a_change_of_an_event_that_breaks_is_seen_data()
    {
        rows({{"a member goes", "/properties/size", nullptr},
              {"a member is required that was not", "/required", R"(["id", "kind", "size"])"},
              {"a member may be absent that was there", "/required", R"(["id"])"},
              {"another type", "/properties/id/type", R"("integer")"},
              {"fewer types", "/properties/size/type", R"("integer")"},
              {"more types for who reads", "/properties/id/type", R"(["string", "null"])"},
              {"fewer values", "/properties/kind/enum", R"(["big"])"},
              {"only some values", "/properties/id/enum", R"(["a"])"},
              {"a smaller maximum", "/properties/id/maxLength", "20"},
              {"a new maximum", "/properties/size/maximum", "100"},
              {"a greater minimum", "/properties/size/minimum", "1"},
              {"a pattern", "/properties/id/pattern", R"("^a")"},
              {"within a reference", "/definitions/line/required", R"(["item", "count"])"},
              {"other alternatives", "/oneOf", R"([{"required": ["size"]}])"}});
    }
    void a_change_of_an_event_that_breaks_is_seen()
    {
        QVERIFY(!breaksOfEvent(releasedEvent(), edited(releasedEvent(), edit())).empty());
    }

    void an_event_may_get_more_data()
    {
        rows({{"nothing", "/title", R"("x")"},
              {"a new member", "/properties/note", R"({"type": "string"})"},
              {"one more value", "/properties/kind/enum", R"(["small", "big", "huge"])"},
              {"a greater maximum", "/properties/id/maxLength", "40"},
              {"no minimum", "/properties/size/minimum", nullptr},
              {"what was deprecated goes", "/properties/old", nullptr},
              {"a description", "/properties/id/description", R"("x")"}});
    }
    void an_event_may_get_more()
    {
        const Breaks breaks = breaksOfEvent(releasedEvent(), edited(releasedEvent(), edit()));
        QVERIFY2(breaks.empty(), qPrintable(linesOf(breaks)));
    }

    void a_change_of_an_api_that_breaks_is_seen_data()
    {
        rows({{"a path goes", "/paths/~1things", nullptr},
              {"an operation goes", "/paths/~1things/post", nullptr},
              {"an answer goes", "/paths/~1things/post/responses/201", nullptr},
              {"a media type of an answer goes", "/paths/~1things/post/responses/201/content", "{}"},
              {"a header field goes", "/paths/~1things/get/responses/200/headers", "{}"},
              {"a media type of the body goes", "/paths/~1things/post/requestBody/content", R"({"text/plain": {}})"},
              {"the body is required", "/paths/~1things/post/requestBody/required", "true"},
              {"a parameter goes", "/paths/~1things/parameters", "[]"},
              {"a parameter is required", "/paths/~1things/parameters/0/required", "true"},
              {"a parameter is narrower", "/paths/~1things/parameters/0/schema/maximum", "50"},
              {"a new parameter is required",
               "/paths/~1things/parameters/1",
               R"({"in": "header", "name": "If-Match", "required": true, "schema": {}})"},
              {"a member of a request is required", "/components/schemas/NewThing/required", R"(["name", "colour"])"},
              {"a member of a request goes", "/components/schemas/NewThing/properties/colour", nullptr},
              {"fewer values in a request", "/components/schemas/NewThing/properties/colour/enum", R"(["red"])"},
              {"a narrower request", "/components/schemas/NewThing/properties/name/maxLength", "10"},
              {"a member of an answer goes", "/components/schemas/Thing/properties/colour", nullptr},
              {"a member of an answer may be absent", "/components/schemas/Thing/required", "[]"},
              {"an answer of more types", "/components/schemas/Thing/properties/id/type", R"(["string", "null"])"},
              {"a token is needed", "/paths/~1things/get/security", R"([{"bearer": []}])"}});
    }
    void a_change_of_an_api_that_breaks_is_seen()
    {
        QVERIFY(!breaksOfApi(releasedApi(), edited(releasedApi(), edit())).empty());
    }

    void an_api_may_get_more_data()
    {
        rows({{"nothing", "/info", "{}"},
              {"a new path", "/paths/~1others", R"({"get": {"responses": {}}})"},
              {"a new operation", "/paths/~1things/delete", R"({"responses": {}})"},
              {"a new answer", "/paths/~1things/post/responses/409", "{}"},
              {"a refusal that stops", "/paths/~1things/get/responses/503", nullptr},
              {"a parameter that may be left out",
               "/paths/~1things/parameters/1",
               R"({"in": "query", "name": "cursor", "schema": {}})"},
              {"a member of a request that may be left out",
               "/components/schemas/NewThing/properties/note",
               R"({"type": "string"})"},
              {"a member of a request that may be left out now", "/components/schemas/NewThing/required", "[]"},
              {"a wider request", "/components/schemas/NewThing/properties/name/maxLength", "60"},
              {"a new member of an answer", "/components/schemas/Thing/properties/size", R"({"type": "integer"})"},
              {"an answer that is always there", "/components/schemas/Thing/required", R"(["id", "colour"])"},
              {"no token is needed", "/paths/~1things/post/security", "[]"}});
    }
    void an_api_may_get_more()
    {
        const Breaks breaks = breaksOfApi(releasedApi(), edited(releasedApi(), edit()));
        QVERIFY2(breaks.empty(), qPrintable(linesOf(breaks)));
    }

private:
    struct Row
    {
        const char* name;
        const char* pointer;
        const char* value;
    };

    static void rows(const std::vector<Row>& list)
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value"); // null: the member goes
        for (const Row& row : list)
            QTest::newRow(row.name) << QByteArray(row.pointer) << (row.value ? QByteArray(row.value) : QByteArray());
    }

    Edit edit()
    {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        m_pointer = pointer;
        m_value = value;
        return {m_pointer.constData(), m_value.isNull() ? nullptr : m_value.constData()};
    }

    QByteArray m_pointer;
    QByteArray m_value;
};

int main(int argc, char* argv[])
{
    return signalbox::test::run<QCoreApplication, CompatibilityTest>(argc, argv);
}

#include "compatibility_test.moc"
