// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/idempotency/canonical_json.h"

#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

#include <bit>

using namespace platform;

// Escaped by hand: moc stumbles over raw strings.
namespace {

constexpr const char* rfcExample =
    "{\"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],"
    " \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
    " \"literals\": [null, true, false]}";
constexpr const char* rfcCanonical =
    "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
    "\"string\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
constexpr const char* rfcMembers =
    "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet\",\"1\":\"One\","
    "\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin\"}";

} // namespace

class CanonicalJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    // RFC 8785, appendix B.
    void numbers_are_printed_as_the_rfc_lists_them_data()
    {
        QTest::addColumn<qulonglong>("bits");
        QTest::addColumn<QByteArray>("text");
        const std::pair<std::uint64_t, const char*> samples[] = {
            {0x0000000000000000, "0"},
            {0x8000000000000000, "0"},
            {0x0000000000000001, "5e-324"},
            {0x8000000000000001, "-5e-324"},
            {0x7fefffffffffffff, "1.7976931348623157e+308"},
            {0xffefffffffffffff, "-1.7976931348623157e+308"},
            {0x4340000000000000, "9007199254740992"},
            {0xc340000000000000, "-9007199254740992"},
            {0x4430000000000000, "295147905179352830000"},
            {0x44b52d02c7e14af5, "9.999999999999997e+22"},
            {0x44b52d02c7e14af6, "1e+23"},
            {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
            {0x444b1ae4d6e2ef4e, "999999999999999700000"},
            {0x444b1ae4d6e2ef4f, "999999999999999900000"},
            {0x444b1ae4d6e2ef50, "1e+21"},
            {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
            {0x3eb0c6f7a0b5ed8d, "0.000001"},
            {0x41b3de4355555553, "333333333.3333332"},
            {0x41b3de4355555554, "333333333.33333325"},
            {0x41b3de4355555555, "333333333.3333333"},
            {0x41b3de4355555556, "333333333.3333334"},
            {0x41b3de4355555557, "333333333.33333343"},
            {0xbecbf647612f3696, "-0.0000033333333333333333"},
            {0x43143ff3c1cb0959, "1424953923781206.2"},
        };
        for (const auto& [bits, text] : samples)
            QTest::addRow("%s", text) << qulonglong(bits) << QByteArray(text);
    }

    void numbers_are_printed_as_the_rfc_lists_them()
    {
        QFETCH(qulonglong, bits);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(canonicalNumber(std::bit_cast<double>(std::uint64_t(bits)))), text);
    }

    // RFC 8785, 3.2.2 and 3.2.4.
    void the_example_of_the_rfc_has_its_bytes()
    {
        const std::string canonical = canonicalJson(nlohmann::json::parse(rfcExample));
        QCOMPARE(QByteArray::fromStdString(canonical), QByteArray(rfcCanonical));
    }

    // RFC 8785, 3.2.3: a surrogate pair sorts before U+FB33, although its code point is higher.
    void members_are_sorted_by_utf16_code_units()
    {
        const auto value = nlohmann::json::parse(rfcMembers);
        const QByteArray text = QByteArray::fromStdString(canonicalJson(value));
        qsizetype last = -1;
        for (const char* name : {"Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"}) {
            QVERIFY2(text.indexOf(name) > last, name);
            last = text.indexOf(name);
        }
    }

    void white_space_and_order_make_no_difference()
    {
        const auto loose = nlohmann::json::parse("{\"b\": 1.0, \"a\": [ ]}");
        const auto tight = nlohmann::json::parse("{\"a\":[],\"b\":1}");
        QCOMPARE(canonicalJson(loose), canonicalJson(tight));
    }
};

QTEST_APPLESS_MAIN(CanonicalJsonTest)
#include "canonical_json_test.moc"
