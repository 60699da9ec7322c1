// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bus/json_schema.h"
#include "platform/schema/quick_check.h"
#include "platform/schema/schema_parts.h"

#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using nlohmann::json;
using namespace platform;

class QuickCheckTest : public QObject
{
    Q_OBJECT

    const json m_schema = json::parse(R"({
        "type": "object", "additionalProperties": false, "required": ["amount", "lines"],
        "properties": {
            "amount": {"type": "integer", "minimum": 1, "maximum": 9007199254740991},
            "note": {"type": ["string", "null"], "minLength": 2, "maxLength": 4, "pattern": "^[^x]*$"},
            "id": {"type": "string", "format": "uuid"},
            "state": {"enum": ["open", "closed"]},
            "ratio": {"type": "number"},
            "lines": {"type": "array", "minItems": 1, "maxItems": 2,
                      "items": {"type": "object", "required": ["item"], "properties": {"item": {"type": "boolean"}}}}}})");

    // Values that are one step away from a valid one, and two or three for good measure.
    static std::vector<json> candidates()
    {
        const std::vector<json> parts = {nullptr,
                                         true,
                                         0,
                                         1,
                                         -1,
                                         1.0,
                                         1.5,
                                         5000,
                                         9007199254740991,
                                         9007199254740992,
                                         18446744073709551615ULL,
                                         1e300,
                                         "",
                                         "ab",
                                         "abcd",
                                         "abcde",
                                         "xx",
                                         "\u00e4\u00f6",
                                         "\u00e4\u00f6\u00fc\u00df",
                                         "\u00e4\u00f6\u00fc\u00df!",
                                         "open",
                                         "01930000-0000-7000-8000-0000000000aa",
                                         "01930000-0000-7000-8000-0000000000a",
                                         json::array(),
                                         json::object(),
                                         json::array({{{"item", true}}}),
                                         json::array({{{"item", true}, {"more", 1}}, {{"item", false}}}),
                                         json::array({{{"item", 1}}}),
                                         json::array({json::object()}),
                                         json::array({{{"item", true}}, {{"item", true}}, {{"item", true}}})};
        const json valid = {{"amount", 1}, {"lines", json::array({{{"item", true}}})}};
        std::vector<json> all = parts;
        all.push_back(valid);
        for (const char* name : {"amount", "note", "id", "state", "ratio", "lines", "unknown"}) {
            for (const json& part : parts) {
                json value = valid;
                value[name] = part;
                all.push_back(value);
                value.erase("amount");
                all.push_back(value);
            }
        }
        return all;
    }

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void it_accepts_what_the_validator_accepts_and_nothing_else()
    {
        const JsonSchema authority(m_schema, std::string());
        const auto quick = QuickCheck::of(preparedSchema(m_schema, ""));
        QVERIFY(quick);
        int accepted = 0;
        for (const json& value : candidates()) {
            const bool valid = authority.explain(value).empty();
            QVERIFY2(quick->accepts(value) == valid, value.dump().c_str());
            QCOMPARE(authority.check(value).empty(), valid);
            accepted += valid ? 1 : 0;
        }
        QVERIFY(accepted > 10);
    }

    void what_it_does_not_know_it_leaves_to_the_validator()
    {
        for (const char* text : {R"({"oneOf": [{"type": "string"}]})",
                                 R"({"type": "object", "properties": {"a": {"not": {"type": "string"}}}})",
                                 R"({"type": "array", "items": {"multipleOf": 2}})",
                                 R"({"type": "object", "additionalProperties": {"type": "string"}})",
                                 R"({"type": "object", "required": ["a"]})",
                                 R"({"enum": [1, "a"]})",
                                 R"({"minimum": 0.5})",
                                 R"({"maxLength": 1.5})",
                                 R"({"const": 1})"})
            QVERIFY2(!QuickCheck::of(preparedSchema(json::parse(text), "")), text);
    }
};

QTEST_APPLESS_MAIN(QuickCheckTest)
#include "quick_check_test.moc"
