// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reservation.h"

#include "items/item_handler.h"
#include "platform/bus/json_schema.h"
#include "services/platform/contract_example.h"
#include "support/paths.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace items;

namespace {

const std::string mugId = "01930000-0000-7000-8000-0000000000c1";
const std::string tin = "01930000-0000-7000-8000-0000000000c2";
const std::string reservedOrder = "01930000-0000-7000-8000-000000000001";
const std::string at = "2026-01-02T03:04:05.678Z";

Stocks stocks()
{
    return {{mugId, {"mug", 10, 4}}, {tin, {"tin", 3, 0}}};
}

bool isValid(const std::string& type, const std::string& payload)
{
    QFile file(signalbox::test::sourcePath("services/contracts/events/") + QString::fromStdString(type) +
               QLatin1String(".schema.json"));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const platform::JsonSchema schema(file.readAll().toStdString());
    return schema.check(nlohmann::json::parse(payload)).empty();
}

} // namespace

class ReservationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void what_is_there_is_reserved()
    {
        Stocks some = stocks();
        QVERIFY(!reserve(some, {{mugId, 6}, {tin, 1}}));
        QCOMPARE(some.at(mugId).reserved, std::int64_t(10));
        QCOMPARE(some.at(tin).reserved, std::int64_t(1));
    }

    void all_lines_are_reserved_or_none()
    {
        Stocks some = stocks();
        const auto rejection = reserve(some, {{mugId, 6}, {tin, 4}});
        QVERIFY(rejection.has_value());
        QCOMPARE(rejection->code, std::string("out-of-stock"));
        QCOMPARE(rejection->item, tin);
        QCOMPARE(rejection->reason, std::string("Of \"tin\" 3 are left, and the order asks for 4."));
        QCOMPARE(some.at(mugId).reserved, std::int64_t(4));
    }

    void lines_of_the_same_item_count_together()
    {
        Stocks some = stocks();
        QCOMPARE(reserve(some, {{tin, 2}, {tin, 2}})->code, std::string("out-of-stock"));
        QVERIFY(!reserve(some, {{tin, 2}, {tin, 1}}));
        QCOMPARE(some.at(tin).reserved, std::int64_t(3));
    }

    void an_item_that_nobody_added_is_not_reserved()
    {
        Stocks some = stocks();
        QCOMPARE(reserve(some, {{reservedOrder, 1}})->code, std::string("unknown-item"));
    }

    void what_is_released_is_there_again()
    {
        Stocks some = stocks();
        const std::vector<Line> lines{{tin, 2}, {tin, 1}, {mugId, 5}};
        QVERIFY(!reserve(some, lines));
        release(some, lines);
        QCOMPARE(some.at(tin).reserved, std::int64_t(0));
        QCOMPARE(some.at(mugId).reserved, std::int64_t(4));
    }

    void every_event_holds_to_its_contract()
    {
        const std::vector<Line> lines{{mugId, 2}};
        QVERIFY(isValid("item.reserved.v1", reservedEvent(reservedOrder, lines, at)));
        QVERIFY(isValid("item.released.v1", releasedEvent(reservedOrder, {}, at)));
        Stocks some = stocks();
        QVERIFY(isValid("item.rejected.v1", rejectedEvent(reservedOrder, *reserve(some, {{mugId, 100}}), at)));
        Item item;
        item.name = "mug";
        const platform::Surroundings fixed{[] { return mugId; }, std::chrono::system_clock::now};
        QVERIFY(isValid("item.created.v1", addItem(item, {}, fixed).event.payload));
    }

    void the_contracts_examples_are_what_they_say()
    {
        using platform::test::contractExample;
        for (const std::string type : {"item.created.v1", "item.reserved.v1", "item.rejected.v1", "item.released.v1"}) {
            QVERIFY2(isValid(type, contractExample(type + ".valid.json")), type.c_str());
            QVERIFY2(!isValid(type, contractExample(type + ".invalid.json")), type.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(ReservationTest)
#include "reservation_test.moc"
