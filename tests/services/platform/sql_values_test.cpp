// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/postgres/database.h"

#include "support/qt_test_main.h"

using namespace platform;

class SqlValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void an_array_literal_quotes_what_would_break_it()
    {
        const std::string empty = sqlArray({});
        QCOMPARE(empty, std::string("{}"));
        const std::string nulls = sqlArray({SqlValue("a"), SqlValue(std::nullopt), SqlValue("NULL"), SqlValue("")});
        QCOMPARE(nulls, std::string("{\"a\",NULL,\"NULL\",\"\"}"));
        const std::string quoted = sqlArray({SqlValue("a\"b\\c,{d}")});
        QCOMPARE(quoted, std::string("{\"a\\\"b\\\\c,{d}\"}"));
    }

    void a_binary_array_is_as_the_server_reads_it()
    {
        using Of = SqlArray::Of;
        const auto hex = [](SqlArray& array) {
            const SqlValue value = array.take();
            return value.isBinary() ? QByteArray::fromStdString(*value.asText()).toHex(' ') : QByteArray();
        };
        QCOMPARE(hex(SqlArray(Of::Text).add("a").addNull().add("")),
                 QByteArray("00 00 00 01 00 00 00 01 00 00 00 19 00 00 00 03 00 00 00 01"
                            " 00 00 00 01 61 ff ff ff ff 00 00 00 00"));
        QCOMPARE(hex(SqlArray(Of::Smallint).add(std::int64_t{-2})).right(17), QByteArray("00 00 00 02 ff fe"));
        QCOMPARE(hex(SqlArray(Of::Bigint).add(std::int64_t{258})).right(35),
                 QByteArray("00 00 00 08 00 00 00 00 00 00 01 02"));
        QCOMPARE(hex(SqlArray(Of::Json).addOptional(std::string("[]"))).right(20), QByteArray("00 00 00 03 01 5b 5d"));
        QCOMPARE(hex(SqlArray(Of::Uuid).add("01930000-0000-7000-8000-0000000000aA").add("no")).right(71),
                 QByteArray("00 00 00 10 01 93 00 00 00 00 70 00 80 00 00 00 00 00 00 aa ff ff ff ff"));
        SqlArray none(Of::Bytes);
        QCOMPARE(hex(none), QByteArray("00 00 00 00 00 00 00 01 00 00 00 11"));
    }

    void bytes_survive_the_text_form()
    {
        const std::string bytes("\0\x7f\xff\\\"", 5);
        const Rows rows(1, 1, {SqlValue::bytes(bytes).asText()});
        QCOMPARE(rows.bytes(0, 0), bytes);
    }

    void cells_are_read_by_row_and_column()
    {
        const Rows rows(2, 0, {"1", std::nullopt, "-9000000000", "t"});
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows.integer(1, 0), std::int64_t(-9000000000));
        QVERIFY(rows.isNull(0, 1) && rows.text(0, 1).empty() && rows.integer(0, 1) == 0);
        QVERIFY(rows.boolean(1, 1) && !rows.boolean(0, 0));
    }
};

QTEST_APPLESS_MAIN(SqlValuesTest)
#include "sql_values_test.moc"
