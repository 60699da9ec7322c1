// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/change_order.h"
#include "orders/order_contracts.h"
#include "orders/place_order.h"
#include "orders/saga/progress.h"
#include "support/qt_test_main.h"

#include <nlohmann/json.hpp>

using namespace orders;
using Kind = SagaEvent::Kind;

namespace {

const Surroundings real{[] { return std::string("01930000-0000-7000-8000-000000000001"); },
                        [] { return std::chrono::system_clock::time_point(std::chrono::milliseconds(1767323045678)); }};

NewOrder placed()
{
    const OrderRequest request{
        .amount = 5000, .note = "two boxes", .lines = {{"01930000-0000-7000-8000-0000000000c1", 2}}};
    return placeOrder(request, "user-1", {}, {}, real);
}

Order after(Order order, std::initializer_list<Kind> kinds)
{
    for (const Kind kind : kinds)
        order = progressOf(order, {kind, "Because."}, {}, real).order;
    return order;
}

} // namespace

class OrderProgressTest : public QObject
{
    Q_OBJECT

    const EventContracts m_contracts;

private slots:
    void init() { signalbox::test::failOnAnyWarning(); }

    void an_order_with_lines_is_submitted_and_says_what_it_waits_for()
    {
        const NewOrder order = placed();
        QCOMPARE(order.order.status, std::string("submitted"));
        QCOMPARE(order.event.eventType, std::string("order.submitted.v1"));
        QVERIFY(m_contracts.holds(order.event));
        const auto json = nlohmann::json::parse(toJson(order.order));
        QCOMPARE(json.at("lines").at(0).at("quantity").get<int>(), 2);
        QCOMPARE(json.at("saga").at(0).at("step").get<std::string>(), std::string("reserve"));
        QCOMPARE(json.at("saga").at(0).at("state").get<std::string>(), std::string("pending"));
        QVERIFY(!json.at("saga").at(0).contains("reason"));
    }

    void everything_that_is_told_holds_to_its_contract()
    {
        Order order = placed().order;
        std::vector<std::string> types;
        for (const Kind kind : {Kind::Reserved, Kind::Issued}) {
            Progress progress = progressOf(order, {kind, ""}, {}, real);
            QVERIFY(progress.event && m_contracts.holds(*progress.event));
            QCOMPARE(progress.event->aggregateSeq, progress.order.version);
            types.push_back(progress.event->eventType);
            order = progress.order;
        }
        QCOMPARE(types, (std::vector<std::string>{"order.created.v1", "order.confirmed.v1"}));
        const Progress failed = progressOf(after(placed().order, {Kind::Reserved}), {Kind::Failed, "No."}, {}, real);
        QVERIFY(failed.event && m_contracts.holds(*failed.event));
        const auto payload = nlohmann::json::parse(failed.event->payload);
        QCOMPARE(payload.at("was").get<std::string>(), std::string("created"));
        QCOMPARE(payload.at("reason").get<std::string>(), std::string("No."));
        QCOMPARE(payload.at("lines").size(), std::size_t(1));
    }

    void every_change_counts_in_the_version_and_what_changes_nothing_does_not()
    {
        const Order order = placed().order;
        QCOMPARE(after(order, {Kind::Reserved}).version, std::int64_t(2));
        QCOMPARE(after(order, {Kind::Reserved, Kind::Reserved}).version, std::int64_t(2));
        QCOMPARE(after(order, {Kind::TimedOut, Kind::Released}).version, std::int64_t(3));
    }

    void a_cancellation_by_the_customer_undoes_what_was_begun()
    {
        const Order order = after(placed().order, {Kind::Reserved});
        const OrderDecision decision = cancelOrder(&order, {}, real);
        QVERIFY(decision.changed && decision.event);
        QVERIFY(m_contracts.holds(*decision.event));
        QCOMPARE(decision.changed->status, std::string("cancelled"));
        QVERIFY(decision.changed->saga.at(SagaStep::Reserve).state == StepState::Compensating);
        QVERIFY(decision.changed->saga.at(SagaStep::Invoice).state == StepState::Compensating);
    }

    void a_confirmed_order_can_no_longer_be_cancelled()
    {
        const Order order = after(placed().order, {Kind::Reserved, Kind::Issued});
        const OrderDecision decision = cancelOrder(&order, {}, real);
        QCOMPARE(decision.answer.status, 409);
        QVERIFY(!decision.changed && !decision.event);
    }
};

QTEST_APPLESS_MAIN(OrderProgressTest)
#include "order_progress_test.moc"
