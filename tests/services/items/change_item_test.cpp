// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/change_item.h"
#include "support/qt_test_main.h"

using namespace items;
using Kind = platform::WriteOutcome::Kind;

namespace {

Item mug()
{
    return {
        .id = "item-1", .owner = "ann", .name = "mug", .stock = 10, .reserved = 4, .version = 7, .createdAt = "now"};
}

ItemChange toStock(std::int64_t stock, const char* ifMatch = "\"7\"")
{
    return {.id = "item-1",
            .userId = "ann",
            .name = {},
            .stock = stock,
            .ifMatch = platform::parseIfMatch(ifMatch).value_or(platform::IfMatch{})};
}

} // namespace

class ChangeItemTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void what_is_given_changes_and_the_rest_stays()
    {
        const ChangeDecision decision = changeItem(mug(), toStock(20));
        QVERIFY(decision.changed.has_value());
        QCOMPARE(decision.changed->stock, std::int64_t(20));
        QCOMPARE(decision.changed->name, std::string("mug"));
        QCOMPARE(decision.changed->version, std::int64_t(8));
        QCOMPARE(decision.outcome.answer.status, 200);
        QVERIFY(decision.outcome.answer.body.find("\"reserved\":4") != std::string::npos);
    }

    void what_was_not_seen_is_not_changed()
    {
        const ChangeDecision decision = changeItem(mug(), toStock(20, "\"6\""));
        QCOMPARE(decision.outcome.answer.status, 412);
        QVERIFY(decision.outcome.kind == Kind::NotBegun && !decision.changed);
    }

    void stock_that_orders_have_cannot_be_taken_away()
    {
        QVERIFY(changeItem(mug(), toStock(4)).changed.has_value());
        const ChangeDecision decision = changeItem(mug(), toStock(3));
        QCOMPARE(decision.outcome.answer.status, 422);
        QVERIFY(decision.outcome.kind == Kind::Answered && !decision.changed);
    }

    void somebody_elses_item_stays_as_it_is()
    {
        ItemChange change = toStock(20);
        change.userId = "bob";
        const ChangeDecision decision = changeItem(mug(), change);
        QCOMPARE(decision.outcome.answer.status, 403);
        QVERIFY(decision.outcome.kind == Kind::NotBegun && !decision.changed);
    }

    void an_item_that_is_not_there_is_not_found() { QCOMPARE(changeItem({}, toStock(20)).outcome.answer.status, 404); }
};

QTEST_APPLESS_MAIN(ChangeItemTest)
#include "change_item_test.moc"
