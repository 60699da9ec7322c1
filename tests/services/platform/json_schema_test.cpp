// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/json_schema.h"

#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

using namespace platform;

class JsonSchemaTest : public QObject
{
    Q_OBJECT

    const JsonSchema m_schema{R"({"components": {"schemas": {"Thing": {
        "type": "object", "additionalProperties": false, "required": ["amount"],
        "properties": {"amount": {"type": "integer", "minimum": 1},
                       "list": {"type": "array", "items": {"type": "string"}}}}}}})",
                              "/components/schemas/Thing"};

    QByteArray pointers(const char* text) const
    {
        QByteArrayList list;
        for (const FieldProblem& problem : m_schema.check(nlohmann::json::parse(text)))
            list.append(QByteArray::fromStdString(problem.pointer));
        return list.join(' ');
    }

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void a_valid_value_has_no_problems() { QVERIFY(m_schema.check({{"amount", 1}}).empty()); }

    void each_problem_points_at_its_member()
    {
        QCOMPARE(pointers(R"({"amount": "1"})"), QByteArray("/amount"));
        QCOMPARE(pointers(R"({"amount": 0})"), QByteArray("/amount"));
        QCOMPARE(pointers(R"({"amount": 1.5})"), QByteArray("/amount"));
        QCOMPARE(pointers(R"({"amount": 1, "a/b": 2})"), QByteArray("/a~1b"));
        QVERIFY(pointers(R"({"amount": 1, "list": ["x", 2]})").startsWith("/list/1"));
    }

    void what_is_missing_is_named()
    {
        const auto problems = m_schema.check(nlohmann::json::object());
        QCOMPARE(problems.size(), std::size_t(1));
        QVERIFY(problems.front().detail.find("amount") != std::string::npos);
    }

    void another_type_than_an_object_is_one_problem() { QCOMPARE(m_schema.check({1, 2}).size(), std::size_t(1)); }

    void a_document_without_the_schema_cannot_be_used()
    {
        QVERIFY_EXCEPTION_THROWN(JsonSchema("{}", "/nowhere"), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(JsonSchema("not json"), std::invalid_argument);
    }
};

QTEST_APPLESS_MAIN(JsonSchemaTest)
#include "json_schema_test.moc"
